### The PowerShell script that fetches the logs: what stands above it, and the comments in it.

title = Fetches sign-in logs, audit log, users and cross-tenant access settings from Microsoft Graph into a folder. It only reads.
usage = Needs the module Microsoft.Graph.Authentication and nothing else: Install-Module Microsoft.Graph.Authentication
# $scopes
rights = Rights it asks for: { $scopes }. The roles Security Reader and Reports Reader suffice for logs and settings.
again = Run it again at any time: what was broken off goes on, what is complete stays, and what may have grown since is fetched anew.
crossing-only = User sign-ins that stayed at home are left out at the server. Numbers of internal sign-ins, and days without any, mean nothing then.

## Comments

folder = Where the files go.
tenant = The tenant to sign in to, if not signed in yet.
environment = The cloud to connect to: Global, USGov, USGovDoD or China.
get-page = One page as text. Waits as long as the server asks for, and longer after each failure.
save-slice = All pages of a slice, each written as it comes. They stand in FOLDER.part, with the address of the next page, until the last is there.
stale = The address to go on from is too old: begin the slice anew.
manifest = What was fetched, when, and whether more of it may come.
slices = A log is fetched day by day (UTC), so that little is lost where it breaks off; lists at once.
fallback = Where the first address is refused (no licence for it), the next one tells less.
complete = Records arrive hours late. A day is complete if it was fetched that long after its end; today never is.
