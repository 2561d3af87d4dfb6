//! The demo: synthetic logs of one invented story, the same sign-ins in every export format.
//!
//! Everything is a pure function of the seed: no clock, no map order, no network.

use std::io;
use std::path::Path;

pub mod audit;
pub mod cast;
pub mod catalog;
pub mod encode;
mod everyday;
mod labels;
mod layout;
pub mod outcomes;
mod relationships;
pub mod rng;
pub mod scenario;
mod scenes;
mod settings;
mod stage;
mod users;
mod workloads;

/// The tenant that all of this is about: contoso.
pub const OWN_TENANT: &str = "2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649";
/// The Microsoft services tenant, owner of the first-party applications.
pub const MICROSOFT_TENANT: &str = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
/// The Microsoft support tenant.
pub const SUPPORT_TENANT: &str = "b4c546a4-7dac-46a6-a7dd-ed822a11efd3";
/// The tenant of consumer Microsoft accounts.
pub const CONSUMER_TENANT: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";
/// About how many user sign-ins the story has when no size is asked for.
pub const DEFAULT_SIZE: u64 = 2_600;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The same seed gives the same files, byte for byte.
    pub seed: u64,
    /// About how many user sign-ins; the default story has about 2,600 and needs a few hundred at least.
    pub size: Option<u64>,
    /// The whole story in every format, instead of one slice of days per format.
    pub all_formats: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Sign-in records in them. A sign-in that two formats carry counts twice.
    pub sign_ins: usize,
}

/// Writes the story into a folder, which is created with its subfolders.
///
/// # Errors
/// When a folder or a file cannot be written.
pub fn write(dir: &Path, options: &Options) -> io::Result<Written> {
    let events = scenario::story(options);
    let audits = audit::audit_story(options);
    let mut folder = layout::Folder::new(dir);
    if options.all_formats {
        layout::everything(&mut folder, &events, &audits)?;
    } else {
        layout::slices(&mut folder, &events, &audits)?;
        folder.users("directory/users.json", &users::directory(options))?;
    }
    folder.object("settings/default.json", &settings::default())?;
    folder.object("settings/partners.json", &settings::partners(options))?;
    folder.object("settings/delegatedAdminRelationships.json", &relationships::delegated_admin(options))?;
    Ok(folder.written())
}
