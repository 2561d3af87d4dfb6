### What is wrong with a file of an archive.

# $path, $damage
of-file = { $path }: { $damage }
changed = its bytes are not those that were written
changed-or-gone = its bytes are not those that were written, or it is gone
unreadable = it cannot be read: { $error }

# $found, $expected
other-size = it has { NUMBER($found, useGrouping: 0) } bytes instead of { NUMBER($expected, useGrouping: 0) }
other-path = its path names no log and day
other-columns = its columns are not those of this version
other-rows = its rows are not those that manifest.json tells of
