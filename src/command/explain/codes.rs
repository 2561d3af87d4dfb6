//! The stable codes that this program prints: what each means and what to do next. A code without words does not compile, or fails a test.

use crate::analysis::gates::Gate;
use crate::failure::Code;
use crate::model::ledger::SkipCode;
use crate::words::{Lang, counted, elsewhere, meanings as said};

/// A sentence.
type Words = fn(Lang) -> &'static str;

/// Where a code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It ends a run.
    Failure(Code),
    /// Why a record was skipped.
    Skipped(SkipCode),
    /// What the input cannot show.
    Caveat,
    /// What a sequence of events tells, and by which rule.
    Hint(&'static str),
    /// A fault of settings.
    Finding,
    /// A condition of `--fail-on`.
    Gate,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Failure(_) => "failure",
            Self::Skipped(_) => "skipped",
            Self::Caveat => "caveat",
            Self::Hint(_) => "hint",
            Self::Finding => "finding",
            Self::Gate => "gate",
        }
    }
}

/// A code with its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub kind: Kind,
    pub code: &'static str,
    pub meaning: Words,
    pub next: Words,
}

impl Known {
    fn new(kind: Kind, code: &'static str, (meaning, next): (Words, Words)) -> Self {
        Self { kind, code, meaning, next }
    }
}

/// Every code, kind by kind.
pub(super) fn all() -> Vec<Known> {
    let mut all: Vec<Known> = Code::ALL.iter().map(|&code| Known::new(Kind::Failure(code), code.name(), of_failure(code))).collect();
    all.extend(SkipCode::ALL.map(|code| Known::new(Kind::Skipped(code), code.code(), of_skip(code))));
    all.extend(CAVEATS.iter().map(|&(code, meaning, next)| Known::new(Kind::Caveat, code, (meaning, next))));
    all.extend(HINTS.iter().map(|&(code, rule, meaning, next)| Known::new(Kind::Hint(rule), code, (meaning, next))));
    all.extend(FINDINGS.iter().map(|&(code, meaning, next)| Known::new(Kind::Finding, code, (meaning, next))));
    all.extend(Gate::ALL.map(|gate| Known::new(Kind::Gate, gate.name(), of_gate(gate))));
    all
}

/// The codes of a name, in any case: a code may mean something of several kinds. A rule stands for its hints.
pub(super) fn find(name: &str) -> Vec<Known> {
    let is_rule = |kind: Kind| matches!(kind, Kind::Hint(rule) if rule.eq_ignore_ascii_case(name));
    all().into_iter().filter(|known| known.code.eq_ignore_ascii_case(name) || is_rule(known.kind)).collect()
}

