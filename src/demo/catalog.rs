//! What the invented tenants have in common with real ones: first-party apps, places, browsers.

/// A place a sign-in comes from. An empty city and country stand for "could not be located".
#[derive(Debug)]
pub struct Place {
    /// City, as in `location.city`.
    pub city: &'static str,
    /// State or province.
    pub state: &'static str,
    /// Two letter country code.
    pub country: &'static str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Hours ahead of UTC: moves the business hours.
    pub ahead: i64,
}

const fn place(city: &'static str, state: &'static str, country: &'static str, latitude: f64, longitude: f64, ahead: i64) -> Place {
    Place { city, state, country, latitude, longitude, ahead }
}

/// The places of the story. [`NOWHERE`] is the last one.
pub static PLACES: [Place; 12] = [
    place("Chiyoda-Ku", "Tokyo", "JP", 35.693, 139.753, 9),
    place("Osaka", "Osaka", "JP", 34.694, 135.502, 9),
    place("Redmond", "Washington", "US", 47.680, -122.121, -7),
    place("Frankfurt Am Main", "Hessen", "DE", 50.116, 8.684, 2),
    place("London", "England", "GB", 51.513, -0.089, 1),
    place("Pune", "Maharashtra", "IN", 18.527, 73.872, 5),
    place("Singapore", "", "SG", 1.351, 103.819, 8),
    place("São Paulo", "São Paulo", "BR", -23.545, -46.634, -3),
    place("名古屋市", "愛知県", "JP", 35.181, 136.906, 9),
    place("Paris", "Île-de-France", "FR", 48.855, 2.350, 2),
    place("Sydney", "New South Wales", "AU", -33.866, 151.209, 10),
    place("", "", "", 0.0, 0.0, 9),
];

/// Index of Tokyo in [`PLACES`].
pub const TOKYO: usize = 0;
/// Index of São Paulo in [`PLACES`], a country our policy does not accept.
pub const SAO_PAULO: usize = 7;
/// Index of the place without any text.
pub const NOWHERE: usize = 11;

/// What a client says about itself.
#[derive(Debug)]
pub struct Agent {
    /// The user agent header, may be empty.
    pub header: &'static str,
    /// `deviceDetail.browser`.
    pub browser: &'static str,
    /// `deviceDetail.operatingSystem`.
    pub system: &'static str,
}

/// The clients of the story; the last one is a script.
pub static AGENTS: [Agent; 5] = [
    Agent {
        header: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0",
        browser: "Edge 139.0.0",
        system: "Windows10",
    },
    Agent {
        header: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
        browser: "Safari 18.6",
        system: "MacOs",
    },
    Agent { header: "Mozilla/5.0 (compatible; MSAL 1.0)", browser: "Rich Client 4.61.0.0", system: "Windows11" },
    Agent {
        header: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        browser: "Mobile Safari",
        system: "Ios 18.6",
    },
    Agent { header: "", browser: "", system: "" },
];

/// A client application and the resource it asks a token for, with how often each class of user takes that way.
#[derive(Debug)]
pub struct Route {
    /// Id and name of the client application.
    pub app: (&'static str, &'static str),
    /// Id and name of the resource.
    pub resource: (&'static str, &'static str),
    /// `clientAppUsed`.
    pub client: &'static str,
    /// Weights: own people, collaboration guests, direct connect, service provider technicians.
    pub weights: [u64; 4],
}

