//! The organisations and people of the story. Nobody here exists: display names are roles, domains end in `.example`.

use std::sync::Arc;

use super::catalog::{NOWHERE, SAO_PAULO, TOKYO};
use super::rng::{Rng, guid, hash, named_guid};

/// Text that many events share.
pub type Text = Arc<str>;

/// A tenant that is not ours.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Tenant id.
    pub tenant: Text,
    /// The name the tenant lets others see in `homeTenantName`; most tenants show none.
    pub shown_name: Option<Text>,
    /// Mail domain.
    pub domain: Text,
    /// Short name, the first word of its people's display names.
    pub name: Text,
    /// Collaboration guests (userType guest) in our tenant.
    pub guests: Vec<Person>,
    /// External members (userType member) in our tenant.
    pub members: Vec<Person>,
    /// People who only see our shared channels.
    pub shared: Vec<Person>,
    /// Service provider technicians.
    pub technicians: Vec<Person>,
    /// How often its guests come, our people go there, and our people use its shared channels.
    pub weights: [u64; 3],
}

/// Somebody who signs in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Object id, as the log shows it.
    pub id: Text,
    /// Sign-in name.
    pub upn: Text,
    /// Display name.
    pub name: Text,
    /// Usual place, an index into `catalog::PLACES`.
    pub place: usize,
    /// Usual address.
    pub address: Text,
    /// Usual browser, an index into `catalog::AGENTS`.
    pub agent: usize,
    /// Id of the managed device, for own people.
    pub device: Option<Text>,
}

/// Everybody.
#[derive(Debug)]
pub struct Cast {
    /// Own people.
    pub own: Vec<Person>,
    /// The other tenants.
    pub partners: Vec<Partner>,
    /// Guests without an Entra tenant of their own.
    pub without_tenant: Vec<Person>,
    seed: u64,
}

