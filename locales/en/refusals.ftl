### A command line that cannot be understood. In English the library of the command line says it; these are the same in few words.

# What is wrong: $what.
error = error: { $what }
# The option $arg.
no-value = a value is required for '{ $arg }' but none was supplied
# $value, $arg
bad-value = invalid value '{ $value }' for '{ $arg }'
# $value, $arg, $why
bad-value-because = invalid value '{ $value }' for '{ $arg }': { $why }
unknown-argument = unexpected argument '{ $arg }' found
unknown-command = unrecognized subcommand '{ $name }'
missing-argument = the following required arguments were not provided: { $arg }
missing-command = a subcommand is required
# $arg, $other
conflict = the argument '{ $arg }' cannot be used with '{ $other }'
wrong-number = wrong number of values for '{ $arg }'
no-text = invalid UTF-8 was detected in one or more arguments
values = {"  "}[possible values: { $values }]
suggestion = {"  "}tip: a similar one exists: '{ $suggestion }'
more = {"  "}next: try '--help'
