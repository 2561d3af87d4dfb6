### What the command line says of itself.

## Commands

about-crosstenant = Who crosses your Microsoft Entra tenant border, from the sign-in and audit logs you already have
about-report = The main job: one page, one workbook and all tables of what the logs can tell
about-coverage = What these logs can and cannot show
about-partners = The organisations that come in, and those our people go to
about-apps = The application ids, client and resource, for each partner
about-users = The users who cross the border
about-events = The sign-ins themselves, newest first
about-timeline = Sign-ins by hour, day or week
about-failures = What fails, who must act, and what to do
about-changes = Who changed the settings, what it does, and whom it blocked
about-guests = Who was invited, who came, who no longer comes
about-simulate = What breaks with these settings: the sign-ins replayed against a policy
about-recommend = The tightest settings that break nothing observed, as table, Graph JSON, PowerShell script, Terraform or Microsoft365DSC
about-workloads = Applications of others that sign in here by themselves
about-trust = What the sign-ins of each partner show about MFA and devices, beside whether the settings trust them
about-providers = Tenants whose technicians administer ours (CSP, GDAP), beside the relationships that allow it
about-archive = A memory longer than the thirty days Microsoft keeps: a folder of Parquet files that any command takes as an input
about-archive-add = Add exports; what is there already is left out
about-archive-info = What the archive holds
about-archive-verify = Whether the archive is whole; removes what interrupted runs left
about-archive-export = Write the events back as NDJSON
about-archive-distill = Make a small archive: what crosses the border whole, what stays at home counted
about-archive-sources = Number the sources of part archives in the order in which they count
about-archive-adopt = Make an archive of sign-ins that an engine put together from part archives
about-archive-prune = Remove the days before one, and keep that they were removed
about-inspect = What a file is, why, and what it cannot tell
about-formats = Every log format that is read, and how to get it
about-explain = What an error code, a message of users, or a command means, and who must act
about-demo = Write synthetic logs to try things out
about-spark = Archives on a Spark cluster
about-spark-init = Write a job that makes an archive on a Spark cluster, and how to submit it
about-kql = A query for Log Analytics and Sentinel that sums sign-ins up; its CSV is an input
about-export-script = A PowerShell script that fetches the logs, whole, and goes on where it broke off
about-schema = The JSON Schema of an output, or of all
about-config = What is set without being typed, and where
about-config-show = Every key with its value and where it comes from
about-completions = Completions for a shell
about-man = Manual pages, for the man command
about-help = Print this message or the help of the given subcommand(s)

after = Start with:  crosstenant report FOLDER-WITH-LOGS
    Nothing is ever sent anywhere: the program works offline.

## Headings

heading-usage = Usage:
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
heading-input = Input
heading-filters = Filters (repeatable: OR within an option, AND between options)
heading-output = Output
heading-gate = Gate
heading-config = Settings
heading-hand-over = To hand over

## Behind the text of an option: its values, and the one it has without being said

values = [possible values: { $values }]
default = [default: { $value }]

## Input

arg-inputs = Files, folders, patterns or - (standard input); .gz, .zst and .zip are read in place
arg-tenant = Own tenant; repeat it for a group of companies. Told from the logs if they leave no doubt
arg-names = Names of tenants: CSV with the headings tenant_id, name and perhaps cloud, or the JSON of findTenantInformationByTenantId
arg-current = The current cross-tenant access settings: a file or folder of Graph JSON. Settings among the inputs count too
arg-headers = Column headings of the portal in a language that is not built in: CSV alias,english
arg-date-order = How dates like 03/04/2026 are read, where a file does not tell
arg-zone = Time zone of times without one, in exports that write the clock of whoever exported them
arg-max-record = Longest record in bytes; longer ones are skipped
arg-max-unpacked = Bytes that a compressed file may unpack to; without it, 200 times its size
arg-rejects = Write every skipped record with its reason to this file (NDJSON)
arg-lenient = Exit with 0 although some input could not be read
arg-threads = Number of reading threads; the result never depends on it

## Filters

arg-from = Start, inclusive: 2026-10-01 (in --tz), RFC 3339, or counted back from the last event of the input: 7d, 24h, yesterday
arg-to = End, exclusive, written likewise
arg-direction = Direction; without it all but internal
arg-partner = Partner tenant, by id or name; - for sign-ins without one
arg-app = Application, client or resource, by id or name
arg-client = Client application alone, by id or name
arg-resource = Resource application alone, by id or name
arg-user = User, by object id or user principal name
arg-access-type = Cross-tenant access type, such as b2bCollaboration
arg-outcome = How the sign-in ended
arg-code = Error code, such as 500213 or AADSTS500213
arg-log = Log

