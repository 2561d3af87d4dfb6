### What the system says, and what is wrong with a file that is unpacked or opened.

not-found = no such file or folder
permission-denied = permission denied
already-exists = it exists already
storage-full = no space left on the disk
read-only = the file system can only be read
is-a-directory = it is a folder
not-a-directory = a part of the path is no folder
unexpected-end = it ends too early
broken-pipe = the program that reads the output has ended
# $what, $code
with-code = { $what } (system error { NUMBER($code, useGrouping: 0) })

longer-than-settings = it is longer than settings are
list-not-closed = the list is not closed: the file ends too early
answer-is-error = one of the answers in it is an error, so that records are missing; ask for that part again
unpacks-to-more = it unpacks to more than { NUMBER($allowed, useGrouping: 0) } bytes, as no log does; say --max-unpacked BYTES if it is real
bad-workbook = the workbook cannot be read: { $error }
# $members, $most
zip-members = the zip file has { NUMBER($members, useGrouping: 0) } members; no export has more than { NUMBER($most, useGrouping: 0) }
zip-encrypted = it is encrypted; unpack it first
zip-method = it is packed with { $method }; unpack it first
zip-overlap = members of the zip file overlap, as in no archive that a program made in good faith
zip-no-place = { $name } has no place in the zip file

manifest-unreadable = its manifest cannot be read: { $error }
manifest-outside = its manifest names { $path }, which is no path in the archive
# $schema, $known
manifest-version = its layout is { $schema }, and this program knows { $known }
manifest-unnamed = its layout is not named, and this program knows { $known }
