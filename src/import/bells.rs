//! The bell schedule: from the header of a timetable, else one that has as many periods as the week needs.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Slot};
use super::folder::grades;
use super::names::grade_name;
use super::report::Report;
use super::school_toml::{Toml, quoted};
use crate::args;
use crate::config::notation::weekly;
use crate::config::table::REQUIREMENTS;
use crate::preset::CurriculumPreset;
use crate::text::import as words;
use crate::text::{Arg, Lang, Text};
use crate::units::{ClockTime, Interval};

/// A day that most schools know: four periods before lunch, four after, two in the evening.
const MORNING: [&str; 4] = ["08:30-09:10", "09:20-10:00", "10:30-11:10", "11:20-12:00"];
const AFTERNOON: [&str; 4] = ["14:00-14:40", "14:50-15:30", "15:40-16:20", "16:30-17:10"];
const EVENING: [&str; 2] = ["18:30-19:10", "19:20-20:00"];

/// Half periods over two weeks that each class needs, odd and even halves counted once where they share a slot.
fn needs(draft: &Draft) -> BTreeMap<String, u32> {
    let mut needs: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut counted: BTreeSet<(String, String)> = BTreeSet::new();
    let grades = grades(draft);
    let preset = crate::preset::curriculum("national-2022");
    for row in draft.rows(&REQUIREMENTS) {
        let stated = row.text("periods").to_owned();
        let grade = row.classes().find_map(|class| grades.get(class)).copied();
        let periods = match (stated.is_empty(), grade) {
            (true, Some(grade)) => planned(draft, preset.as_ref(), row.text("subject"), grade),
            _ => stated,
        };
        let Ok(weekly) = weekly(&periods) else { continue };
        for class in row.classes() {
            // Groups that run in parallel take one slot.
            if !counted.insert((class.to_owned(), row.text("subject").to_owned())) {
                continue;
            }
            let (whole, half) = needs.entry(class.to_owned()).or_default();
            *whole += u32::from(weekly.every);
            *half += u32::from(weekly.odd) + u32::from(weekly.even) + u32::from(weekly.either);
        }
    }
    needs.into_iter().map(|(class, (whole, half))| (class, whole + half.div_ceil(2))).collect()
}

/// Weekly periods of the curriculum: the workbook's own, else the national one.
pub(super) fn planned(draft: &Draft, preset: Option<&CurriculumPreset>, subject: &str, grade: u8) -> String {
    if draft.curriculum.is_empty() {
        return preset
            .and_then(|preset| preset.periods(subject, grade))
            .map(|periods| periods.to_string())
            .unwrap_or_default();
    }
    let own = draft.curriculum.iter().find(|(item, _)| item.text == subject);
    own.and_then(|(_, by_grade)| by_grade.get(usize::from(grade).checked_sub(1)?).cloned()).unwrap_or_default()
}

