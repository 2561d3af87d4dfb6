//! `simulate`: the observed sign-ins of users, replayed against a policy. What is allowed is allowed by our side; the other side has a
//! policy of its own, which is not in our logs.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use polars::prelude::PolarsResult;
use serde_json::{Map, Value, json};

use super::gates::Gate;
use super::group::{COUNTS, count_cells, row_key, sorted};
use super::recommend::allowed;
use super::{Analysis, Answer, Ask, Needs, Params, trust};
use crate::dataset::{Dataset, Fact};
use crate::model::{AccessFlags, AppId, Direction, Outcome, Sym, TenantId, UserKey, UserType};
use crate::policy::recommend::Totals;
use crate::policy::{
    Asked, CrossTenantAccessPolicy, Evaluator, Judgement, Lookups, MatchMode, Matched, Proposal, Seen, Severity, Verdict, contradictions, validate,
};
use crate::pseudonym::Pseudonyms;
use crate::report::{CaveatCode, Cell, Column, Drill, Table, int, text, time};
use crate::words::{Lang, analyses, simulation as said};

/// What `simulate` is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The files it was read from, each behind its option, ready to be typed.
    pub files: Vec<String>,
    /// The proposed settings, a part or the whole. Without any nothing is asked, and nothing is answered.
    pub proposal: Option<Proposal>,
    /// Members of groups, home ids of guests.
    pub lookups: Lookups,
    /// Which application id meets a list.
    pub mode: MatchMode,
    /// One row for each user.
    pub by_user: bool,
    /// Whether the settings are somebody's proposal, and worth checking themselves.
    pub check: bool,
}

impl Question {
    /// The plain question about these settings.
    #[must_use]
    pub fn of(proposal: Proposal) -> Self {
        Self { proposal: Some(proposal), check: true, ..Self::default() }
    }
}

impl Ask for Question {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        Ok(match &self.proposal {
            Some(proposal) => replay(self, proposal, data, params).0,
            None => Answer::table(Table { columns: columns(self.by_user), rows: Vec::new() }),
        })
    }

    fn pseudonymised(&self, names: &Pseudonyms) -> Option<Box<dyn Ask>> {
        let proposal = self.proposal.as_ref().map(|proposal| proposal.pseudonymised(names));
        Some(Box::new(Self { proposal, lookups: self.lookups.pseudonymised(names), files: Vec::new(), ..self.clone() }))
    }

    fn typed(&self) -> Vec<String> {
        let mode = match self.mode {
            MatchMode::Either => None,
            MatchMode::Client => Some("--match client".to_owned()),
            MatchMode::Resource => Some("--match resource".to_owned()),
        };
        self.files.iter().cloned().chain(mode).chain(self.by_user.then(|| "--by user".to_owned())).collect()
    }
}

/// What both policies say about a kind of sign-in, and the reason in words.
type Known = (Judgement, Option<Judgement>, String, [bool; 2]);

/// What makes sign-ins one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    direction: Direction,
    partner: TenantId,
    access_type: Sym,
    app: AppId,
    resource: AppId,
    verdict: Verdict,
    user: UserKey,
}

/// What was added up under a key.
#[derive(Default)]
struct Sums {
    counts: [u64; 6],
    users: BTreeSet<u32>,
    days: BTreeSet<i64>,
    first: i64,
    last: i64,
    decided_by: BTreeSet<&'static str>,
    because: BTreeSet<String>,
    matched: BTreeSet<&'static str>,
    change: BTreeSet<&'static str>,
}

impl Sums {
    fn add(&mut self, fact: &Fact) {
        let place = match fact.outcome {
            Outcome::Success => 1,
            Outcome::Interrupted => 2,
            Outcome::Failure => 3,
            Outcome::Passthrough => 4,
            Outcome::Unknown => 5,
        };
        self.first = if self.counts[0] == 0 { fact.value.first } else { self.first.min(fact.value.first) };
        self.last = self.last.max(fact.value.last);
        self.counts[0] += fact.value.count;
        self.counts[place] += fact.value.count;
        self.days.insert(fact.key.bucket);
        if !fact.key.user.is_absent() {
            self.users.insert(fact.key.user.number());
        }
    }
}