/// One line of the organisation table: name, domain, shown name, usual place, guests, external members,
/// direct connect users, technicians, weights of inbound, outbound, direct connect outbound.
type Organisation = (&'static str, &'static str, Option<&'static str>, usize, [u64; 4], [u64; 3]);

const ORGANISATIONS: [Organisation; 15] = [
    ("Fabrikam", "fabrikam.example", None, 2, [9, 0, 0, 0], [30, 14, 0]),
    ("Northwind", "northwindtraders.example", None, 4, [8, 0, 2, 0], [22, 8, 0]),
    ("Adatum", "adatum.example", Some("A. Datum Corporation"), 3, [6, 0, 0, 0], [14, 10, 0]),
    ("Litware", "litware.example", None, 2, [6, 0, 0, 0], [12, 12, 4]),
    ("Proseware", "proseware.example", None, 5, [7, 0, 0, 0], [16, 2, 0]),
    ("Tailspin Toys", "tailspintoys.example", None, 9, [4, 0, 0, 0], [7, 0, 0]),
    ("Woodgrove Bank", "woodgrovebank.example", None, 4, [2, 0, 0, 0], [3, 12, 0]),
    ("VanArsdel", "vanarsdel.example", None, 1, [0, 8, 0, 0], [0, 9, 0]),
    ("Wingtip Toys", "wingtiptoys.example", None, 6, [1, 0, 6, 0], [1, 0, 12]),
    ("あおぞら精機", "aozora-seiki.example", Some("株式会社あおぞら精機"), 8, [8, 0, 0, 0], [20, 6, 0]),
    ("みどり電機", "midori-denki.example", None, 1, [5, 0, 0, 0], [10, 3, 0]),
    ("Relecloud", "relecloud.example", None, 0, [0, 0, 0, 4], [0, 0, 0]),
    ("Trey Research", "treyresearch.example", None, 3, [0, 0, 0, 0], [0, 7, 0]),
    ("Lucerne Publishing", "lucernepublishing.example", None, 10, [2, 0, 0, 0], [2, 1, 0]),
    ("Coho Winery", "cohowinery.example", None, 9, [1, 0, 0, 0], [1, 0, 0]),
];

/// Index of Fabrikam in [`Cast::partners`], and so on.
pub const FABRIKAM: usize = 0;
/// Northwind Traders.
pub const NORTHWIND: usize = 1;
/// A. Datum.
pub const ADATUM: usize = 2;
/// Litware.
pub const LITWARE: usize = 3;
/// Proseware, blocked from 12 October on.
pub const PROSEWARE: usize = 4;
/// Tailspin Toys.
pub const TAILSPIN: usize = 5;
/// Woodgrove Bank, closed to our people from 5 October on.
pub const WOODGROVE: usize = 6;
/// `VanArsdel`, whose people are external members.
pub const VANARSDEL: usize = 7;
/// Wingtip Toys, shared channels.
pub const WINGTIP: usize = 8;
/// Relecloud, the service provider.
pub const RELECLOUD: usize = 11;
/// Trey Research.
pub const TREY: usize = 12;

const ROLES: [(&str, &str); 6] = [
    ("Sales", "sales"),
    ("Engineering", "engineering"),
    ("Design", "design"),
    ("Purchasing", "purchasing"),
    ("Quality", "quality"),
    ("Legal", "legal"),
];
const JAPANESE_ROLES: [(&str, &str); 5] =
    [("営業部", "eigyo"), ("購買部", "koubai"), ("設計部", "sekkei"), ("品質保証部", "hinshitsu"), ("総務部", "soumu")];

impl Cast {
    /// Everybody who takes part in a story of about `size` sign-ins; more people and partners in a larger one.
    #[must_use]
    pub fn new(seed: u64, size: u64) -> Self {
        let root = size.saturating_sub(super::DEFAULT_SIZE).isqrt().min(5_000);
        // Percent: the number of people grows with the square root of the size.
        let growth = 100 + root * 2;
        let mut cast = Self { own: Vec::new(), partners: Vec::new(), without_tenant: Vec::new(), seed };
        cast.own = (0..56 * growth / 100).map(|n| cast.employee(n)).collect();
        for (name, domain, shown, place, people, weights) in ORGANISATIONS {
            let people = people.map(|count| count * growth / 100);
            let partner = cast.partner(name, domain, shown, place, people, weights);
            cast.partners.push(partner);
        }
        for n in 0..(root * 7 / 10).min(385) {
            let name = format!("Partner {n:03}");
            let domain = format!("partner{n:03}.example");
            let place = usize::try_from(n % 11).unwrap_or(TOKYO);
            // A long tail: the later the partner in the list, the rarer it is.
            let weights = [200 / (n + 10) + 1, if n % 3 == 0 { 100 / (n + 10) + 1 } else { 0 }, 0];
            let guests = 2 + growth / 100 * 20 / (n + 20);
            let partner = cast.partner(&name, &domain, None, place, [guests, 0, 0, 0], weights);
            cast.partners.push(partner);
        }
        cast.without_tenant = (0..7 * growth / 100).map(|n| cast.private_guest(n)).collect();
        cast
    }

    /// A person of a partner who is not part of the everyday traffic.
    #[must_use]
    pub fn extra(&self, partner: usize, role: &str, mailbox: &str) -> Person {
        let organisation = &self.partners[partner];
        let upn = format!("{mailbox}@{}", organisation.domain);
        let place = ORGANISATIONS.get(partner).map_or(NOWHERE, |line| line.3);
        self.person(&format!("{} {role}", organisation.name), &upn, place)
    }

    /// A person with an id that follows from the sign-in name.
    #[must_use]
    pub fn person(&self, name: &str, upn: &str, place: usize) -> Person {
        let key = hash(upn);
        let mut rng = Rng::new(self.seed, key);
        Person {
            id: named_guid(self.seed, upn).into(),
            upn: upn.into(),
            name: name.into(),
            place: if rng.chance(20) { NOWHERE } else { place },
            address: address(&mut rng).into(),
            agent: rng.weighted(&[6, 2, 3, 1]),
            device: None,
        }
    }

    fn employee(&self, n: u64) -> Person {
        let rng = &mut Rng::new(self.seed, 11 + n);
        let place = [0, 0, 0, 1, 8, 2, 3][rng.index(7)];
        let (name, upn) = if n % 3 == 2 {
            let (role, mailbox) = ROLES[rng.index(ROLES.len())];
            (format!("Contoso {role} {n:02}"), format!("{mailbox}{n:02}@contoso.example"))
        } else {
            let (role, mailbox) = JAPANESE_ROLES[rng.index(JAPANESE_ROLES.len())];
            (format!("{role} 担当 {n:02}"), format!("{mailbox}{n:02}@contoso.example"))
        };
        let device = rng.chance(700).then(|| guid(self.seed, 50_000 + n).into());
        Person { device, ..self.person(&name, &upn, place) }
    }

    fn partner(&self, name: &str, domain: &str, shown: Option<&str>, place: usize, people: [u64; 4], weights: [u64; 3]) -> Partner {
        let japanese = !name.is_ascii();
        let group = |start: u64, count: u64| -> Vec<Person> {
            (start..start + count)
                .map(|n| {
                    let rng = &mut Rng::new(self.seed, hash(domain) ^ n);
                    let roles: &[(&str, &str)] = if japanese { &JAPANESE_ROLES } else { &ROLES };
                    let (role, mailbox) = roles[rng.index(roles.len())];
                    let display = if japanese { format!("{name} {role} 担当 {n:02}") } else { format!("{name} {role} {n:02}") };
                    self.person(&display, &format!("{mailbox}{n:02}@{domain}"), place)
                })
                .collect()
        };
        let technicians =
            (1..=people[3]).map(|n| self.person(&format!("{name} Technician {n:02}"), &format!("technician{n:02}@{domain}"), place)).collect();
        Partner {
            tenant: named_guid(self.seed, &format!("tenant {domain}")).into(),
            shown_name: shown.map(Into::into),
            domain: domain.into(),
            name: name.into(),
            guests: group(1, people[0]),
            members: group(400, people[1]),
            shared: group(800, people[2]),
            technicians,
            weights,
        }
    }

    fn private_guest(&self, n: u64) -> Person {
        let (name, domain) = [
            ("Freelance Translator", "outlook.com"),
            ("外部監査 担当", "gmail.com"),
            ("Event Organiser", "alpineskihouse.example"),
            ("Freelance Photographer", "outlook.com"),
        ][usize::try_from(n % 4).unwrap_or(0)];
        let mailbox = ["contoso.demo.translator", "contoso.demo.audit", "events", "contoso.demo.photo"][usize::try_from(n % 4).unwrap_or(0)];
        self.person(&format!("{name} {n:02}"), &format!("{mailbox}{n:02}@{domain}"), [0, 1, 9, SAO_PAULO][usize::try_from(n % 4).unwrap_or(0)])
    }
}

/// An address from the blocks reserved for documentation.
#[must_use]
pub fn address(rng: &mut Rng) -> String {
    if rng.chance(120) {
        return format!("2001:db8:{:x}:{:x}::{:x}", rng.below(0xffff), rng.below(0xffff), 1 + rng.below(0xfffe));
    }
    let block = ["192.0.2", "198.51.100", "203.0.113"][rng.index(3)];
    format!("{block}.{}", 1 + rng.below(254))
}
