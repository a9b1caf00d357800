//! School rules: one folder a rule.
//!
//! Each folder has four short files: `mod.rs` (what the rule says, its maths, parameters, source and messages),
//! `lower.rs` (School -> constraints of the Problem), `check.rs` (School + Plan -> breaches, by names and the clock) and
//! `fixture.rs` (a plan that keeps the rule and one that breaks it). Adding a rule is adding a folder and one name to the
//! list at the end of this file; without any of the four it does not compile.
//!
//! `check.rs` may import only [`crate::school`], [`crate::plan`], [`crate::breach`], units and text: it shares with
//! `lower.rs` only the statement of limits in the rule's own `mod.rs`, so that a mistake in stating cannot hide in checking.

use crate::breach::Checked;
use crate::lowering::{Lowering, Roster};
use crate::plan::View;
use crate::school::{Level, Setting};
use crate::text::Text;

/// When a rule is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Before anything is solved: it is about the configuration alone (bell schedules, curriculum, class sizes).
    School,
    /// On the weekly timetable.
    Timetable,
    /// On the after-school programme: groups, clubs, pupils, rooms.
    Programme,
    /// On the staffing of the programme and the duty roster.
    Roster,
    /// On the dated ledgers of pay and flexible hours.
    Pay,
}

/// A parameter of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Key in profiles and in `school.toml`.
    pub key: &'static str,
    /// Default.
    pub default: Default,
    /// What it is, with its unit.
    pub says: Text,
}

/// The default of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A time of day, `HH:MM`.
    Time(&'static str),
    /// Any words.
    Words(&'static [&'static str]),
    /// Words out of a list.
    Choices {
        /// The default.
        chosen: &'static [&'static str],
        /// All words that may be chosen.
        of: &'static [&'static str],
    },
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The source document's number (`001`) or `school` for house rules.
    pub document: &'static str,
    /// Row of the policy digest: `T1`, `C3`, or empty.
    pub clause: &'static str,
    /// The decisive words.
    pub words: &'static str,
}

/// What a rule is.
#[derive(Clone, Copy, Debug)]
pub struct Meta {
    /// Permanent code: `R1xx` timetable, `R2xx` after-school, `R3xx` duty, `R4xx` pay, `R5xx` calendar and publication.
    pub code: &'static str,
    /// Name in configuration files, the same as the folder's with hyphens.
    pub id: &'static str,
    /// Name for people.
    pub name: Text,
    /// What it demands, in a sentence.
    pub says: Text,
    /// Message of a breach.
    pub breach: Text,
    /// What to do about a breach.
    pub action: Text,
    /// When it is looked at.
    pub stage: Stage,
    /// Level where no profile says otherwise.
    pub level: Level,
    /// Whether it may be soft (its `lower` can price it) as well as hard.
    pub may_be_soft: bool,
    /// Whether it is physics that no profile may weaken and no school waive (nobody in two places).
    pub physics: bool,
    /// Weight where no profile says otherwise; 0 for rules that are hard only.
    pub weight: u32,
    /// Parameters.
    pub params: &'static [Param],
    /// Sources.
    pub sources: &'static [Source],
}

