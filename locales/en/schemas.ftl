### What outputs are that are no answers of a command.

hints = What the sequence of events tells, and who must act.
explain = What a code, a message or a command means; the members beside these depend on the kind.
