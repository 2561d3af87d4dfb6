//! What must be known before a proposal is applied: always the same few things, and what is special about this one.
//!
//! What it is not: the sentences (see `note_words`), the choice of notes (see `survey`) or the reasoning line by line (see `explain`). A note gathers what would otherwise be
//! found only by reading every line.

use crate::model::Cloud;
use crate::model::Direction;
use crate::words::{Lang, notes as said};

/// Names in one sentence.
const NAMED: usize = 20;

/// An id with its name, where one is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Named {
    /// The name.
    pub name: Option<String>,
    /// The id.
    pub id: String,
}

impl Named {
    /// An id with its name.
    #[must_use]
    pub fn new(id: &str, name: Option<String>) -> Self {
        Self { name, id: id.to_owned() }
    }

    /// `Name (id)`, or the id.
    #[must_use]
    pub fn words(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.clone(), |name| format!("{name} ({})", self.id))
    }
}

/// A partner and a direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The partner.
    pub partner: Named,
    /// Which way.
    pub direction: Direction,
}

impl Place {
    /// `Name (id) inbound`.
    pub(super) fn words(&self, lang: Lang) -> String {
        said::place(lang, &self.partner.words(), self.direction == Direction::Inbound)
    }
}

/// "a, b and 4 more".
pub(super) fn listed(names: &[Named], lang: Lang) -> String {
    enumerated(names.iter().map(Named::words).collect(), lang)
}

/// "a inbound, b outbound".
pub(super) fn places(places: &[Place], lang: Lang) -> String {
    enumerated(places.iter().map(|place| place.words(lang)).collect(), lang)
}

pub(super) fn enumerated(mut texts: Vec<String>, lang: Lang) -> String {
    let more = texts.len().saturating_sub(NAMED);
    texts.truncate(NAMED);
    let shown = texts.join(said::separator(lang));
    if more == 0 { shown } else { said::more(lang, &shown, more) }
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Note {
    /// Always: scoped targets need a licence.
    Licence,
    /// Always: a blocked inbound default also refuses new invitations and redemptions.
    BlockedDefault,
    /// Always: `SharePoint` needs the domain list too.
    SharePoint,
    /// Always: in which order to apply, and how to roll back.
    Order {
        /// Whether rollback bodies are given.
        rollback: bool,
    },
    /// Always: the other side has a policy of its own.
    OneSide,
    /// Always: what logs of some weeks do not show.
    BlindSpots,
    /// No current policy: trust and the like are not carried over, and lists of clouds are not known.
    NoCurrent,
    /// Partners with successes that have no entry today.
    OnDefaultToday(Vec<Named>),
    /// Partners that use Rights Management only, and need no entry.
    StaysOnDefault(Vec<Named>),
    /// Applications whose access rests on the client id alone.
    ClientOnly(Vec<Named>),
    /// Those of them whose resource is not in the log.
    ResourceAbsent(Vec<Named>),
    /// Hub resources that had to be listed, because the log does not name the client.
    HubWithoutClient(Vec<Named>),
    /// Hub resources that were asked for.
    HubsIncluded(Vec<Named>),
    /// Where every application had to be allowed, because there is no usable id in the log.
    Everything(Vec<Place>),
    /// Applications that were seen on one day only.
    OneDay(Vec<Named>),
    /// Applications that the portal does not offer.
    ApiOnly(Vec<Named>),
    /// Users without an Entra home tenant, by domain; the empty domain where it is not known.
    ExternalIdentities(Vec<(String, usize)>),
    /// Lists with many users.
    ManyUsers(Vec<(Place, usize)>),
    /// Where users were to be listed, and the log does not name them all.
    UsersUnknown(Vec<Place>),
    /// Where the current entry lets in named users only, and the proposal everybody.
    UsersWidened(Vec<Place>),
    /// Partners with direct connect.
    DirectConnect(Vec<Place>),
    /// Partners in other clouds.
    OtherClouds(Vec<(Named, Cloud)>),
    /// Successes that no setting can allow: direct connect between clouds.
    Impossible {
        /// With whom.
        partners: Vec<Named>,
        /// How many.
        successes: u64,
    },
    /// Successes of service providers and Microsoft support, which justify nothing.
    ServiceProviders(Vec<Named>),
    /// Successes with an access type that is not known, or hidden; they justify nothing.
    UnknownType(u64),
    /// Successes taken for collaboration although the log does not say so.
    Assumed(u64),
    /// Successes that are left out, because more than one was asked for.
    TooFew {
        /// What was asked for.
        minimum: u64,
        /// How many successes are left out.
        successes: u64,
    },
    /// Successes that the current policy refuses: they are not reopened.
    ClosedToday {
        /// With whom, and how many.
        partners: Vec<(Named, u64)>,
        /// Whether the settings of today are only what the audit log's last changes tell.
        told_by_audit: bool,
    },
    /// Where the proposal allows what today's settings refuse: companions and Rights Management in a list of applications.
    AlwaysAdded(Vec<Place>),
    /// The proposed outbound default allows Rights Management, and today's does not.
    RightsManagementOpened,
    /// What rests only on successes that are long ago.
    LongAgo(Vec<Named>),
    /// The current settings do not say which clouds are enabled.
    CloudsUntold,
    /// Only some partners are in here.
    OnlySome(Vec<Named>),
    /// Entries without any success that stay.
    Unused(Vec<Named>),
    /// Where a list of blocked applications stays as it is.
    BlockListKept(Vec<Place>),
    /// Entries to be removed.
    Removed(Vec<Named>),
    /// Entries that are neither changed nor removed.
    Kept(Vec<Named>),
    /// Entries of that kind that had to be changed.
    ProtectedButNeeded(Vec<Place>),
}
