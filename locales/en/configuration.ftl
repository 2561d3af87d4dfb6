### What crosstenant.toml and the environment set.

separator = {"; "}
question = What is set without being typed?

# $path, $settings
file-decides = { $path } sets { $settings }
environment-decides = the environment sets { $settings }

file = Settings are read from { $path }.
no-file = No crosstenant.toml is used: there is none from here upward and none in your folder of settings, or --no-config was said.

ignored = { $path } belongs to another account and decides nothing
    .next = name it with --config { $path } if you trust it

## What is wrong with it

# $place, $error
cannot-use = { $place } cannot be used: { $error }
    .next = correct it: it is TOML, a line such as tz = "Asia/Tokyo" for each key, with paths of Windows between single quotes; crosstenant config show --no-config lists the keys
# $place, $key
unknown-key = { $place } sets { $key }, which is not known
    .next = did you mean { $nearest }? crosstenant config show --no-config lists the keys
# $place, $key
bad-value = { $place } sets { $key } to something else than it holds
# $place, $key, $why
refused = { $place } sets { $key } to what its option does not take: { $why }
text = it holds a text that is not empty: key = "text"
number = it holds a whole number: key = 30
path = it holds a path: key = "folder/file"
texts = it holds a list of texts: key = ["one", "two"]
expected = give each partner as [[expected]] with tenant_id and name, and perhaps owner, reason, until, direction; or the path of a CSV file with these headings
# $place, $member
unknown-member = { $place } tells something of an expected partner that is not known: { $member }
# $place, $member
bad-member = { $place } sets { $member } of an expected partner to something else than a text or a day
paths = it holds a list of paths: key = ["folder", "more/*.json"]