const BROWSER: &str = "Browser";
const RICH: &str = "Mobile Apps and Desktop clients";
const GRAPH: (&str, &str) = ("00000003-0000-0000-c000-000000000000", "Microsoft Graph");
const SHAREPOINT: (&str, &str) = ("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online");
const EXCHANGE: (&str, &str) = ("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online");
const TEAMS_SERVICES: (&str, &str) = ("cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", "Microsoft Teams Services");
const TEAMS: (&str, &str) = ("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "Microsoft Teams");
const ARM: (&str, &str) = ("797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager");
const AZURE_PORTAL: (&str, &str) = ("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal");
const OFFICE: (&str, &str) = ("d3590ed6-52b3-4102-aeff-aad2292ab01c", "Microsoft Office");

const fn route(app: (&'static str, &'static str), resource: (&'static str, &'static str), client: &'static str, weights: [u64; 4]) -> Route {
    Route { app, resource, client, weights }
}

/// The first-party routes, with real application ids.
pub static ROUTES: [Route; 17] = [
    route(TEAMS, TEAMS_SERVICES, RICH, [16, 22, 60, 0]),
    route(("5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "Microsoft Teams Web Client"), TEAMS_SERVICES, BROWSER, [5, 12, 10, 0]),
    route(SHAREPOINT, SHAREPOINT, BROWSER, [8, 18, 14, 0]),
    route(("08e18876-6177-487e-b8b5-cf950c1e598c", "SharePoint Online Web Client Extensibility"), GRAPH, BROWSER, [3, 6, 0, 0]),
    route(("5d661950-3475-41cd-a2c3-d671a3162bc1", "Microsoft Outlook"), EXCHANGE, RICH, [18, 0, 0, 0]),
    route(("9199bf20-a13f-4107-85dc-02114787ef48", "Outlook Web App Office 365"), EXCHANGE, BROWSER, [6, 0, 0, 0]),
    route(AZURE_PORTAL, ARM, BROWSER, [3, 4, 0, 30]),
    route(("04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI"), ARM, RICH, [2, 1, 0, 10]),
    route(
        ("2793995e-0a7d-40d7-bd35-6968ba142197", "My Apps"),
        ("0000000c-0000-0000-c000-000000000000", "Microsoft App Access Panel"),
        BROWSER,
        [3, 8, 0, 0],
    ),
    route(("19db86c3-b2b9-44cc-b339-36da233a3be2", "My Signins"), GRAPH, BROWSER, [1, 3, 0, 0]),
    route(
        ("871c010f-5e61-4fb1-83ac-98610a7e9110", "Microsoft Power BI"),
        ("00000009-0000-0000-c000-000000000000", "Power BI Service"),
        BROWSER,
        [3, 7, 0, 0],
    ),
    route(("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome"), GRAPH, BROWSER, [8, 4, 0, 0]),
    route(OFFICE, ("00000012-0000-0000-c000-000000000000", "Microsoft Rights Management Services"), RICH, [2, 4, 0, 0]),
    route(OFFICE, SHAREPOINT, RICH, [6, 3, 0, 0]),
    route(("14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools"), GRAPH, RICH, [1, 0, 0, 20]),
    route(("fb78d390-0c51-40cd-8e17-fdbfab77341b", "Microsoft Exchange REST API Based Powershell"), EXCHANGE, RICH, [0, 0, 0, 10]),
    route(AZURE_PORTAL, GRAPH, BROWSER, [2, 2, 0, 16]),
];

/// Index of the Teams desktop route in [`ROUTES`].
pub const TEAMS_ROUTE: usize = 0;
/// Index of the route to `SharePoint`.
pub const SHAREPOINT_ROUTE: usize = 2;
/// Index of Azure Portal to Azure Resource Manager.
pub const AZURE_ROUTE: usize = 6;
/// Index of the My Apps route.
pub const MY_APPS_ROUTE: usize = 8;

/// Index of Azure Portal to Microsoft Graph.
pub const GRAPH_ROUTE: usize = 16;

/// Who publishes a line of business application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publisher {
    /// Registered in the own tenant.
    Own,
    /// A software vendor's tenant.
    Vendor,
    /// A tenant nobody has heard of.
    Stranger,
}

/// A line of business application. The key makes the id, because two of them share a name.
#[derive(Debug)]
pub struct Business {
    /// What the GUID is derived from.
    pub key: &'static str,
    /// Display name.
    pub name: &'static str,
    /// Owner of the registration.
    pub publisher: Publisher,
    /// Weights: own people, guests.
    pub weights: [u64; 2],
}

const fn business(key: &'static str, name: &'static str, publisher: Publisher, own: u64, guests: u64) -> Business {
    Business { key, name, publisher, weights: [own, guests] }
}

/// The line of business applications of contoso.
pub static BUSINESS: [Business; 8] = [
    business("expenses", "経費精算システム", Publisher::Own, 8, 1),
    business("attendance", "勤怠管理 (本番)", Publisher::Own, 8, 2),
    business("suppliers", "Supplier Portal", Publisher::Own, 1, 7),
    business("suppliers-2019", "Supplier Portal", Publisher::Own, 0, 3),
    business("contracts", "Contoso Global Supplier Collaboration and Contract Lifecycle Management Portal (Production)", Publisher::Own, 2, 4),
    business("drawings", "図面共有サービス", Publisher::Vendor, 2, 5),
    business("messenger", "Consolidated Messenger", Publisher::Vendor, 3, 1),
    business("lure", "=HYPERLINK(\"http://evil.example\",\"click\")", Publisher::Stranger, 0, 0),
];

/// Index of the expenses application in [`BUSINESS`].
pub const EXPENSES: usize = 0;
/// Index of the first supplier portal.
pub const SUPPLIERS: usize = 2;
/// Index of the application with a formula for a name.
pub const LURE: usize = 7;
