### The manual pages.

name = Name
synopsis = Synopsis
description = Description
exit-status = Exit status
environment = Environment
see-also = See also
separator = {", "}

exit-done = Done.
exit-environment = The environment failed: a file cannot be written, the disk is full.
exit-usage = Usage: an option that means nothing, a path that does not exist, or an own tenant that is not clear.
exit-nothing-recognised = Nothing in the inputs was recognised.
exit-incomplete = Finished and written, but some input could not be read; 0 with --lenient.
exit-gate = A condition of --fail-on is met.
exit-bug = A bug in this program.
exit-interrupted = Interrupted.

env-language = The language, where --lang is not given: Japanese if the first that is set begins with ja, else English.
env-columns = The width that tables are fitted to, instead of that of the terminal.
env-no-color = Set to anything, no colours unless --color always asks for them.
