### Two periods side by side.

separator = {", "}

# $first, $last, $days
covered = { $first } to { $last }, { $days ->
    [one] 1 day with sign-ins
   *[other] { NUMBER($days) } days with sign-ins
}
no-sign-ins = no sign-in of a user
# $now, $before
sides = Current period: { $now }. Baseline: { $before }.
nothing = Nothing is new, gone, grown or shrunk.

nothing-new = Nothing is new.
new = New: { $what }.
gone = No longer seen: { $what }.
grown = Grown: { $what }.
shrunk = Shrunk: { $what }.
partners = { $count ->
    [one] 1 partner
   *[other] { NUMBER($count) } partners
}
apps = { $count ->
    [one] 1 application
   *[other] { NUMBER($count) } applications
}
users = { $count ->
    [one] 1 user
   *[other] { NUMBER($count) } users
}
codes = { $count ->
    [one] 1 kind of failure
   *[other] { NUMBER($count) } kinds of failure
}
settings = { $count ->
    [one] 1 changed setting
   *[other] { NUMBER($count) } changed settings
}

# $factor, $difference
rule = Grown and shrunk mean at least { NUMBER($factor) } times as many or as few a covered day (--factor), and at least { $difference ->
    [one] 1 sign-in
   *[other] { NUMBER($difference) } sign-ins
} more or fewer than the baseline would have led to expect (--threshold). Days without sign-ins are left out on both sides.
short-baseline = The baseline covers { $days ->
    [one] 1 day
   *[other] { NUMBER($days) } days
} with sign-ins: what comes once a month may look new or gone.
logs-differ = Only one side has these logs: { $logs }. What they alone hold looks new, gone, grown or shrunk.
baseline-empty = The baseline has no sign-in of a user: everything looks new.
current-empty = The current period has no sign-in of a user: everything looks gone.
no-audits = Only one side has audit logs: settings are not compared.