/// Writes the bells.
pub(super) fn write(draft: &Draft, toml: &mut Toml, report: &mut Report) {
    if let Some(bell) = stated(draft, toml, report) {
        toml.push(&bell);
        return;
    }
    let (mut needs, grades) = (needs(draft), grades(draft));
    // A timetable shows how long the day is.
    if let Some(longest) = draft.plan.iter().map(|placed| u32::from(placed.period)).max() {
        needs.values_mut().for_each(|periods| *periods = 5 * longest);
    }
    let mut by_grade: BTreeMap<u8, BTreeMap<u32, Vec<&str>>> = BTreeMap::new();
    for (class, periods) in &needs {
        let grade = grades.get(class).copied().unwrap_or(0);
        by_grade.entry(grade).or_default().entry(*periods).or_default().push(class);
    }
    for (grade, totals) in by_grade.iter().filter(|(_, totals)| totals.len() > 1) {
        let shown: Vec<_> = totals
            .iter()
            .map(|(total, classes)| {
                format!("{total}: {}", classes.iter().take(4).copied().collect::<Vec<_>>().join(" "))
            })
            .collect();
        report.ask(&words::GRADE_DIFFERS, args! { grade: *grade, totals: shown.join("；") }, Vec::new());
    }
    // Grades with the same week have the same bells.
    let mut weeks: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    for (grade, totals) in &by_grade {
        weeks.entry(totals.keys().max().copied().unwrap_or(30)).or_default().push(*grade);
    }
    toml.push("\n");
    toml.comment(Text::new(
        "作息：工作簿没有写，这是按周课时假定的，请改成本校的",
        "bell schedule: not in the workbook; please write your own",
    ));
    let one = weeks.len() == 1;
    let mut shown: Vec<(String, String)> = Vec::new();
    for (total, grades) in weeks {
        let (each, more) = (total / 5, total % 5);
        let names = grade_names(&grades, toml.lang);
        let whole = if one { whole_school(toml.lang).to_owned() } else { names };
        let days: [(Vec<u32>, u32); 2] = [((1..=more).collect(), each + 1), ((more + 1..=5).collect(), each)];
        for (days, periods) in days.iter().filter(|(days, _)| !days.is_empty()) {
            let all_days = days.len() == 5;
            let name = if all_days { whole.clone() } else { format!("{whole} {periods}") };
            let grades: Vec<String> = grades.iter().map(u8::to_string).collect();
            toml.push(&format!("[[bell]]\nname = {}\n", quoted(&name)));
            if !one {
                toml.push(&format!("grades = [{}]\n", grades.join(", ")));
            }
            if !all_days {
                let days: Vec<String> = days.iter().map(u32::to_string).collect();
                toml.push(&format!("weekdays = [{}]\n", days.join(", ")));
            }
            toml.push(&day(*periods as usize, toml.lang));
            let of_week = match (all_days, days.first().zip(days.last())) {
                (false, Some((first, last))) => {
                    (format!("周{}至周{}", digit(*first), digit(*last)), format!(" on days {first}-{last}"))
                }
                _ => (String::new(), String::new()),
            };
            shown.push((format!("{whole}{}{periods}节", of_week.0), format!("{whole}{}: {periods}", of_week.1)));
        }
    }
    let first = MORNING.first().copied().unwrap_or("");
    let (zh, en): (Vec<String>, Vec<String>) = shown.into_iter().unzip();
    let bell = Arg::Both {
        zh: format!("四十分钟一节，第一节 {first}，上午四节，午休到 14:00；每天节数：{}", zh.join("、")),
        en: format!(
            "periods of 40 minutes, the first {first}, four before lunch, lunch until 14:00; periods a day: {}",
            en.join(", ")
        ),
    };
    report.ask(&words::NO_BELL, args! { bell: bell }, Vec::new());
}

/// 1 to 5 as the end of a weekday's name.
fn digit(day: u32) -> &'static str {
    ["一", "二", "三", "四", "五"].get((day as usize).wrapping_sub(1)).copied().unwrap_or("")
}

/// Several grades as the name of a bell schedule, where no list can stand: `一至三年级`, `一至二年级和五年级`.
fn grade_names(grades: &[u8], lang: Lang) -> String {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for grade in grades {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *grade => *last = *grade,
            _ => runs.push((*grade, *grade)),
        }
    }
    let numeral = |grade: u8| grade_name(grade).trim_end_matches("年级").to_owned();
    let shown = runs.iter().map(|(first, last)| match (lang, first == last) {
        (Lang::Zh, true) => grade_name(*first),
        (Lang::Zh, false) => format!("{}至{}", numeral(*first), grade_name(*last)),
        (Lang::En, true) => format!("grade {first}"),
        (Lang::En, false) => format!("grades {first}-{last}"),
    });
    let sign = match lang {
        Lang::Zh => "和",
        Lang::En => " and ",
    };
    shown.collect::<Vec<_>>().join(sign)
}

fn whole_school(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "全校",
        Lang::En => "all",
    }
}

/// A day of so many periods.
fn day(periods: usize, lang: Lang) -> String {
    if periods == 0 {
        return "morning = []\n".to_owned();
    }
    let list = |times: &[&str], from: usize| {
        times.iter().take(periods.saturating_sub(from)).map(|time| quoted(time)).collect::<Vec<_>>().join(", ")
    };
    let (recess, lunch) = match lang {
        Lang::Zh => ("大课间", "午休"),
        Lang::En => ("long recess", "lunch"),
    };
    let mut out = format!("morning = [{}]\n", list(&MORNING, 0));
    let mut breaks = format!("  {{ name = \"{recess}\", kind = \"long-recess\", time = \"10:00-10:30\" }},\n");
    if periods > MORNING.len() {
        out.push_str(&format!("afternoon = [{}]\n", list(&AFTERNOON, MORNING.len())));
        breaks.push_str(&format!("  {{ name = \"{lunch}\", kind = \"lunch\", time = \"12:00-14:00\" }},\n"));
    }
    if periods > MORNING.len() + AFTERNOON.len() {
        out.push_str(&format!("evening = [{}]\n", list(&EVENING, MORNING.len() + AFTERNOON.len())));
    }
    format!("{out}breaks = [\n{breaks}]\n")
}