/// The replay of all wanted facts.
struct Replay<'d> {
    data: &'d Dataset,
    rows: HashMap<Key, Sums>,
    totals: BTreeMap<Verdict, Sums>,
    /// Successful sign-ins that would be blocked.
    blocked: Sums,
    blocked_partners: BTreeSet<TenantId>,
    blocked_apps: BTreeSet<(AppId, AppId)>,
    assumed: u64,
    client_alone: u64,
    /// Successes that stay allowed.
    allowed: Totals,
    newly: BTreeMap<&'static str, u64>,
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "simulate",
    title: analyses::simulate,
    question: analyses::simulate_question,
    needs: Needs::SETTINGS,
    in_report: false,
    drill: &[Drill::Partner, Drill::Client, Drill::Resource, Drill::AccessType],
    gates: &[Gate::BlockedSuccess, Gate::DependsSuccess, Gate::UnknownSuccess],
    ask: || Box::new(Question::default()),
    ..Analysis::BASE
};

/// Successes of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// All of them.
    pub successes: u64,
    /// Those that would be blocked.
    pub blocked: u64,
    /// Of these, those that the current settings let in; `None` without current settings.
    pub newly: Option<u64>,
}

/// Replays the wanted sign-ins against a proposal; gives the table, and what is cut.
#[must_use]
pub fn replay(question: &Question, proposal: &Proposal, data: &Dataset, params: &Params) -> (Answer, Cut) {
    let mut settings = proposal.over(data.policy.as_ref());
    settings.surroundings = settings.surroundings.or(Some(&data.around));
    let seen = seen(data);
    let mut lookups = question.lookups.clone();
    lookups.set_guests(seen.guests.iter().cloned());
    let proposed = Readings::new(&settings, &lookups, question.mode);
    let current = data.policy.as_ref().map(|policy| Evaluator::new(policy, lookups.clone(), question.mode));
    let mut replay = Replay {
        data,
        rows: HashMap::new(),
        totals: Verdict::ALL.into_iter().map(|verdict| (verdict, Sums::default())).collect(),
        blocked: Sums::default(),
        blocked_partners: BTreeSet::new(),
        blocked_apps: BTreeSet::new(),
        assumed: 0,
        client_alone: 0,
        allowed: Totals::default(),
        newly: BTreeMap::new(),
    };
    replay.run(&proposed, current.as_ref(), params, question.by_user);
    let mut findings = if question.check { validate(&settings, Some(&seen), params.lang) } else { Vec::new() };
    // Faults of what stays as it is are not the proposal's.
    findings.retain(|finding| {
        let scope = finding.where_.split('.').next().unwrap_or_default();
        proposal.speaks_of((scope != "default").then_some(scope))
    });
    if question.check {
        findings.extend(contradictions(&settings, Some(&seen), params.lang));
    }
    let mut found = Answer::table(replay.table(question.by_user));
    found.answer = replay.answer(params.lang);
    found.answer.extend(part(proposal, data, params.lang));
    let bad = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    if bad(Severity::Error) + bad(Severity::Warning) > 0 {
        found.answer.push(said::faults(params.lang, bad(Severity::Error), bad(Severity::Warning)));
    }
    found.notes = findings.iter().map(|finding| finding.line(params.lang)).collect();
    found.notes.extend(trust::hit_by(data, params, &settings));
    let listed = findings.iter().map(|finding| {
        json!({"code": finding.code(), "severity": finding.severity.name(), "where": finding.where_, "message": finding.sentence(params.lang)})
    });
    found.shape = question.by_user.then_some("simulate-by-user");
    found.extra = vec![("totals", replay.totals()), ("findings", listed.collect())];
    found.gates = replay.gates();
    (found, replay.cut())
}

/// What a proposal that is a part was laid over.
fn part(proposal: &Proposal, data: &Dataset, lang: Lang) -> Option<String> {
    if proposal.is_whole() {
        return None;
    }
    Some(if data.policy.is_some() { said::part_over_current(lang) } else { said::part_over_nothing(lang) }.to_owned())
}

/// The proposed settings, read in every way in which Microsoft may compare application ids.
struct Readings {
    asked: Evaluator,
    others: [Evaluator; 3],
}

impl Readings {
    fn new(settings: &CrossTenantAccessPolicy, lookups: &Lookups, mode: MatchMode) -> Self {
        let reading = |mode| Evaluator::new(settings, lookups.clone(), mode);
        Self { asked: reading(mode), others: [MatchMode::Either, MatchMode::Client, MatchMode::Resource].map(reading) }
    }

