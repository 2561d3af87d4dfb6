### What sign-ins show about multifactor authentication (MFA) and devices, and what they cannot prove.

separator = {", "}

## The kinds of evidence, in a list.

requirement = whether MFA was required (authenticationRequirement)
steps = how MFA was done (authenticationDetails)
device = the device (deviceDetail)
protocol = the kind of client (clientAppUsed)
risk = risk (riskLevelDuringSignIn; it needs Entra ID P2)

## Who demanded MFA, and what was brought along where a claim met it: kinds with how many, in a list.

conditional-access = Conditional Access { NUMBER($sign-ins) }
strength = an authentication strength { NUMBER($sign-ins) }
security-defaults = security defaults { NUMBER($sign-ins) }
per-user = per-user MFA { NUMBER($sign-ins) }
risk-policy = a risk policy of Entra ID Protection { NUMBER($sign-ins) }
csp = the rule for service providers { NUMBER($sign-ins) }
other-demand = the application or another { NUMBER($sign-ins) }
primary-refresh-token = primary refresh token of a device { NUMBER($sign-ins) }
saml = SAML token of a federated identity provider { NUMBER($sign-ins) }
refresh-token = refresh token { NUMBER($sign-ins) }
other-token = another token { NUMBER($sign-ins) }
token-none = no token { NUMBER($sign-ins) }
token-untold = not told { NUMBER($sign-ins) }

evidence = This is evidence, not proof: "satisfied by a claim from outside" says that an external provider claimed multifactor authentication, not that the home tenant demanded it, nor by which method; a device is compliant or hybrid joined because its home tenant says so. Users who would be asked again are those with such a claim, users who would be spared those who did MFA here.
# $kinds, a list.
not-recorded = Not recorded in these sign-ins, hence empty and not 0: { $kinds }. Export the sign-ins through diagnostic settings, Log Analytics or Microsoft Graph beta (crosstenant export-script); Graph v1.0 carries little of it, Defender no steps, the unified audit log nothing. Sources that an older version put into an archive are read again when they are added again.
# $kinds, a list.
partly-recorded = Recorded in some of these sign-ins only, and counted in those: { $kinds }.
earlier = { $sign-ins ->
    [one] 1 sign-in met
   *[other] { NUMBER($sign-ins) } sign-ins met
} the requirement by a claim in a token or a remembered device: where that MFA was done is not told, so they count neither as from outside nor as done here.
providers = { $sign-ins ->
    [one] 1 sign-in is
   *[other] { NUMBER($sign-ins) } sign-ins are
} of technicians of service providers (GDAP): their MFA is always accepted, whatever the trust settings say, so nobody of them would be asked again.
# $inbound, $users, $least, $minutes, $prompts, $codes, $partners
loops = { $inbound ->
    [true] { $users ->
        [one] 1 user
       *[other] { NUMBER($users) } users
    } of { $partners }
   *[false] { $users ->
        [one] 1 user of ours
       *[other] { NUMBER($users) } users of ours
    } at { $partners }
} had to sign in { NUMBER($least) } times or more within { NUMBER($minutes) } minutes because MFA was asked for or failed, without getting in between: { NUMBER($prompts) } prompts, codes { $codes }. Only interactive sign-ins count. Trust in MFA spares those whose home tenant has done it; who has no method here, or is refused by a policy, it does not help.
# $inbound, $demands, $untold
demands = { $inbound ->
    [true] What required MFA of those who came in
   *[false] What required MFA of our users elsewhere
} (authenticationRequirementPolicies; a sign-in may name several): { $demands }{ $untold ->
    [0] .
   *[other] ; not told of { NUMBER($untold) }.
}
beside-conditional-access = Trust in MFA is about Conditional Access. That security defaults and per-user MFA accept a claim from outside is documented nowhere: whoever they ask may be asked with trust on as well.
strength-abroad = An authentication strength accepts certain methods only. Security keys, Windows Hello and certificates are documented for guests in their home tenant alone: where it demands these and trust is off, guests are locked out.
# $tokens, a list.
brought = Of those who came in with a claim that met MFA, what they brought along (incomingTokenType): { $tokens }.
claim-of-device = MFA behind a primary refresh token was done when the user signed in to the device, perhaps long ago.
claim-of-federation = A SAML token holds what a federated identity provider stated: trust in it is trust in that provider.
foreign-resource = { $sign-ins ->
    [one] 1 inbound sign-in was
   *[other] { NUMBER($sign-ins) } inbound sign-ins were
} to applications that neither the own tenant nor Microsoft publishes (resourceOwnerTenantId): what is trusted opens these too, and their publisher gets the tokens. crosstenant apps lists them.
frequency = { $sign-ins ->
    [one] 1 sign-in was
   *[other] { NUMBER($sign-ins) } sign-ins were
} under a sign-in frequency (sessionLifetimePolicies): such a policy asks anew after its time, whatever the settings trust.
# $resistant, $app, $phone, $other, $untold
methods = Where MFA was done in the resource tenant, by which kind of method: phishing-resistant (passkey, security key, Windows Hello, certificate) { NUMBER($resistant) }, app or token { NUMBER($app) }, call or text message { NUMBER($phone) }, other { NUMBER($other) }, not told { NUMBER($untold) }. Of a claim from outside no method is told.
only-managed = { $sign-ins ->
    [one] 1 inbound sign-in came
   *[other] { NUMBER($sign-ins) } inbound sign-ins came
} from devices that are managed but claim neither compliance nor hybrid join: no trust setting takes that for a compliant device.
# $bound, $told
token-protection = Token protection is told of { $told ->
    [one] 1 sign-in
   *[other] { NUMBER($told) } sign-ins
}, of which { NUMBER($bound) } rest on a token that is bound to the device. A policy that demands token protection refuses the others, where it applies to their application and platform.
restricted = { $sign-ins ->
    [one] 1 sign-in was
   *[other] { NUMBER($sign-ins) } sign-ins were
} under tenant restrictions, sent along by the device or the network (isTenantRestricted). Those refused before the sign-in was logged are not in these logs.
agents = { $sign-ins ->
    [one] 1 sign-in is
   *[other] { NUMBER($sign-ins) } sign-ins are
} of agents and not of persons (agentType); the table counts them like any other.
no-settings = Whether the settings trust a partner is empty without them: give the exported cross-tenant access settings among the inputs or with --current.

# $sign-ins, $users, $partners
hit = Trust in MFA is turned off: { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} from { $partners ->
    [one] 1 partner
   *[other] { NUMBER($partners) } partners
} rest on a claim from outside, and would be asked for MFA here, or locked out where they use B2B direct connect. It is not counted as blocked. crosstenant trust shows them.
# $sign-ins, $users, $partners
hit-devices = Trust in device claims is turned off: { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} from { $partners ->
    [one] 1 partner
   *[other] { NUMBER($partners) } partners
} come from devices that claim to be compliant or hybrid joined, and are refused wherever a Conditional Access policy demands that. It is not counted as blocked. crosstenant trust shows them.
# $sign-ins, $users, $partners
carried-over = Trust is never proposed; where there are settings it stays as it is. Beside it the evidence: { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} from { $partners ->
    [one] 1 partner
   *[other] { NUMBER($partners) } partners
} met MFA by a claim from outside (crosstenant trust; it does not prove what the home tenant demanded).
