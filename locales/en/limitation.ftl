### What an export cannot tell, and what follows from it: the consequence comes after "So".

home-tenant = home tenant
    .so = who comes in from which organisation cannot be told there: such sign-ins are undetermined. Export the sign-in log itself instead.
names = names of users, applications and resources
    .so = ids stand there without names, unless another input has them.
access-type = cross-tenant access type
    .so = guests, direct connect and service providers look alike there, external identities without an Entra home look internal, and a passthrough looks like a success. Export from Graph beta, the portal or diagnostic settings instead.
user-type = user type (guest or member)
    .so = inbound users are of unknown kind there.
app-owner = owner of the client application
    .so = whose an application is, is known there for listed Microsoft applications only.
home-tenant-name = name of the home tenant
    .so = partners are named by the domain of their users there; --names gives them better names.
failed-policies = names of failed Conditional Access policies
    .so = which Conditional Access policy refused a sign-in is not in them; the JSON download has it.
audit-depth = audit details beyond 3 targets of 5 properties
    .so = a long change of settings may be cut there; the JSON download has all of it.
log-owner = own tenant (inferred, or --tenant)
