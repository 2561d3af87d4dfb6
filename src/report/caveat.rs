//! What the logs cannot show: a stable code each, and what it is in words.

use std::fmt;

/// Makes the enum of codes, each with its name.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// Which caveat.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CaveatCode {
            $($(#[$doc])* $variant,)*
        }

        impl CaveatCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, kebab-case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    /// The logs name another owner than the own tenants.
    OtherOwner = "other-owner";
    /// An own tenant that no sign-in names.
    OwnTenantAbsent = "own-tenant-absent";
    /// An export without tenant columns.
    NoTenantColumns = "no-tenant-columns";
    /// Records that were skipped.
    SkippedRecords = "skipped-records";
    /// A file that could be read only in part.
    ReadError = "read-error";
    /// A damaged archive, of which nothing is shown.
    ArchiveDamaged = "archive-damaged";
    /// Inputs without a log that is used.
    SetAside = "set-aside";
    /// Records of other logs and products.
    OtherRecords = "other-records";
    /// Records behind something else on their lines.
    PrefixedLines = "prefixed-lines";
    /// Rows that lack cells at their end.
    ShortRows = "short-rows";
    /// A log without any record.
    NoRecords = "no-records";
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8";
    /// Names that have become runs of question marks.
    NamesDestroyed = "names-destroyed";
    /// The non-interactive log is missing.
    InteractiveOnly = "interactive-only";
    /// The interactive log is missing.
    NonInteractiveOnly = "non-interactive-only";
    /// Too few days to see what happens once a month.
    ShortWindow = "short-window";
    /// Days without data between others.
    GapDays = "gap-days";
    /// Days that were removed from an archive.
    DaysRemoved = "days-removed";
    /// As many records as an export is cut at.
    PossiblyTruncated = "possibly-truncated";
    /// Pages that were not downloaded.
    MorePages = "more-pages";
    /// Exports without the home tenant.
    NoHomeTenant = "no-home-tenant";
    /// Exports without the access type.
    NoAccessType = "no-access-type";
    /// Exports without guest or member.
    NoUserType = "no-user-type";
    /// Exports without the owner of the client application.
    NoAppOwner = "no-app-owner";
    /// Exports without the name of the home tenant.
    NoHomeTenantName = "no-home-tenant-name";
    /// Exports without names.
    NoNames = "no-names";
    /// Exports without the policies that refused a sign-in.
    NoFailedPolicies = "no-failed-policies";
    /// Rows stand for several sign-ins.
    NoSingleSignIns = "no-single-sign-ins";
    /// Exports that cut long changes.
    LossyAuditCsv = "lossy-audit-csv";
    /// No sign-in carries an error code.
    NoCodes = "no-codes";
    /// Applications without their ids.
    NoAppId = "no-app-id";
    /// Sign-ins without their ids.
    NoEventId = "no-event-id";
    /// Columns that were taken by their position.
    HeadingsByPosition = "headings-by-position";
    /// Sign-ins that were assumed to be interactive.
    LogAssumed = "log-assumed";
    /// Sign-ins that hide their user.
    MaskedUsers = "masked-users";
    /// Status texts that do not fit the error code.
    StatusContradictsCode = "status-contradicts-code";
    /// Access types that do not fit the tenants.
    LabelContradictsTenants = "label-contradicts-tenants";
    /// Sign-ins whose direction cannot be told.
    Undetermined = "undetermined";
    /// Sign-ins that touch no own tenant.
    Foreign = "foreign";
    /// Filters leave out what settings must not leave out.
    SettingsOfAPart = "settings-of-a-part";
    /// Settings without sign-ins to judge them by, or without one own tenant.
    SettingsNotJudged = "settings-not-judged";
}

impl fmt::Display for CaveatCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Something these logs cannot show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// Which.
    pub code: CaveatCode,
    /// What it is and what to do about it.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> = CaveatCode::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), CaveatCode::ALL.len());
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')), "{names:?}");
    }
}
