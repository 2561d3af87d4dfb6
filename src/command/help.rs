//! What the command line says of itself, in the language of whoever asks: the commands are built without words, and get them here.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use crate::words::{Lang, comparing, digest, help as said, update};

/// A text in every language.
type Said = fn(Lang) -> &'static str;

/// What a command does, by its name, that of a subcommand behind that of its command.
fn about(path: &str) -> Option<Said> {
    Some(match path {
        "" => said::about_crosstenant,
        "report" => said::about_report,
        "coverage" => said::about_coverage,
        "partners" => said::about_partners,
        "compare" => comparing::about_compare,
        "digest" => digest::about_digest,
        "update" => update::about_update,
        "apps" => said::about_apps,
        "users" => said::about_users,
        "events" => said::about_events,
        "timeline" => said::about_timeline,
        "failures" => said::about_failures,
        "changes" => said::about_changes,
        "guests" => said::about_guests,
        "simulate" => said::about_simulate,
        "recommend" => said::about_recommend,
        "workloads" => said::about_workloads,
        "trust" => said::about_trust,
        "providers" => said::about_providers,
        "archive" => said::about_archive,
        "archive add" => said::about_archive_add,
        "archive info" => said::about_archive_info,
        "archive verify" => said::about_archive_verify,
        "archive export" => said::about_archive_export,
        "archive prune" => said::about_archive_prune,
        "archive sources" => said::about_archive_sources,
        "archive adopt" => said::about_archive_adopt,
        "archive distill" => said::about_archive_distill,
        "inspect" => said::about_inspect,
        "formats" => said::about_formats,
        "explain" => said::about_explain,
        "demo" => said::about_demo,
        "export-script" => said::about_export_script,
        "kql" => said::about_kql,
        "spark" => said::about_spark,
        "spark init" => said::about_spark_init,
        "schema" => said::about_schema,
        "config" => said::about_config,
        "config show" => said::about_config_show,
        "completions" => said::about_completions,
        "man" => said::about_man,
        _ => return None,
    })
}

