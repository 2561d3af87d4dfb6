### Where the history of the settings does not fit the policy.

default-settings = the default settings
not-set = not set
policy = the policy

# The event of $time, where it is the other one that does not fit.
event = the event of { $time }

# A $setting of somebody ($whose).
setting-of = { $setting } of { $whose }

# $time, $what, $expected, $other, $found
differs = The event of { $time } says { $what } = { $expected }, but { $other } says { $found }: a change in between is not in the logs.

# $time, $what, $other
entry-missing = The event of { $time } is about the entry of { $what }, but { $other } has none.

# $time, $what, $other
entry-there = According to the event of { $time } there was no entry of { $what }, but { $other } has one: a change in between is not in the logs.

# $time, $what, $found
unexplained = { $what } = { $found }, but no event since the entry was added at { $time } says who set it.

# $time, $what
not-told = The event of { $time } does not say which settings { $what } had before: they are left out.

# $time, $what
unreadable = The event of { $time } has a value of { $what } that cannot be read: it is left as it is.
