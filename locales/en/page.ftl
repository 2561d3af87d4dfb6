### The words of the page around tables and charts.

contents = Contents
nav-answer = Answer
nav-limits = Limits
nav-messages = What users see
nav-evidence = Evidence
answer = The answer
hints = What needs a look
# $more, $place
more-hints = { $more } All are in { $place }.
sentences = In sentences
limits = What these logs cannot show

## Settings to be sent

before-applying = Before you apply them
requests = The requests, in the order to send them
nothing-to-change = Nothing has to be changed.
requests-withheld = { NUMBER($all) ->
    [one] 1 request is left out: under tokens it could not be sent.
   *[other] { NUMBER($all, useGrouping: 0) } requests are left out: under tokens they could not be sent.
}
# $shown, $all
requests-cut = The first { NUMBER($shown, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } requests.
way-back = The way back, in this order
way-back-requests = Requests that bring today's settings back
reasons = Why each line is there
left-out = Left out, and why
nothing-sent = Nothing is sent with it.

## Tables

these-rows = These rows:
drill = The sign-ins behind a row: select it.
no-rows = No rows.
# $shown, $all, $whole
rows-cut = The first { NUMBER($shown, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } rows; { $whole } has all.

## Said by the script: { names } in braces are filled in on the page.

copy = Copy
copied = Copied
close = Close

## The end of the page

messages-question = The messages that reach a help desk, and who must act.
evidence-question = What this page rests on: every file that was read, and what became of its records.
program = Program
command = Command
own-tenant = Own tenant
own-tenant-given = given with --tenant
settings-set = Set without being typed
times = Times