/// What an option means: that of one command, else that of all.
#[expect(clippy::too_many_lines, reason = "a row for each option")]
fn meaning(path: &str, id: &str) -> Option<Said> {
    Some(match (path, id) {
        ("report", "output") => said::report_output,
        ("report", "for_partner") => said::report_for_partner,
        ("report", "policy") => said::report_policy,
        ("apps", "by") => said::apps_by,
        ("events", "limit") => said::events_limit,
        ("timeline", "by") => said::timeline_by,
        ("changes", "impact_window") => said::changes_impact_window,
        ("changes", "at") => said::changes_at,
        ("guests", "review") => said::guests_review,
        ("guests" | "report" | "digest" | "update", "dormant_days") => said::guests_dormant_days,
        ("simulate", "policy") => said::simulate_policy,
        ("simulate", "members") => said::simulate_members,
        ("simulate", "user_map") => said::simulate_user_map,
        ("simulate", "matching") => said::simulate_matching,
        ("simulate", "by") => said::simulate_by,
        ("recommend", "min_successes") => said::recommend_min_successes,
        ("recommend", "include_hubs") => said::recommend_include_hubs,
        ("recommend", "scope_users") => said::recommend_scope_users,
        ("recommend", "remove_unused") => said::recommend_remove_unused,
        ("recommend", "reopen") => said::recommend_reopen,
        ("workloads", "all") => said::workloads_all,
        ("archive add", "dir") => said::archive_add_dir,
        ("archive add", "restore") => said::archive_add_restore,
        ("archive sources" | "archive adopt", "parts") => said::archive_parts,
        ("archive adopt", "dir") => said::archive_adopt_dir,
        ("archive distill", "archive") => said::archive_distill_archive,
        ("archive distill", "out") => said::archive_distill_out,
        ("archive prune", "before") => said::archive_prune_before,
        ("archive prune", "dry_run") => said::archive_prune_dry_run,
        ("archive add", "snapshot_date") => said::archive_add_snapshot_date,
        ("explain", "what") => said::explain_what,
        ("spark init", "dir") => said::spark_init_dir,
        ("spark init", "force") => said::spark_init_force,
        ("kql", "tenant") => said::kql_tenant,
        ("kql", "from") => said::kql_from,
        ("kql", "to") => said::kql_to,
        ("export-script", "days") => said::export_script_days,
        ("export-script", "since") => said::export_script_since,
        ("export-script", "what") => said::export_script_what,
        ("export-script", "crossing_only") => said::export_script_crossing_only,
        ("schema", "what") => said::schema_what,
        ("demo", "dir") => said::demo_dir,
        ("demo", "seed") => said::demo_seed,
        ("demo", "size") => said::demo_size,
        ("demo", "all_formats") => said::demo_all_formats,
        ("completions", "shell") => said::completions_shell,
        ("man", "dir") => said::man_dir,
        ("archive info" | "archive verify" | "archive export" | "archive prune", "dir") => said::archive_dir,
        ("update", "archive") => update::archive,
        ("update", "inputs") => update::inputs,
        ("update", "output") => update::output,
        ("update", "only_if_new") => update::only_if_new,
        ("update", "pseudonymise") => update::pseudonymise,
        (archive, "pseudonymise") if archive.starts_with("archive") => update::pseudonymise,
        (_, "config") => said::arg_config,
        (_, "no_config") => said::arg_no_config,
        ("digest", "only_if_new") => digest::digest_only_if_new,
        ("digest", "since") => digest::digest_since,
        ("digest" | "update", "format") => digest::digest_format,
        ("partners", "format") => comparing::partners_format,
        ("report", "format") => comparing::report_format,
        ("compare", "inputs") => comparing::compare_inputs,
        (_, "inputs") => said::arg_inputs,
        (_, "tenant") => said::arg_tenant,
        (_, "names") => said::arg_names,
        (_, "current") => said::arg_current,
        (_, "headers") => said::arg_headers,
        (_, "date_order") => said::arg_date_order,
        (_, "zone") => said::arg_zone,
        (_, "max_record") => said::arg_max_record,
        (_, "max_unpacked") => said::arg_max_unpacked,
        (_, "rejects") => said::arg_rejects,
        (_, "lenient") => said::arg_lenient,
        (_, "threads") => said::arg_threads,
        (_, "from") => said::arg_from,
        (_, "to") => said::arg_to,
        (_, "direction") => said::arg_direction,
        (_, "partner") => said::arg_partner,
        (_, "app") => said::arg_app,
        (_, "client") => said::arg_client,
        (_, "resource") => said::arg_resource,
        (_, "user") => said::arg_user,
        (_, "access_type") => said::arg_access_type,
        (_, "outcome") => said::arg_outcome,
        (_, "code") => said::arg_code,
        (_, "log") => said::arg_log,
        (_, "format") => said::arg_format,
        (_, "output") => said::arg_output,
        (_, "force") => said::arg_force,
        (_, "tz") => said::arg_tz,
        (_, "lang") => said::arg_lang,
        (_, "color") => said::arg_color,
        (_, "quiet") => said::arg_quiet,
        (_, "verbose") => said::arg_verbose,
        ("compare", "baseline") => comparing::compare_baseline,
        ("compare", "current_period") => comparing::compare_current_period,
        ("compare", "split") => comparing::compare_split,
        ("compare", "threshold") => comparing::compare_threshold,
        ("compare", "factor") => comparing::compare_factor,
        (_, "since") => comparing::arg_since,
        (_, "baseline") => comparing::arg_baseline,
        (_, "expected") => comparing::arg_expected,
        (_, "pseudonymise") => said::arg_pseudonymise,
        (_, "make_key") => said::arg_make_key,
        (_, "mapping") => said::arg_mapping,
        (_, "keep_app_names") => said::arg_keep_app_names,
        (_, "fail_on") => said::arg_fail_on,
        _ => return None,
    })
}

/// The heading over options: what the code calls it, and what people read.
fn heading(name: &str) -> Option<Said> {
    Some(match name {
        "input" => said::heading_input,
        "filters" => said::heading_filters,
        "output" => said::heading_output,
        "gate" => said::heading_gate,
        "config" => said::heading_config,
        "periods" => comparing::heading_periods,
        "hand-over" => said::heading_hand_over,
        _ => return None,
    })
}

/// The commands as they are typed, with what is said of them.
#[must_use]
pub fn command(lang: Lang) -> Command {
    worded_as(Cli::command(), lang)
}

