### What `demo` has written.

# $files, $sign-ins, $folder
written = { NUMBER($files, useGrouping: 0) } files with { NUMBER($sign-ins, useGrouping: 0) } sign-ins in { $folder }
# The $command to type.
next = next: { $command }
