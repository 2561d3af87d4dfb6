### What explain says around the words of others.

usage-code = crosstenant explain CODE      an error code of the sign-in log, such as 500213 or AADSTS500213
usage-message = crosstenant explain MESSAGE   what a page shows to the user, in quotes
usage-command = crosstenant explain COMMAND   a command, such as partners
usage-name = crosstenant explain NAME      a code that this program prints, such as bad-json
usage-topic = crosstenant explain TOPIC     what users see, and who must act:

## The codes that this program prints, by kind.

failures = What ends a run: { $codes }
skipped = Reasons for skipped records: { $codes }
caveats = Caveats of coverage: { $codes }
hints = Hints of failures: { $codes }
findings = Findings about settings: { $codes }
gates = Conditions of --fail-on: { $codes }

# $code, $exit
failure = { $code } (ends a run with exit code { NUMBER($exit, useGrouping: 0) })
skip = { $code } (reason for a skipped record)
caveat = { $code } (caveat of coverage)
# $code, $rule
hint = { $code } (hint of failures, rule { $rule })
finding = { $code } (finding about settings)
gate = { $code } (condition of --fail-on)
meaning = {"  "}{ $meaning }
next = {"  "}What to do: { $next }

## A message that users see.

several = The text fits several messages. Which one it is, the whole message tells:
case-seen = {"  "}The user sees:  { $text }
case-codes = {"  "}Sign-in log:    { $codes ->
    [none] none
   *[other] { $codes }
}
case-cause = {"  "}Why:            { $text }
case-who = {"  "}Who must act:   { $text }
case-action = {"  "}What to do:     { $text }

## An error code of the sign-in log.

inbound = {"  "}Inbound (others come to us), who must act:  { $who }
outbound = {"  "}Outbound (ours go to others), who must act: { $who }
action = {"  "}What to do: { $action }
side-us = our administrators
side-partner = the partner's administrators
side-network = whoever runs the network
side-user = the user
side-app-owner = the owner of the application
side-microsoft = Microsoft
side-nobody = nobody, it is part of a normal sign-in
side-unclassified = not known