/// Commands, with what is said of them.
#[must_use]
pub fn worded_as(command: Command, lang: Lang) -> Command {
    let mut command = dressed(command.after_help(said::after(lang)), "", lang);
    if lang != Lang::En {
        // The command `help` comes into being when all is built.
        command.build();
        command = help_worded(command, lang);
    }
    command
}

/// Says what `help` does, here and below.
fn help_worded(command: Command, lang: Lang) -> Command {
    command.mut_subcommands(|sub| if sub.get_name() == "help" { sub.about(said::about_help(lang)) } else { help_worded(sub, lang) })
}

fn dressed(command: Command, path: &str, lang: Lang) -> Command {
    let command = match about(path) {
        Some(about) => command.about(about(lang)),
        None => command,
    };
    let command = command.mut_args(|arg| worded(arg, path, lang)).mut_subcommands(|sub| {
        let path = [path, sub.get_name()].join(" ");
        dressed(sub, path.trim_start(), lang)
    });
    match lang {
        // In English the library says the same.
        Lang::En => command,
        Lang::Ja => without_english(command, path, lang),
    }
}

fn worded(arg: Arg, path: &str, lang: Lang) -> Arg {
    let arg = match meaning(path, arg.get_id().as_str()) {
        Some(meaning) => arg.help(meaning(lang)),
        None => arg,
    };
    match arg.get_help_heading().and_then(heading) {
        Some(heading) => arg.help_heading(heading(lang)),
        None => arg,
    }
}

/// Puts words in the place of those that the library has in English alone.
fn without_english(command: Command, path: &str, lang: Lang) -> Command {
    let arg = |id: &'static str, short, action| Arg::new(id).short(short).long(id).action(action);
    let help = arg("help", 'h', ArgAction::Help).help(said::print_help(lang));
    let version = (path.is_empty()).then(|| arg("version", 'V', ArgAction::Version).help(said::print_version(lang)));
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(format!("{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", said::heading_usage(lang)))
        .subcommand_help_heading(said::heading_commands(lang))
        .arg(help)
        .args(version)
        .mut_args(|arg| valued(arg, lang))
}

/// Says the values of an option, and the one it has without being said, in the text.
fn valued(arg: Arg, lang: Lang) -> Arg {
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let is_flag = !arg.get_action().takes_values();
    let mut text = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if !is_flag && !defaults.is_empty() {
        text.push(' ');
        text.push_str(&said::default(lang, &defaults.join(" ")));
    }
    if !is_flag && !values.is_empty() {
        text.push(' ');
        text.push_str(&said::values(lang, &values.join(", ")));
    }
    let is_positional = arg.is_positional();
    let arg = if is_flag { arg.help(text) } else { arg.help(text).hide_default_value(true).hide_possible_values(true) };
    match arg.get_help_heading() {
        Some(_) => arg,
        None => arg.help_heading(if is_positional { said::heading_arguments(lang) } else { said::heading_options(lang) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can be typed, and is not said.
    fn unsaid(command: &Command, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        if about(path).is_none() {
            found.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            if meaning(path, arg.get_id().as_str()).is_none() || arg.get_help_heading().is_some_and(|name| heading(name).is_none()) {
                found.push(format!("{path} {}", arg.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            found.extend(unsaid(sub, [path, sub.get_name()].join(" ").trim_start()));
        }
        found
    }

    #[test]
    fn everything_that_can_be_typed_is_said() {
        assert_eq!(unsaid(&Cli::command(), ""), Vec::<String>::new());
    }

    #[test]
    fn the_commands_are_sound_in_every_language() {
        for lang in [Lang::En, Lang::Ja] {
            command(lang).debug_assert();
        }
        let mut japanese = command(Lang::Ja);
        let help = japanese.find_subcommand_mut("partners").map(|partners| partners.render_help().to_string()).unwrap_or_default();
        assert!(help.contains("使い方: crosstenant partners [OPTIONS] <INPUT>..."), "{help}");
        assert!(help.contains("[値: success, interrupted, failure, passthrough, unknown]") && help.contains("[既定値: UTC]"), "{help}");
        assert!(!help.contains("possible values") && !help.contains("Print"), "{help}");
    }
}
