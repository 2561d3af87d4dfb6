### What is said of an error code beside the built-in list.

unlisted = This code is not in the built-in list; Microsoft adds codes over time.
unlisted-action = Look up AADSTS{ NUMBER($code, useGrouping: 0) } in Microsoft's list of error codes, and read failure_reason in crosstenant events.
absent = The record says that the sign-in failed, but not why.
absent-action = Export the log as JSON, which has the code.
# The resource tenant's own policy, where the code may also mean risk.
policy = A security policy of the resource tenant blocked the sign-in; the reason given is not risk.
policy-action = find the policy in the Conditional Access details of the sign-in; change it, or meet its condition.
outcomes-not-told = No record carries an error code or a status: what failed cannot be told, which does not mean that nothing failed.

## To whom something is said. $action

to-us = You: { $action }
to-partner = The partner's administrator: { $action }
to-network = Whoever runs the user's network or device: { $action }
to-user = The user: { $action }
to-app-owner = The owner of the application: { $action }
to-microsoft = Microsoft: { $action }

## Administrators, in the middle of a sentence and at its start.

resource-admin = resource admin
    .start = Resource admin
home-admin = home admin
    .start = Home admin
own-admin = your own admin
    .start = Your own admin
partner-admin = the partner's admin
    .start = The partner's admin
resource-tenant-admin = the resource tenant's admin
    .start = The resource tenant's admin
home-tenant-admin = the home tenant's admin
    .start = The home tenant's admin