    /// Whether a sign-in is allowed if either id counts, and whether it is whichever counts.
    fn allows(&self, asked: &Asked<'_>) -> [bool; 2] {
        let allowed = self.others.each_ref().map(|reading| reading.judge(asked).verdict == Verdict::Allowed);
        [allowed[0], allowed == [true; 3]]
    }
}

/// What the logs say that the checks of the settings want to know.
fn seen(data: &Dataset) -> Seen {
    let mut seen = Seen { own_cloud: data.cloud(data.own.own.first().copied().unwrap_or_default()), ..Seen::default() };
    let listed = data.input.users.iter().filter(|user| user.user_type == UserType::Guest);
    seen.guests.extend(listed.filter_map(|user| data.text(user.id.0)).map(str::to_lowercase));
    for fact in data.user_facts() {
        for app in [fact.key.app, fact.key.resource] {
            seen.apps.extend(data.text(app.0).map(str::to_owned));
        }
        if fact.direction == Direction::Inbound {
            seen.guests.extend(fact.key.user.id().and_then(|id| data.text(id.0)).map(str::to_lowercase));
        }
        let Some(partner) = data.text(fact.partner.0) else { continue };
        let access = AccessFlags::of(data.text(fact.key.access_type).unwrap_or_default());
        // Direct connect users cannot meet an MFA demand whose answer is not trusted.
        if access.contains(AccessFlags::B2B_DIRECT_CONNECT) && matches!(fact.key.code.get(), Some(90_071 | 50_074 | 50_076 | 50_079)) {
            *seen.direct_connect_mfa_failures.entry(partner.to_owned()).or_default() += fact.value.count;
        }
        seen.clouds.entry(partner.to_owned()).or_insert_with(|| data.cloud(fact.partner));
        // Technicians and support are no guests: no list of domains is about them.
        let is_guest = !access.contains(AccessFlags::SERVICE_PROVIDER) && !access.contains(AccessFlags::MICROSOFT_SUPPORT);
        if fact.direction == Direction::Inbound && is_guest {
            seen.domains.entry(partner.to_owned()).or_insert_with(|| data.domains(fact.partner).iter().cloned().collect());
        }
    }
    seen
}