fn of_failure(code: Code) -> (Words, Words) {
    match code {
        Code::CannotRead => (said::failure_cannot_read, said::failure_cannot_read_next),
        Code::CannotWrite => (said::failure_cannot_write, said::failure_cannot_write_next),
        Code::FolderUnreadable => (said::failure_folder_unreadable, said::failure_folder_unreadable_next),
        Code::ArchiveUnreadable => (said::failure_archive_unreadable, said::failure_archive_unreadable_next),
        Code::ArchiveLocked => (said::failure_archive_locked, said::failure_archive_locked_next),
        Code::NoSnapshotDate => (said::failure_no_snapshot_date, said::failure_no_snapshot_date_next),
        Code::BadFormat => (said::failure_bad_format, said::failure_bad_format_next),
        Code::BadExtension => (said::failure_bad_extension, said::failure_bad_extension_next),
        Code::SeveralFormats => (said::failure_several_formats, said::failure_several_formats_next),
        Code::ReportFormat => (said::failure_report_format, said::failure_report_format_next),
        Code::BinaryOnTerminal => (said::failure_binary_on_terminal, said::failure_binary_on_terminal_next),
        Code::NoFolder => (said::failure_no_folder, said::failure_no_folder_next),
        Code::NoFolderName => (said::failure_no_folder_name, said::failure_no_folder_name_next),
        Code::IsAFolder => (said::failure_is_a_folder, said::failure_is_a_folder_next),
        Code::IsADevice => (said::failure_is_a_device, said::failure_is_a_device_next),
        Code::Exists => (said::failure_exists, said::failure_exists_next),
        Code::InputMissing => (said::failure_input_missing, said::failure_input_missing_next),
        Code::BadPattern => (said::failure_bad_pattern, said::failure_bad_pattern_next),
        Code::BadTime => (said::failure_bad_time, said::failure_bad_time_next),
        Code::NoZone => (said::failure_no_zone, said::failure_no_zone_next),
        Code::BadZone => (said::failure_bad_zone, said::failure_bad_zone_next),
        Code::EmptyWindow => (said::failure_empty_window, said::failure_empty_window_next),
        Code::BadTenant => (said::failure_bad_tenant, said::failure_bad_tenant_next),
        Code::OwnTenantUnclear => (said::failure_own_tenant_unclear, said::failure_own_tenant_unclear_next),
        Code::OwnTenantAbsent => (said::failure_own_tenant_absent, said::failure_own_tenant_absent_next),
        Code::PartnerUnknown => (said::failure_partner_unknown, said::failure_partner_unknown_next),
        Code::SignInsCounted => (counted::failure_sign_ins_counted, counted::failure_sign_ins_counted_next),
        Code::CountedBesideOthers => (counted::failure_beside, counted::failure_beside_next),
        Code::CountedHome => (counted::failure_home, counted::failure_home_next),
        Code::NotAdopted => (elsewhere::failure_not_adopted, elsewhere::failure_not_adopted_next),
        Code::ArchiveDistilled => (counted::failure_archive, counted::failure_archive_next),
        Code::FilterNotApplicable => (said::failure_filter_not_applicable, said::failure_filter_not_applicable_next),
        Code::GateUnknown => (said::failure_gate_unknown, said::failure_gate_unknown_next),
        Code::GateUnanswerable => (said::failure_gate_unanswerable, said::failure_gate_unanswerable_next),
        Code::NoEvidence => (said::failure_no_evidence, said::failure_no_evidence_next),
        Code::BadExpected => (said::failure_bad_expected, said::failure_bad_expected_next),
        Code::BadKey => (said::failure_bad_key, said::failure_bad_key_next),
        Code::LastUpdate => (said::failure_last_update, said::failure_last_update_next),
        Code::NotForPseudonyms => (said::failure_not_for_pseudonyms, said::failure_not_for_pseudonyms_next),
        Code::BadNames => (said::failure_bad_names, said::failure_bad_names_next),
        Code::BadHeaders => (said::failure_bad_headers, said::failure_bad_headers_next),
        Code::BadMembers => (said::failure_bad_members, said::failure_bad_members_next),
        Code::BadUserMap => (said::failure_bad_user_map, said::failure_bad_user_map_next),
        Code::NoPolicy => (said::failure_no_policy, said::failure_no_policy_next),
        Code::OnePeriod => (said::failure_one_period, said::failure_one_period_next),
        Code::PolicyNotJson => (said::failure_policy_not_json, said::failure_policy_not_json_next),
        Code::NotAPolicy => (said::failure_not_a_policy, said::failure_not_a_policy_next),
        Code::PolicyUnknownAccessType => (said::failure_policy_unknown_access_type, said::failure_policy_unknown_access_type_next),
        Code::PolicyWrongShape => (said::failure_policy_wrong_shape, said::failure_policy_wrong_shape_next),
        Code::PolicyDepthCut => (said::failure_policy_depth_cut, said::failure_policy_depth_cut_next),
        Code::PolicyCodeUnclear => (said::failure_policy_code_unclear, said::failure_policy_code_unclear_next),
        Code::PolicyContradiction => (said::failure_policy_contradiction, said::failure_policy_contradiction_next),
        Code::NoArchive => (said::failure_no_archive, said::failure_no_archive_next),
        Code::BadConfig => (said::failure_bad_config, said::failure_bad_config_next),
        Code::UnknownKey => (said::failure_unknown_key, said::failure_unknown_key_next),
        Code::NoSchema => (said::failure_no_schema, said::failure_no_schema_next),
        Code::NothingToExplain => (said::failure_nothing_to_explain, said::failure_nothing_to_explain_next),
        Code::NothingRecognised => (said::failure_nothing_recognised, said::failure_nothing_recognised_next),
        Code::ArchiveDamaged => (said::failure_archive_damaged, said::failure_archive_damaged_next),
        Code::Bug => (said::failure_bug, said::failure_bug_next),
    }
}

