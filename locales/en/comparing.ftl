### What the options about periods mean, and what is wrong with them.

about-compare = What is new, gone, grown or shrunk between two periods
heading-periods = Periods
compare-inputs = Inputs to split with --split, or those of the current period
compare-baseline = Inputs of the earlier period
compare-current-period = Inputs of the later period
compare-split = Time at which the inputs are split in two: what came before, and what came from then on (2026-10-01, RFC 3339, or 7d before the last event)
compare-threshold = Sign-ins more or fewer than the baseline would have led to expect, from which on something has grown or shrunk
compare-factor = How many times as many, or as few, a covered day
arg-since = What was not seen before this time is new (2026-10-01, RFC 3339, or 7d before the last event)
arg-baseline = What does not occur in these inputs is new
arg-expected = Partners that are wanted: CSV tenant_id,name and perhaps owner,reason,until,direction; whoever is not listed stands out

one-period = there is nothing to compare
    .next = give compare INPUT --split TIME, or --baseline INPUT.. and --current-period INPUT..
partners-format = table, json, ndjson, csv, markdown, xlsx or html; several, comma-joined, with -o FOLDER; expected writes a list for --expected from what was seen, watchlist one for Microsoft Sentinel
report-format = json prints the summary, which also stands in the folder as summary.json

list-alone = expected and watchlist are lists, not tables
    .next = ask for one of them at a time