impl Replay<'_> {
    fn run(&mut self, proposed: &Readings, current: Option<&Evaluator>, params: &Params, by_user: bool) {
        let data = self.data;
        let own_cloud = data.cloud(data.own.own.first().copied().unwrap_or_default());
        let mut judged: HashMap<(Direction, TenantId, Sym, AppId, AppId, UserKey), Known> = HashMap::new();
        let names = |id: &str| {
            let id = data.input.texts.lookup(id)?;
            data.app_name(AppId(id)).or_else(|| data.resource_name(AppId(id))).map(str::to_owned)
        };
        for fact in data.facts().filter(|fact| params.filters.matches(fact, data)) {
            if !matches!(fact.direction, Direction::Inbound | Direction::Outbound) {
                continue;
            }
            let key = &fact.key;
            let (judgement, now, because, allowed) =
                judged.entry((fact.direction, fact.partner, key.access_type, key.app, key.resource, key.user)).or_insert_with(|| {
                    let asked = Asked {
                        direction: fact.direction,
                        partner: data.text(fact.partner.0).unwrap_or_default(),
                        partner_cloud: data.cloud(fact.partner),
                        own_cloud,
                        access_type: data.text(key.access_type).map(AccessFlags::of),
                        user: key.user.id().and_then(|id| data.text(id.0)),
                        client: data.text(key.app.0),
                        resource: data.text(key.resource.0),
                        external_identity: fact.partner.is_absent(),
                    };
                    let judgement = proposed.asked.judge(&asked);
                    let because = judgement.because.words_with(params.lang, &names);
                    (judgement, current.map(|current| current.judge(&asked)), because, proposed.allows(&asked))
                });
            let change = now.as_ref().map(|now| change(now.verdict, judgement.verdict));
            let row = Key {
                direction: fact.direction,
                partner: fact.partner,
                access_type: key.access_type,
                app: key.app,
                resource: key.resource,
                verdict: judgement.verdict,
                user: if by_user { key.user } else { UserKey::ABSENT },
            };
            let sums = self.rows.entry(row).or_default();
            sums.add(&fact);
            sums.decided_by.insert(judgement.decided_by.name());
            sums.matched.insert(judgement.matched.name());
            sums.change.extend(change);
            if !sums.because.contains(because) {
                sums.because.insert(because.clone());
            }
            self.totals.entry(judgement.verdict).or_default().add(&fact);
            self.assumed += if judgement.assumed_collaboration() { fact.value.count } else { 0 };
            if fact.outcome == Outcome::Success {
                if let Some(change) = change {
                    *self.newly.entry(change).or_default() += fact.value.count;
                }
                self.allowed.allowed_either += if allowed[0] { fact.value.count } else { 0 };
                self.allowed.allowed_strict += if allowed[1] { fact.value.count } else { 0 };
                if judgement.verdict == Verdict::Blocked {
                    self.blocked.add(&fact);
                    self.blocked_partners.insert(fact.partner);
                    self.blocked_apps.insert((key.app, key.resource));
                }
                if judgement.verdict == Verdict::Allowed && judgement.matched == Matched::Client {
                    self.client_alone += fact.value.count;
                }
            }
        }
    }

    fn table(&self, by_user: bool) -> Table {
        let data = self.data;
        let joined = |texts: &BTreeSet<&'static str>| texts.iter().copied().collect::<Vec<_>>().join("; ");
        let mut rows = Vec::with_capacity(self.rows.len());
        // The rows are sorted below, by all that makes them different.
        for (key, sums) in &self.rows {
            let partner = data.cell(data.text(key.partner.0));
            let access = data.cell(data.text(key.access_type));
            let (app, resource) = (data.cell(data.text(key.app.0)), data.cell(data.text(key.resource.0)));
            let user = data.cell(key.user.id().and_then(|id| data.text(id.0)));
            let upn = data.cell(data.upn(key.user));
            let verdict = Cell::Word(key.verdict.name());
            let sign_ins = i64::try_from(sums.counts[0]).unwrap_or(i64::MAX);
            let order = row_key(key.direction, sign_ins, &[&partner, &access, &app, &resource, &user, &upn, &verdict]);
            let mut cells = vec![
                Cell::Word(key.direction.name()),
                partner,
                data.cell(data.partner_name(key.partner)),
                access,
                app,
                data.cell(data.app_name(key.app)),
                resource,
                data.cell(data.resource_name(key.resource)),
            ];
            if by_user {
                cells.extend([user, upn]);
            }
            let because = sums.because.iter().map(String::as_str).collect::<Vec<_>>().join("; ");
            cells.extend([verdict, data.cell(Some(&joined(&sums.decided_by))), data.cell(Some(&because))]);
            let counts = sums.counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX));
            cells.extend(count_cells(data.tells_outcomes(), &counts));
            cells.extend([
                Cell::count(sums.users.len() as u64),
                Cell::Time(sums.first),
                Cell::Time(sums.last),
                data.cell(Some(&joined(&sums.matched))),
                data.cell((!sums.change.is_empty()).then(|| joined(&sums.change)).as_deref()),
            ]);
            rows.push((order, cells));
        }
        Table { columns: columns(by_user), rows: sorted(rows) }
    }

    fn cut(&self) -> Cut {
        Cut {
            successes: self.totals.values().map(|sums| sums.counts[1]).sum(),
            blocked: self.totals[&Verdict::Blocked].counts[1],
            newly: self.data.policy.as_ref().map(|_| self.newly.get("newly_blocked").copied().unwrap_or_default()),
        }
    }

    fn totals(&self) -> Value {
        let cut = self.cut();
        let verdict = |sums: &Sums| json!({"sign_ins": sums.counts[0], "successes": sums.counts[1], "users": sums.users.len()});
        let mut totals: Map<String, Value> = Verdict::ALL.into_iter().map(|name| (name.name().to_owned(), verdict(&self.totals[&name]))).collect();
        totals.insert("successes_blocked".to_owned(), json!(cut.blocked));
        totals.insert("successes_depends".to_owned(), json!(self.totals[&Verdict::Depends].counts[1]));
        totals.insert("assumed_collaboration".to_owned(), json!(self.assumed));
        totals.extend(self.allowed.to_json().as_object().cloned().unwrap_or_default());
        // Null where there are no current settings to compare with.
        totals.insert("successes_newly_blocked".to_owned(), json!(cut.newly));
        Value::Object(totals)
    }

    fn gates(&self) -> Vec<Gate> {
        let gates = [(Gate::BlockedSuccess, Verdict::Blocked), (Gate::DependsSuccess, Verdict::Depends), (Gate::UnknownSuccess, Verdict::Unknown)];
        gates.into_iter().filter(|(_, verdict)| self.totals[verdict].counts[1] > 0).map(|(gate, _)| gate).collect()
    }

    /// How many would be cut, and whom.
    fn headline(&self, lang: Lang) -> String {
        let successes: u64 = self.totals.values().map(|sums| sums.counts[1]).sum();
        let blocked = self.blocked.counts[0];
        let apps: BTreeSet<AppId> = self.blocked_apps.iter().map(|&(app, resource)| if resource.is_absent() { app } else { resource }).collect();
        match blocked {
            0 => said::none_blocked(lang, successes),
            _ => said::blocked(lang, blocked, successes, self.blocked.users.len(), self.blocked_partners.len(), apps.len()),
        }
    }

    /// The answer first, then what it rests on.
    fn answer(&self, lang: Lang) -> Vec<String> {
        let successes: u64 = self.totals.values().map(|sums| sums.counts[1]).sum();
        if successes == 0 {
            return vec![said::no_successes(lang).to_owned()];
        }
        let mut answer = vec![self.headline(lang), allowed(self.allowed, lang)];
        let depends = self.totals[&Verdict::Depends].counts[1];
        if depends > 0 {
            answer.push(said::depends(lang, depends));
        }
        let unknown = self.totals[&Verdict::Unknown].counts[1];
        if unknown > 0 {
            answer.push(said::cannot_ask(lang, unknown));
        }
        let newly = |change: &str| self.newly.get(change).copied().unwrap_or_default();
        match (newly("newly_blocked"), newly("newly_allowed")) {
            _ if self.data.policy.is_none() => {}
            (0, 0) if self.blocked.counts[0] > 0 => answer.push(said::nothing_changes(lang).to_owned()),
            (0, 0) => {}
            (shut, open) => answer.push(said::newly(lang, shut, open)),
        }
        if self.client_alone > 0 {
            answer.push(said::client_alone(lang, self.client_alone));
        }
        let rare =
            self.rows.iter().filter(|(key, sums)| key.verdict == Verdict::Blocked && sums.counts[1] > 0 && sums.days.len() <= RARE_DAYS).count();
        if rare > 0 {
            answer.push(said::rare(lang, rare, RARE_DAYS));
        }
        answer.push(said::our_side(lang).to_owned());
        let blinding = [
            CaveatCode::ShortWindow,
            CaveatCode::InteractiveOnly,
            CaveatCode::NonInteractiveOnly,
            CaveatCode::NoAccessType,
            CaveatCode::PossiblyTruncated,
            CaveatCode::MorePages,
            CaveatCode::GapDays,
        ];
        let blind: Vec<&str> = super::caveat_codes(self.data).into_iter().filter(|code| blinding.contains(code)).map(CaveatCode::name).collect();
        if !blind.is_empty() {
            answer.push(said::blind(lang, &blind.join(said::separator(lang))));
        }
        answer
    }
}

/// Days on which something was seen, up to which its use counts as rare.
const RARE_DAYS: usize = 2;

/// What the proposal changes for a sign-in.
fn change(now: Verdict, then: Verdict) -> &'static str {
    match (now, then) {
        (Verdict::Blocked, Verdict::Blocked) => "unchanged",
        (_, Verdict::Blocked) => "newly_blocked",
        (Verdict::Blocked, _) => "newly_allowed",
        _ => "unchanged",
    }
}

fn columns(by_user: bool) -> Vec<Column> {
    let mut columns = vec![
        text("direction", 0),
        text("partner_tenant_id", 6),
        text("partner_name", 0),
        text("access_type", 4),
        text("app_id", 5),
        text("app_name", 1),
        text("resource_id", 5),
        text("resource_name", 1),
    ];
    if by_user {
        columns.extend([text("user_id", 5), text("user_principal_name", 0)]);
    }
    columns.extend([text("verdict", 0), text("decided_by", 3), text("because", 1)]);
    columns.extend(COUNTS);
    columns.extend([int("users", 1), time("first_seen", 5), time("last_seen", 2), text("matched", 4), text("change", 4)]);
    columns
}