fn of_skip(code: SkipCode) -> (Words, Words) {
    match code {
        SkipCode::BadJson => (said::skip_bad_json, said::skip_bad_json_next),
        SkipCode::Cut => (said::skip_cut, said::skip_cut_next),
        SkipCode::TooLong => (said::skip_too_long, said::skip_too_long_next),
        SkipCode::NotAnObject => (said::skip_not_an_object, said::skip_not_an_object_next),
        SkipCode::BadCsv => (said::skip_bad_csv, said::skip_bad_csv_next),
        SkipCode::NoTime => (said::skip_no_time, said::skip_no_time_next),
        SkipCode::BadTime => (said::skip_bad_time, said::skip_bad_time_next),
        SkipCode::AmbiguousDate => (said::skip_ambiguous_date, said::skip_ambiguous_date_next),
        SkipCode::NoZone => (said::skip_no_zone, said::skip_no_zone_next),
        SkipCode::NoTenantColumns => (said::skip_no_tenant_columns, said::skip_no_tenant_columns_next),
        SkipCode::ArchiveDamaged => (said::skip_archive_damaged, said::skip_archive_damaged_next),
    }
}

fn of_gate(gate: Gate) -> (Words, Words) {
    match gate {
        Gate::BlockedSuccess => (said::gate_blocked_success, said::gate_blocked_success_next),
        Gate::DependsSuccess => (said::gate_depends_success, said::gate_depends_success_next),
        Gate::UnknownSuccess => (said::gate_unknown_success, said::gate_unknown_success_next),
        Gate::NewPartner => (said::gate_new_partner, said::gate_new_partner_next),
        Gate::UnexpectedPartner => (said::gate_unexpected_partner, said::gate_unexpected_partner_next),
        Gate::NewApp => (said::gate_new_app, said::gate_new_app_next),
        Gate::NewFailure => (said::gate_new_failure, said::gate_new_failure_next),
        Gate::UnusedSetting => (said::gate_unused_setting, said::gate_unused_setting_next),
        Gate::DormantGuest => (said::gate_dormant_guest, said::gate_dormant_guest_next),
        Gate::ForeignActor => (said::gate_foreign_actor, said::gate_foreign_actor_next),
        Gate::Tightened => (said::gate_tightened, said::gate_tightened_next),
        Gate::Incomplete => (said::gate_incomplete, said::gate_incomplete_next),
    }
}

