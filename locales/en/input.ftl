### What is said on standard error about a run and its input.

note = note: { $what }
warning = warning: { $what }
next = {"  "}next: { $what }
gate = gate: { $names } (exit code 10)

# The template of a progress bar: the $bar, what was $read of the $total, at which $speed, and the time that is $left.
progress = { $bar } { $read } of { $total }  { $speed }  { $left } left

# A --from or --to as $typed, the $time it means in a $zone, and the $last event
window = { $typed } = { $time } ({ $zone }), counted back from the last event of the input ({ $last }), not from today

# The $option, its $value in quotes, and $similar names
unmatched = { $option } { $value } occurs nowhere in these logs{ $similar ->
    [none] {""}
   *[other] ; did you mean { $similar }?
}
    .next = names compare whole, not in part; crosstenant partners, apps and users list what there is
or = {", or "}

other-owner = these logs name { $owner } as their owner, which is not among the own tenants
    .next = check --tenant; without it the owner is taken from the logs




# $file, $why
read-error = { $file }: could be read only in part: { $why }
    .next = get the file again; what came before the damage is counted

# $file, $sign-ins
unmet-steps = { $file }: authentication details of { $sign-ins ->
    [one] 1 sign-in that is
   *[other] { NUMBER($sign-ins) } sign-ins that are
} not among the CSV files of the portal given here: how MFA was done there stays unknown
unmet-steps-next = give AuthDetails together with the CSV of the same download. Of sign-ins that an archive holds, add both to it in one step, the CSV again: crosstenant archive add DIR InteractiveSignIns_2026.csv InteractiveSignIns_AuthDetails_2026.csv
by-position = { $file }: the headings are in a language that is not known; the columns were taken by their position
    .next = compare a few rows with the portal, or name the headings with --headers

still-written = { $file }: the last record is cut; the file was still being written

# $place, $code, what was $found in quotes
skipped = { $place }: skipped ({ $code }){ $found ->
    [none] {""}
   *[other] , found { $found }
}

# The $reason, and how many there are in all ($count), where not every one is shown
skipped-next = { $reason }{ $count ->
    [none] {""}
   *[other] {" "}({ NUMBER($count, useGrouping: 0) } records in all)
}

# $file, a $note of the ledger or of what the file is
about-file = { $file }: { $note }

others-found = { NUMBER($files, useGrouping: 0) } other files in these folders hold no log that is used; -v names them

read-in-part = read only in part: { $why }