/// The day of a timetable's header, when every period has its time.
pub(super) fn stated(draft: &Draft, toml: &mut Toml, report: &mut Report) -> Option<String> {
    let periods: Vec<&Slot> = draft.day.iter().filter(|slot| slot.period.is_some()).collect();
    let times: Vec<Interval> = periods.iter().map(|slot| slot.time).collect::<Option<_>>()?;
    let first = times.first()?;
    if times.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return None;
    }
    // The afternoon is what the header says, else what begins at one or later after the longest gap.
    let noon = ClockTime::new(12, 40)?;
    let afternoon = |slot: &Slot, time: &Interval| slot.afternoon || time.start >= noon;
    let list = |wanted: bool| {
        let chosen = periods.iter().zip(&times).filter(|(slot, time)| afternoon(slot, time) == wanted);
        chosen.map(|(_, time)| quoted(&time.to_string())).collect::<Vec<_>>().join(", ")
    };
    let mut out = String::from("\n");
    out.push_str(match toml.lang {
        Lang::Zh => "# 作息：取自总课表的表头\n",
        Lang::En => "# bell schedule: from the timetable's header\n",
    });
    out.push_str(&format!("[[bell]]\nname = {}\nmorning = [{}]\n", quoted(whole_school(toml.lang)), list(false)));
    if !list(true).is_empty() {
        out.push_str(&format!("afternoon = [{}]\n", list(true)));
    }
    let mut breaks: Vec<(Interval, String)> = Vec::new();
    for slot in draft.day.iter().filter(|slot| slot.period.is_none()) {
        let Some(time) = slot.time.filter(|time| !times.iter().any(|lesson| lesson.overlaps(*time))) else { continue };
        let kind = break_kind(&slot.name);
        if kind == "recess" && !slot.name.is_empty() {
            report.ask(&words::BREAK_KIND, args! { name: &slot.name, time: time }, Vec::new());
        }
        let name = if slot.name.is_empty() { time.to_string() } else { slot.name.clone() };
        breaks.push((time, format!("  {{ name = {}, kind = \"{kind}\", time = \"{time}\" }},\n", quoted(&name))));
    }
    // A long gap of the morning is the long recess, that between morning and afternoon lunch.
    for (pair, slots) in times.windows(2).zip(periods.windows(2)) {
        let ([before, after], [first, second]) = (pair, slots) else { continue };
        let free =
            Interval::new(before.end, after.start).filter(|gap| !breaks.iter().any(|(time, _)| time.overlaps(*gap)));
        let Some(gap) = free else { continue };
        let crosses = !afternoon(first, before) && afternoon(second, after);
        let (kind, name) = match (crosses, gap.length().0) {
            (true, _) => ("lunch", Text::new("午休", "lunch")),
            (false, 25..) => ("long-recess", Text::new("大课间", "long recess")),
            _ => continue,
        };
        breaks
            .push((gap, format!("  {{ name = \"{}\", kind = \"{kind}\", time = \"{gap}\" }},\n", name.get(toml.lang))));
    }
    breaks.sort();
    out.push_str(&format!("breaks = [\n{}]\n", breaks.iter().map(|(_, text)| text.as_str()).collect::<String>()));
    let (earliest, latest) = (ClockTime::new(8, 20)?, ClockTime::new(8, 30)?);
    let primary = draft
        .plan
        .iter()
        .any(|placed| crate::config::notation::grade_of(&placed.class.text).is_ok_and(|grade| grade <= 6));
    if primary && first.start >= earliest && first.start < latest {
        toml.profile = "local-0820";
        report.ask(&words::START_0820, args! { time: first.start }, Vec::new());
    }
    Some(out)
}

/// The kind of a break by its name.
fn break_kind(name: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["眼保健操", "眼操"]) => "eye-exercises",
        () if has(&["大课间", "阳光体育", "课间操", "广播操"]) => "long-recess",
        () if has(&["午休", "午餐", "午饭", "中午"]) => "lunch",
        () if has(&["早读", "晨读", "早自习"]) => "early-reading",
        () if has(&["午自习", "午读", "午写", "午练"]) => "midday-study",
        () => "recess",
    }
}
