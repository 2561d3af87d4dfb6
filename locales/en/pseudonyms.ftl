### Pseudonyms: keys, and what is refused with them.

# $path, $error
no-key = The key { $path } cannot be read: { $error }
# $path
empty-key = The key { $path } is empty
key-next = give the file that holds the key, or add --make-key to have a new one made
# $path
key-made = A new key stands in { $path }: keep it to yourself, since whoever has it can test guesses, and keep it safe, since the same tokens come from it alone
# $what
refused = { $what } is made to be applied or kept, so it cannot hold pseudonyms
refused-next = leave out --pseudonymise here; to hand over the reasoning of recommend, use --format table, markdown or xlsx
# $what
archive-refused = { $what } keeps sign-ins as the exports hold them, so that every later answer can be given from it: it cannot hold pseudonyms
archive-refused-next = leave out --pseudonymise here; any answer from the archive can be handed over, such as crosstenant report DIR --pseudonymise KEYFILE
set-aside = not used; without --pseudonymise, it is said why
# $partner
not-one-partner = { $partner } is not one organisation of the input
not-one-partner-next = name the tenant ID of the one that the page is for
