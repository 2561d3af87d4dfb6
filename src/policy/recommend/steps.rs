//! What each step of tightening cuts: first the default closes and no organisation has an entry, then one entry after the other opens what
//! that organisation needs.
//!
//! What it is not: the order in which requests are sent (see `changes`, where the default closes last). The steps show what each entry is
//! worth, the worthiest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::clause::MatchMode;
use super::super::evaluate::{Evaluator, Verdict};
use super::super::lookups::Lookups;
use super::super::model::CrossTenantAccessPolicy;
use super::super::proposal::Proposal;
use super::gather::{DIRECTIONS, asked};
use super::note::Named;
use super::{ObservedAccess, Recommendation, closed_default};

/// The settings after one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolloutStep {
    /// The organisation whose entry is added; `None` = the default closes, and there are no entries.
    pub entry: Option<Named>,
    /// Successes that are still cut, inbound and outbound.
    pub cut: [u64; 2],
}

/// Successes of a partner that the closed default cuts, and those of them that its entry saves.
#[derive(Default)]
struct Sums<'a> {
    name: Option<&'a str>,
    cut: [u64; 2],
    saved: [u64; 2],
}

impl Recommendation {
    /// The steps from a closed default to the whole proposal; entries that save nothing are no steps.
    #[must_use]
    pub fn steps(&self, observed: &[ObservedAccess<'_>], current: Option<&CrossTenantAccessPolicy>) -> Vec<RolloutStep> {
        let evaluator = |policy: &CrossTenantAccessPolicy| Evaluator::new(policy, Lookups::default(), MatchMode::Either);
        let clouds = self.policy.allowed_cloud_endpoints.clone().or_else(|| current.and_then(|current| current.allowed_cloud_endpoints.clone()));
        let closed =
            CrossTenantAccessPolicy { allowed_cloud_endpoints: clouds, default: Some(closed_default(current)), ..CrossTenantAccessPolicy::default() };
        // Service providers' entries decide how sign-ins without a type are judged, proposed or not.
        let whole = Proposal::whole(CrossTenantAccessPolicy { partners: self.policy.partners.clone(), ..closed.clone() }).over(current);
        let (closed, whole) = (evaluator(&closed), evaluator(&whole));
        // What today's settings refuse already, no step of tightening cuts.
        let today = current.map(evaluator);
        let mut partners: BTreeMap<&str, Sums<'_>> = BTreeMap::new();
        for row in observed.iter().filter(|row| row.successes > 0) {
            let Some(way) = DIRECTIONS.iter().position(|direction| *direction == row.direction) else { continue };
            let asked = asked(row, self.own_cloud);
            let refused = today.as_ref().is_some_and(|today| today.judge(&asked).verdict == Verdict::Blocked);
            if refused || closed.judge(&asked).verdict != Verdict::Blocked {
                continue;
            }
            let sums = partners.entry(row.partner.trim()).or_default();
            sums.name = sums.name.or(row.partner_name);
            sums.cut[way] += row.successes;
            if whole.judge(&asked).verdict != Verdict::Blocked {
                sums.saved[way] += row.successes;
            }
        }
        let sum = |of: fn(&Sums<'_>) -> [u64; 2]| partners.values().map(of).fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
        let mut cut = sum(|sums| sums.cut);
        let mut steps = vec![RolloutStep { entry: None, cut }];
        let mut entries: Vec<(&str, Sums<'_>)> = partners.into_iter().filter(|(_, sums)| sums.saved != [0, 0]).collect();
        entries.sort_by_key(|(partner, sums)| (Reverse(sums.saved[0] + sums.saved[1]), *partner));
        for (partner, sums) in entries {
            cut = [cut[0] - sums.saved[0], cut[1] - sums.saved[1]];
            steps.push(RolloutStep { entry: Some(Named::new(partner, sums.name.map(str::to_owned))), cut });
        }
        steps
    }
}