## Output

arg-format = table, json, ndjson, csv, markdown, xlsx, parquet or html; several, comma-joined, with -o FOLDER
arg-output = File (its extension tells the format) or folder; without it, standard output
arg-force = Replace what is there
arg-tz = Time zone of days and of times shown, such as Asia/Tokyo
arg-lang = Language of headings and sentences
arg-color = Colours on the terminal
arg-quiet = Say nothing but errors
arg-verbose = Say more, such as every file that was set aside
arg-pseudonymise = Put keyed tokens in the place of people, organisations, domains and addresses; the same key file gives the same tokens
arg-make-key = Write a new random key to the file of --pseudonymise first; a key that is there stays
arg-mapping = Write every token with its value to this file (CSV), for yourself
arg-keep-app-names = Keep the names of applications that are not Microsoft's
arg-fail-on = End with exit code 10 if this is so, and with 2 if it cannot be told: incomplete, and what the command answers beside (new-partner, unexpected-partner, new-app, new-failure, unused-setting, dormant-guest, foreign-actor, tightened, blocked-success, depends-success, unknown-success)
arg-config = File of settings; without it, the nearest crosstenant.toml upward, then that in your folder of settings
arg-no-config = Use no file of settings

## Options of one command

report-output = Folder of the report; without it, reports/TENANT-LASTDAY
report-policy = Proposed settings to replay the sign-ins against, as for simulate; without them, the current ones with the default closed
report-for-partner = Only the page for the organisation of --partner, to be sent to its administrators: their people and names in clear, nothing else of the log; needs --pseudonymise
apps-by = One row for each application over all partners
events-limit = Only the newest N
timeline-by = Length of a period
changes-impact-window = Days before and after a change in which blocked sign-ins are counted
changes-at = The settings that held at this time, from the current ones among the inputs
guests-review = Only those who should be looked at, the oldest first, and why; --format ids gives the object ids alone
guests-dormant-days = Days without a sign-in after which a guest is dormant, counted back from the last sign-in of the input
simulate-policy = The proposed settings: a file or folder of Graph JSON (default, partners, or both), or of Terraform (.tf) or Microsoft365DSC (.ps1)
simulate-members = Members of groups that the settings name: CSV group_id,user_id
simulate-user-map = Home ids of guests, for settings that name users of a partner: CSV home_user_id,user_id
simulate-matching = Which application id meets a list of the settings
simulate-by = One row for each application, or for each user too
recommend-min-successes = Successful sign-ins that an application needs to be allowed, for each partner and direction
recommend-include-hubs = Allow hub resources (Microsoft Graph and the like) beside the clients that use them
recommend-scope-users = List our users outbound instead of allowing all
recommend-remove-unused = Delete current entries without a successful sign-in; without it they stay as they are
recommend-reopen = Let in again what succeeded once and the current settings refuse: of this partner, or all
workloads-all = Every application, ours and Microsoft's too
archive-add-dir = Folder of the archive; it is made if it does not exist
archive-add-snapshot-date = The day that user lists and settings describe (2026-10-31); without it, the day on which the file was last written
archive-add-restore = Bring back days that were removed with archive prune
archive-parts = The folder of the part archives
archive-adopt-dir = The folder into which the engine wrote signins/log=LOG/event_date=DAY
archive-distill-archive = The archive that holds every event; it is not changed
archive-distill-out = The folder of the distilled archive; days that have not changed are kept
archive-prune-before = The first day that stays (2025-10-01, UTC); what is older is removed
archive-prune-dry-run = Tell what would be removed, and change nothing
archive-dir = Folder of the archive
explain-what = Error code of the sign-in log, the message that a user sees, command, or topic; without it, a list of what there is
spark-init-dir = The folder of the job
spark-init-force = Replace what is there
kql-tenant = The tenant whose sign-ins are summed up
kql-from = Only sign-ins from this time on (RFC 3339, or a day)
kql-to = Only sign-ins before this time
export-script-days = Days before today to begin with
export-script-since = The day to begin with (2026-10-01, UTC)
export-script-what = What to fetch; without it, everything
export-script-crossing-only = Leave out user sign-ins that stayed at home, at the server
schema-what = Command, or name that an output carries (crosstenant.apps-by-app/1); without it, every output
demo-dir = Folder to write to
demo-seed = Another story of the same kind
demo-size = About how many user sign-ins
demo-all-formats = The whole story in each format, not a slice of the days
completions-shell = The shell
man-dir = Folder for all pages; without it, the page of the program on standard output
print-help = Print help
print-version = Print version
