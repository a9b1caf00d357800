//! What the workbook does not say and `school.toml` needs: assumed, written with a comment, and asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::draft::Draft;
use super::report::Report;
use super::school_toml::{Toml, quoted};
use crate::args;
use crate::config::notation::weekly;
use crate::config::table::{CLUBS, HEADS, PUPILS, REQUIREMENTS};
use crate::school::{Level, School, SubjectKind};
use crate::text::import as words;
use crate::text::{Lang, Text};
use crate::verify::verify_school;

/// The curriculum: the preset where periods are missing, and what the workbook states.
pub(super) fn curriculum(draft: &Draft, toml: &mut Toml) {
    let missing = draft.rows(&REQUIREMENTS).iter().any(|row| row.text("periods").is_empty());
    if missing && draft.curriculum.is_empty() && !toml.has("curriculum") {
        toml.push("\n[curriculum]\n");
        toml.comment(Text::new("任课表没写节数的，按年级取这里的节数", "periods where an assignment states none"));
        toml.push("preset = \"national-2022\"\n");
    }
    if !draft.curriculum.is_empty() {
        toml.push("\n[curriculum.periods]\n");
        for (subject, by_grade) in &draft.curriculum {
            let values: Vec<_> = by_grade.iter().map(|text| quoted(if text.is_empty() { "0" } else { text })).collect();
            toml.push(&format!("{} = [{}]\n", quoted(&subject.text), values.join(", ")));
        }
    }
}

/// Halves of one class that share a slot.
pub(super) fn pairs(draft: &Draft, toml: &mut Toml, report: &mut Report) {
    let mut halves: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in draft.rows(&REQUIREMENTS) {
        if weekly(row.text("periods")).is_ok_and(|weekly| weekly.every == 0 && weekly.per_fortnight() == 1) {
            halves.entry(row.text("classes")).or_default().insert(row.text("subject"));
        }
    }
    let mut by_pair: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for (class, subjects) in &halves {
        if subjects.len() == 2 {
            by_pair.entry(subjects.iter().copied().collect()).or_default().push(class);
        }
    }
    for (pair, classes) in by_pair {
        let list = pair.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        let named = classes.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
        toml.push("\n");
        toml.comment(Text::new("隔周一节的两科合用一个时间", "two subjects every other week share one slot"));
        toml.push(&format!("[[pair]]\nsubjects = [{list}]\nclasses = [{named}]\n"));
        let shown = format!(
            "{}{}",
            classes.iter().take(3).copied().collect::<Vec<_>>().join("、"),
            if classes.len() > 3 { "……" } else { "" }
        );
        report.ask(&words::HALVES, args! { subjects: pair.join("、"), classes: shown }, Vec::new());
    }
}

/// Slots of the after-school service that clubs and sign-ups need.
pub(super) fn service(draft: &Draft, toml: &mut Toml, report: &mut Report) {
    if [&CLUBS, &PUPILS, &HEADS].iter().all(|kind| draft.rows(kind).is_empty()) {
        return;
    }
    let named =
        draft.rows(&CLUBS).iter().chain(draft.rows(&HEADS)).map(|row| row.text("slot")).filter(|slot| !slot.is_empty());
    let mut slots: Vec<&str> = Vec::new();
    for slot in named {
        if !slots.contains(&slot) {
            slots.push(slot);
        }
    }
    let homework = match toml.lang {
        Lang::Zh => "作业辅导",
        Lang::En => "homework",
    };
    let club = match toml.lang {
        Lang::Zh => "社团活动",
        Lang::En => "clubs",
    };
    slots.retain(|slot| *slot != homework);
    if slots.is_empty() {
        slots.push(club);
    }
    let mut times = Vec::new();
    toml.push("\n");
    toml.comment(Text::new(
        "课后服务：工作簿没有写时间，请改成本校的",
        "after-school service: the workbook states no times",
    ));
    toml.push("[after_school]\noff_work = \"17:30\"\ngroup_min = 5\ngroup_max = 45\n");
    let starts = [("15:50", "16:40"), ("16:50", "17:40"), ("17:45", "18:30")];
    for (index, name) in std::iter::once(&homework).chain(&slots).take(3).enumerate() {
        let Some((start, end)) = starts.get(index) else { break };
        let kind = if index == 0 { "homework" } else { "club" };
        let _ =
            write!(toml.body, "\n[[service]]\nname = {}\nkind = \"{kind}\"\ntime = \"{start}-{end}\"\n", quoted(name));
        if kind == "club" {
            toml.push("otherwise = \"reading\"\n");
        }
        times.push(format!("{name} {start}-{end}"));
    }
    report.ask(&words::NO_SLOT, args! { times: times.join("、") }, Vec::new());
}

/// Whether a class's meeting is given to others than its class teacher.
fn meetings_by_others(school: &School) -> bool {
    school.requirements.iter().any(|requirement| {
        let holders: Vec<_> =
            requirement.classes.iter().filter_map(|class| school.class(*class).class_teacher).collect();
        let meeting = school.subject(requirement.subject).kind == SubjectKind::ClassMeeting;
        let people =
            || requirement.sections.iter().flat_map(|section| &section.teachers).flat_map(|role| &role.candidates);
        meeting && !holders.is_empty() && !people().any(|person| holders.contains(person))
    })
}

/// Waives, with a question each, the rules that the workbook breaks as it stands.
pub(super) fn waive(school: &School, toml: &mut Toml, report: &mut Report) -> bool {
    let verdict = verify_school(school);
    let mut any = false;
    for result in
        verdict.rules.iter().filter(|result| result.level == Level::Hard.word() && !result.breaches.is_empty())
    {
        let Some(rule) = crate::rules::find(result.rule) else { continue };
        if rule.meta().physics {
            continue;
        }
        let Some(breach) = result.breaches.first() else { continue };
        let example = rule.meta().breach.arg(&breach.args);
        let args = args! { rule: result.rule, name: rule.meta().name, example: example };
        report.ask(&words::WAIVED, args, Vec::new());
        toml.push("\n");
        let args = args! { example: rule.meta().breach.arg(&breach.args) };
        let comment = Text::new("{example}", "{example}").fill(toml.lang, &args);
        toml.push(&format!("# {}\n", comment.replace(['\n', '\r'], " ")));
        let reason = words::REASON.get(toml.lang);
        let mut waive = |id: &str| {
            toml.push(&format!("[[policy.waive]]\nrule = {}\nreason = {}\n", quoted(id), quoted(reason)));
        };
        waive(result.id);
        // Who holds the class meeting is also a rule of the timetable: with it no timetable would exist.
        if result.id == "class-meeting-weekly" && meetings_by_others(school) {
            waive("class-meeting");
        }
        any = true;
    }
    any
}
