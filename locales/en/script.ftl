### The PowerShell script: what stands above its plan, and the comments in it.

title = Cross-tenant access settings with least privilege, from observed sign-ins.
usage = Read it, then run it with -WhatIf, which changes nothing; without it, each change is asked for (-Confirm:$false to not ask).
pilot = -Partner ID changes that entry alone; -Rollback FILE undoes what a run did. Before each step it checks that what is there is what was there.

## Comments

partner = Changes the entry of this organization alone: a pilot.
rollback = Undoes the steps that an earlier run wrote to this file, the last one first.
accept-unknown = Goes on although this was written without knowing the settings that are there.
done = Where each step is written down, for -Rollback.
environment = The cloud to connect to, if not connected yet.
select-part = The named members of a settings object, as they are.
keep-list = Assigned as it is: what passes through a pipe loses its list where it has one element.
get-shape = A text that is the same for settings that mean the same.
read-there = What is there; nothing where there is no such entry.
write-first = Written before it is sent: undoing a step that was not sent finds it undone.

## The steps: what each of them changes.

clouds = Microsoft cloud settings
default = Default settings
# $tenant, $named
organization = Organization { $tenant } { $named }