/// The caveats of `coverage`.
const CAVEATS: &[(&str, Words, Words)] = &[
    ("other-owner", said::caveat_other_owner, said::caveat_other_owner_next),
    ("own-tenant-absent", said::caveat_own_tenant_absent, said::caveat_own_tenant_absent_next),
    ("no-tenant-columns", said::caveat_no_tenant_columns, said::caveat_no_tenant_columns_next),
    ("skipped-records", said::caveat_skipped_records, said::caveat_skipped_records_next),
    ("read-error", said::caveat_read_error, said::caveat_read_error_next),
    ("archive-damaged", said::caveat_archive_damaged, said::caveat_archive_damaged_next),
    ("set-aside", said::caveat_set_aside, said::caveat_set_aside_next),
    ("other-records", said::caveat_other_records, said::caveat_other_records_next),
    ("prefixed-lines", said::caveat_prefixed_lines, said::caveat_prefixed_lines_next),
    ("short-rows", said::caveat_short_rows, said::caveat_short_rows_next),
    ("no-records", said::caveat_no_records, said::caveat_no_records_next),
    ("not-utf8", said::caveat_not_utf8, said::caveat_not_utf8_next),
    ("names-destroyed", said::caveat_names_destroyed, said::caveat_names_destroyed_next),
    ("interactive-only", said::caveat_interactive_only, said::caveat_interactive_only_next),
    ("non-interactive-only", said::caveat_non_interactive_only, said::caveat_non_interactive_only_next),
    ("short-window", said::caveat_short_window, said::caveat_short_window_next),
    ("gap-days", said::caveat_gap_days, said::caveat_gap_days_next),
    ("days-removed", said::caveat_days_removed, said::caveat_days_removed_next),
    ("possibly-truncated", said::caveat_possibly_truncated, said::caveat_possibly_truncated_next),
    ("more-pages", said::caveat_more_pages, said::caveat_more_pages_next),
    ("no-home-tenant", said::caveat_no_home_tenant, said::caveat_no_home_tenant_next),
    ("no-access-type", said::caveat_no_access_type, said::caveat_no_access_type_next),
    ("no-user-type", said::caveat_no_user_type, said::caveat_no_user_type_next),
    ("no-app-owner", said::caveat_no_app_owner, said::caveat_no_app_owner_next),
    ("no-home-tenant-name", said::caveat_no_home_tenant_name, said::caveat_no_home_tenant_name_next),
    ("no-names", said::caveat_no_names, said::caveat_no_names_next),
    ("no-failed-policies", said::caveat_no_failed_policies, said::caveat_no_failed_policies_next),
    ("no-single-sign-ins", counted::caveat_no_single_sign_ins, counted::caveat_no_single_sign_ins_next),
    ("lossy-audit-csv", said::caveat_lossy_audit_csv, said::caveat_lossy_audit_csv_next),
    ("no-codes", said::caveat_no_codes, said::caveat_no_codes_next),
    ("no-app-id", said::caveat_no_app_id, said::caveat_no_app_id_next),
    ("no-event-id", said::caveat_no_event_id, said::caveat_no_event_id_next),
    ("headings-by-position", said::caveat_headings_by_position, said::caveat_headings_by_position_next),
    ("log-assumed", said::caveat_log_assumed, said::caveat_log_assumed_next),
    ("masked-users", said::caveat_masked_users, said::caveat_masked_users_next),
    ("status-contradicts-code", said::caveat_status_contradicts_code, said::caveat_status_contradicts_code_next),
    ("label-contradicts-tenants", said::caveat_label_contradicts_tenants, said::caveat_label_contradicts_tenants_next),
    ("undetermined", said::caveat_undetermined, said::caveat_undetermined_next),
    ("foreign", said::caveat_foreign, said::caveat_foreign_next),
    ("settings-of-a-part", said::caveat_settings_of_a_part, said::caveat_settings_of_a_part_next),
    ("settings-not-judged", said::caveat_settings_not_judged, said::caveat_settings_not_judged_next),
];

/// The hints of `failures`, each with its rule.
const HINTS: &[(&str, &str, Words, Words)] = &[
    ("turned-away", "D-1", said::hint_turned_away, said::hint_turned_away_next),
    ("all-partners", "D-7", said::hint_all_partners, said::hint_all_partners_next),
    ("one-partner", "D-7", said::hint_one_partner, said::hint_one_partner_next),
    ("mfa-loop", "D-10", said::hint_mfa_loop, said::hint_mfa_loop_next),
    ("refused-by-policy", "D-9", said::hint_refused_by_policy, said::hint_refused_by_policy_next),
    ("no-object", "D-8", said::hint_no_object, said::hint_no_object_next),
    ("object-not-found", "D-8", said::hint_object_not_found, said::hint_object_not_found_next),
    ("object-lost", "D-8", said::hint_object_lost, said::hint_object_lost_next),
    ("retried", "D-6", said::hint_retried, said::hint_retried_next),
];

/// The faults of settings.
const FINDINGS: &[(&str, Words, Words)] = &[
    ("V1", said::finding_v1, said::finding_v1_next),
    ("V2", said::finding_v2, said::finding_v2_next),
    ("V3", said::finding_v3, said::finding_v3_next),
    ("V4", said::finding_v4, said::finding_v4_next),
    ("V5", said::finding_v5, said::finding_v5_next),
    ("V6", said::finding_v6, said::finding_v6_next),
    ("V7", said::finding_v7, said::finding_v7_next),
    ("V8", said::finding_v8, said::finding_v8_next),
    ("V9", said::finding_v9, said::finding_v9_next),
    ("V10", said::finding_v10, said::finding_v10_next),
    ("V11", said::finding_v11, said::finding_v11_next),
    ("V12", said::finding_v12, said::finding_v12_next),
    ("V13", said::finding_v13, said::finding_v13_next),
    ("V14", said::finding_v14, said::finding_v14_next),
    ("V15", said::finding_v15, said::finding_v15_next),
    ("V16", said::finding_v16, said::finding_v16_next),
];
