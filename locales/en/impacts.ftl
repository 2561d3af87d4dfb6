### What stands out among changes of settings, and blocks that no change explains.

foreign = { $count ->
    [one] 1 of these events was
   *[other] { NUMBER($count, useGrouping: 0) } of these events were
} made by somebody whose home tenant is not ours: see foreign_actor.
failed = { $count ->
    [one] 1 of these events is an attempt
   *[other] { NUMBER($count, useGrouping: 0) } of these events are attempts
} that failed and changed nothing.
maybe-cut = Rows of the audit CSV that are full may be cut: it holds 3 targets of 5 properties. The JSON download has everything.
# $time, $changes
held = The settings that held at { $time }, from the given settings and { $changes ->
    [one] 1 change
   *[other] { NUMBER($changes) } changes
}.

# $count, $code, $partner, $inbound, $ours
unexplained = { $count ->
    [one] 1 sign-in was
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins were
} blocked with { NUMBER($code, useGrouping: 0) } ({ $partner }, { $inbound ->
    [true] inbound
   *[false] outbound
}): { $ours ->
    [true] our setting is older than these logs.
   *[false] that is the partner's setting, or a network's; nothing here changes it.
}
more-unexplained = { $more ->
    [one] 1 more kind of block without a change; crosstenant failures lists it.
   *[other] { NUMBER($more, useGrouping: 0) } more kinds of blocks without a change; crosstenant failures lists them.
}