/// A school rule.
pub trait Rule: Sync {
    /// What it is.
    fn meta(&self) -> &'static Meta;
    /// States it as constraints (or nothing, when it is about the configuration or holds by construction).
    fn lower(&self, lowering: &mut Lowering<'_>, setting: &Setting);
    /// Whether it reads times of day of the configuration, so that it must hold in each season of the term, too.
    fn by_the_clock(&self) -> bool {
        false
    }
    /// States it as constraints on who staffs sessions and posts (or nothing, when it is not about that).
    fn staff(&self, _: &mut Roster<'_>, _: &Setting) {}
    /// Looks for breaches.
    fn check(&self, view: &View<'_>, setting: &Setting) -> Checked;
}

/// The rule with this code or name.
#[must_use]
pub fn find(code_or_id: &str) -> Option<&'static dyn Rule> {
    ALL.iter().copied().find(|rule| rule.meta().code == code_or_id || rule.meta().id == code_or_id)
}

/// The setting of a rule that no profile mentions.
#[must_use]
pub fn default_setting(meta: &'static Meta) -> Setting {
    use crate::school::ParamValue;
    use crate::units::ClockTime;
    let value = |default: Default| match default {
        Default::Int(value) => ParamValue::Int(value),
        Default::Bool(value) => ParamValue::Bool(value),
        Default::Time(text) => ClockTime::parse(text).map_or(ParamValue::Bool(false), ParamValue::Time),
        Default::Words(words) | Default::Choices { chosen: words, .. } => {
            ParamValue::Words(words.iter().map(|word| (*word).to_owned()).collect())
        }
    };
    Setting {
        level: meta.level,
        weight: meta.weight,
        params: meta.params.iter().map(|param| (param.key, value(param.default))).collect(),
        basis: String::new(),
        waived: None,
    }
}

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod agreement_ledger;
#[cfg(test)]
mod agreement_roster;
#[cfg(test)]
mod mutations_roster;

/// A plan that keeps a rule and one that breaks it.
#[cfg(test)]
pub(crate) struct Fixture {
    pub kept: crate::school::sample::Case,
    pub broken: crate::school::sample::Case,
    /// Total amount of the breaches in `broken`.
    pub amount: i64,
}

/// The parts that all rules about the configuration alone share: nothing to lower (so their folders have no `lower.rs`),
/// and a check that needs no plan. Those that are about times of day are `by_the_clock`.
macro_rules! school_rule {
    ($name:ident) => {
        school_rule!($name, false);
    };
    ($name:ident, by_the_clock) => {
        school_rule!($name, true);
    };
    ($name:ident, $by_the_clock:literal) => {
        /// The rule.
        pub struct $name;

        /// The rule, for the list.
        pub static RULE: $name = $name;

        impl $crate::rules::Rule for $name {
            fn meta(&self) -> &'static $crate::rules::Meta {
                &META
            }

            fn lower(&self, _: &mut $crate::lowering::Lowering<'_>, _: &$crate::school::Setting) {}

            fn by_the_clock(&self) -> bool {
                $by_the_clock
            }

            fn check(
                &self,
                view: &$crate::plan::View<'_>,
                setting: &$crate::school::Setting,
            ) -> $crate::breach::Checked {
                check::check(view.school, setting)
            }
        }
    };
}

/// The parts that all rules about a plan share which lower nothing into the timetable: their checks read the whole view;
/// with `staffed`, their `lower.rs` states constraints on the roster.
macro_rules! plan_rule {
    ($name:ident) => {
        plan_rule!($name, |_, _| {});
    };
    ($name:ident, staffed) => {
        plan_rule!($name, lower::lower);
    };
    ($name:ident, $staff:expr) => {
        /// The rule.
        pub struct $name;

        /// The rule, for the list.
        pub static RULE: $name = $name;

        impl $crate::rules::Rule for $name {
            fn meta(&self) -> &'static $crate::rules::Meta {
                &META
            }

            fn lower(&self, _: &mut $crate::lowering::Lowering<'_>, _: &$crate::school::Setting) {}

            fn staff(&self, roster: &mut $crate::lowering::Roster<'_>, setting: &$crate::school::Setting) {
                let state: fn(&mut $crate::lowering::Roster<'_>, &$crate::school::Setting) = $staff;
                state(roster, setting);
            }

            fn check(
                &self,
                view: &$crate::plan::View<'_>,
                setting: &$crate::school::Setting,
            ) -> $crate::breach::Checked {
                check::check(view, setting)
            }
        }
    };
}

macro_rules! rules {
    ($($module:ident,)*) => {
        $(pub mod $module;)*

        /// Every rule, by code.
        pub static ALL: &[&dyn Rule] = &[$(&$module::RULE),*];

        #[cfg(test)]
        fn fixtures() -> Vec<(&'static dyn Rule, Fixture)> {
            vec![$((&$module::RULE as &dyn Rule, $module::fixture::fixture())),*]
        }
    };
}

rules! {
    plan_names,
    class_clash,
    teacher_clash,
    room_clash,
    weekly_periods,
    protected_subjects,
    subject_daily_max,
    pe_different_days,
    subject_times,
    teacher_daily_max,
    teacher_run_max,
    double_periods,
    paired_halves,
    research_blocks,
    fixed_events,
    pins,
    transfer_time,
    unavailable_times,
    room_choice,
    bell_times,
    teacher_assignment,
    teacher_load,
    teacher_exclusion,
    subjects_apart,
    class_meeting,
    teacher_days,
    core_in_morning,
    subject_spread,
    two_period_apart,
    period_variety,
    teacher_gaps,
    teacher_single_days,
    teacher_full_days,
    teacher_long_runs,
    parallel_in_step,
    fair_edges,
    teacher_wishes,
    room_preference,
    room_changes,
    leaders_free,
    subject_wishes,
    teacher_building_changes,
    class_gaps,
    class_short_days,
    service_days,
    service_hours,
    service_end,
    homework_first,
    own_choice_daily,
    service_no_teaching,
    evening_study,
    menu_outsiders,
    menu_vetting,
    slots_apart,
    service_voluntary,
    participation,
    club_days,
    boarders_served,
    club_levels,
    programme_names,
    enrolled_placed,
    programme_totals,
    group_size_max,
    group_size_min,
    group_grade,
    programme_seats,
    programme_room_clash,
    club_size,
    club_admission,
    pupils_one_place,
    extended_care,
    roster_names,
    session_staff,
    club_leaders,
    person_clash,
    person_availability,
    session_maxima,
    outsiders_no_subjects,
    vetting_valid,
    own_class,
    same_person,
    fair_hours,
    late_then_early,
    posts_held,
    duty_minutes,
    leader_patrol,
    clearance_posts,
    attendance_posts,
    duty_fairness,
    nearby,
    duty_dated,
    weekly_duty,
    flex_ledger,
    leave_covered,
    flex_credit,
    boarder_posts,
    standby_posts,
    patrol_posts,
    pay_names,
    pay_ledger,
    pay_summary,
    pay_budget,
    pay_purposes,
    work_counted,
    budget_possible,
    first_lesson_floor,
    afternoon_floor,
    day_length,
    no_early_arrival,
    no_self_study,
    evening_lessons,
    lesson_length,
    breaks,
    school_days,
    sleep,
    bell_publication,
    curriculum_offered,
    weekly_total,
    pe_weekly,
    daily_exercise,
    long_recess,
    music_art_weekly,
    handwriting,
    labour_weekly,
    practice_and_labs,
    protected_handover,
    recorded_changes,
    self_study_free,
    specialists,
    grade_one_adaptation,
    flag_raising,
    class_meeting_weekly,
    staff_meeting,
    research_days,
    class_size,
    load_caps,
    weekday_balance,
    statutory_holidays,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_fixture_is_kept_and_broken() {
        for (rule, fixture) in fixtures() {
            let meta = rule.meta();
            let kept = fixture.kept.check(rule);
            assert!(kept.cases > 0, "{} examined nothing in its kept fixture", meta.code);
            assert_eq!(kept.breaches, [], "{}", meta.code);
            let broken = fixture.broken.check(rule);
            assert_eq!(broken.amount(), fixture.amount, "{}: {:?}", meta.code, broken.breaches);
            assert!(fixture.amount > 0, "{}", meta.code);
            for breach in &broken.breaches {
                assert_eq!(breach.rule, meta.code);
                for lang in [Lang::Zh, Lang::En] {
                    let shown = meta.breach.fill(lang, &breach.args);
                    assert!(!shown.contains('{'), "{}: unfilled placeholder in {shown}", meta.code);
                }
            }
        }
    }

    #[test]
    fn rules_are_documented_and_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in ALL {
            let meta = rule.meta();
            assert!(seen.insert(meta.code) && seen.insert(meta.id), "{} {} twice", meta.code, meta.id);
            assert_eq!(
                meta.breach.placeholders(Lang::Zh),
                meta.breach.placeholders(Lang::En),
                "{}: the two languages of its message differ in arguments",
                meta.code
            );
            for text in [meta.name, meta.says, meta.breach, meta.action] {
                assert!(!text.zh.is_empty() && !text.en.is_empty(), "{}", meta.code);
            }
            assert!(!meta.sources.is_empty(), "{} has no source", meta.code);
            for param in meta.params {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(param.key.chars().all(plain), "{}: {} is not spelt like other keys", meta.code, param.key);
            }
            assert_eq!(meta.weight > 0, meta.may_be_soft, "{}: weight and softness disagree", meta.code);
        }
        let codes: Vec<_> = ALL.iter().map(|rule| rule.meta().code).collect();
        assert!(codes.is_sorted(), "{codes:?}");
    }
}
