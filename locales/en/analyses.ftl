### What the analyses are called, and the questions they answer.

coverage = Coverage
    .question = What can these logs show, and what can they not?
partners = Partners
    .question = Which organisations come in, and where do our own people go?
apps = Applications
    .question = Through which application ids?
users = Users
    .question = Who are they?
timeline = Timeline
    .question = When?
failures = Failures
    .question = What fails, and who must act?
workloads = Workloads
    .question = Which applications of others sign in here?
trust = Trust
    .question = What do sign-ins show about MFA and devices of partners, and do the settings trust them?
providers = Service providers
    .question = Whose technicians administer our tenant, and which relationships allow it?
changes = Changes of settings
    .question = Who changed the settings, and whom did it block?
guests = Guests
    .question = Who was invited, who came, who no longer comes?
simulate = Would be blocked
    .question = What breaks with these settings?
    .proposed = What breaks with the proposed settings?
    .closed = What breaks if the default is closed, and today's entries stay as they are?
recommend = Recommended settings
    .question = Which settings are the tightest that break nothing?
events = Sign-ins
    .question = Which sign-ins exactly?
compare = What is new
    .question = What is new, and what is no longer there?

# Who rests on the default: a part of the report, and no analysis of its own.
on-default-question = Who has nothing but the default to rest on, and is hit when it is tightened?

## What to do where an analysis cannot apply a filter.

no-filter = leave the option out, or use a command that knows it: partners, apps, users, events, timeline, failures
no-filter-for-settings = settings made from a part of the traffic would cut off the rest: leave the option out, or name whole partners with --partner
