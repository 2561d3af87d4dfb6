//! What was asked for, under tokens: a filter finds what it found before.

use crate::dataset::{Filters, same_name};
use crate::model::parse_guid;
use crate::pseudonym::{Kind, Pseudonyms};

impl Filters {
    /// Puts tokens in the place of names and ids. `staying` = names that stay as they are.
    pub(super) fn pseudonymise(&mut self, names: &Pseudonyms, staying: &[String]) {
        let stays = |value: &str| staying.iter().any(|name| same_name(name, value));
        for partner in &mut self.partners {
            if !names.keeps_tenant(partner) && !stays(partner) {
                *partner = names.of_typed(Kind::Tenant, partner);
            }
        }
        for app in self.apps.iter_mut().chain(&mut self.clients).chain(&mut self.resources) {
            if parse_guid(app).is_none() && !names.is_app(app) && !names.keep_app_names && !stays(app) {
                *app = names.of_typed(Kind::App, app);
            }
        }
        for user in &mut self.users {
            *user = names.of_typed(Kind::User, user);
        }
    }
}
