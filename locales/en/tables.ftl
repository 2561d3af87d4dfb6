### Sentences below the tables of sign-ins.

apps-by-name = { $sign-ins ->
    [one] 1 sign-in names
   *[other] { NUMBER($sign-ins) } sign-ins name
} an application without its id; such applications are told apart by name.
# $shown, $all
events-left-out = The newest { NUMBER($shown, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } sign-ins; raise --limit for more.
too-many-periods = The window has more than { NUMBER($most, useGrouping: 0) } periods; those without sign-ins have no row here. Narrow it with --from and --to.
hidden-users = { $sign-ins ->
    [one] 1 sign-in names no user (hidden by the other side, or not in the record) and has
   *[other] { NUMBER($sign-ins, useGrouping: 0) } sign-ins name no user (hidden by the other side, or not in the record) and have
} no row here.
unknown-owners = { NUMBER($rows, useGrouping: 0) } of these rows name no owner of the application in the log: they may be our own.
