//! Days that are half days: which files have them, and what older files call their limits.
//!
//! FET's mode Mornings-Afternoons counts mornings and afternoons as days: morning, afternoon, morning, afternoon ... Older
//! versions for such schools wrote no mode; they are known by their version. Schools also did it without the mode, by
//! names: `Mon am`, `Mon pm`, `Tue am` ... Names say so when every pair of days has a beginning of its own and the same two
//! endings as all other pairs. A last morning without an afternoon may be there.

use crate::fet::model::{Halves, beginning};

/// Marks in the versions of programs for schools with half days.
const OLD: [&str; 3] = ["-algeria", "-morocco", "-ma"];

/// Whether `version` is one of those that wrote half days without a mode, and limits by whole days where today's FET means
/// half days.
pub(super) fn is_old(version: &str) -> bool {
    OLD.iter().any(|mark| version.contains(mark))
}

/// What the days are.
pub(super) fn halves(mode: &str, version: &str, days: &[String]) -> Option<Halves> {
    match mode {
        "Mornings_Afternoons" => Some(Halves::Mode),
        "" if is_old(version) => Some(Halves::Mode),
        _ => by_names(days).then_some(Halves::Names),
    }
}

fn by_names(days: &[String]) -> bool {
    let mut ends: Option<(&str, &str)> = None;
    let mut seen = std::collections::BTreeSet::new();
    let pairs = days.chunks_exact(2);
    let single = pairs.remainder().first();
    let alike = days.len() > 2
        && pairs.into_iter().all(|pair| {
            let (a, b) = (pair[0].trim(), pair[1].trim());
            let stem = beginning(a, b);
            let own = (&a[stem.len()..], &b[stem.len()..]);
            let plain = stem.trim_end_matches(|c: char| !c.is_alphanumeric());
            !plain.is_empty() && seen.insert(plain) && *ends.get_or_insert(own) == own
        });
    let last = single.is_none_or(|single| {
        let plain = ends.and_then(|(first, _)| single.trim().strip_suffix(first));
        plain.is_some_and(|stem| seen.insert(stem.trim_end_matches(|c: char| !c.is_alphanumeric())))
    });
    alike && last
}

/// The family as today's FET calls it, in whose words a day is a half day and a real day is a whole one.
pub(super) fn renamed(family: &str) -> String {
    let whole = ["MaxHoursDaily", "ActivityTagMaxHoursDaily"];
    let people = ["Teachers", "Teacher", "StudentsSet", "Students"];
    let Some(what) = people.iter().find_map(|who| family.strip_prefix(who)) else { return family.to_owned() };
    match what {
        what if whole.contains(&what) => format!("{family}RealDays"),
        "MaxHoursDailyHalfDays" => family.trim_end_matches("HalfDays").to_owned(),
        "MaxDaysPerWeek" | "MinDaysPerWeek" => family.replace("DaysPerWeek", "RealDaysPerWeek"),
        "MaxSpanPerDay" | "MaxRoomChangesPerDay" => family.replace("PerDay", "PerRealDay"),
        _ => family.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_which_days_are_halves() {
        let days = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        for yes in [
            "monday1;monday2;tuesday1;tuesday2",
            "L_M;L_S;Ma_M;Ma_S;Me_M;Me_S",
            "الإثنين ص;الإثنين م;الثلاثاء ص;الثلاثاء م;السبت ص",
            "الأحد;الأحد2;الاثنين;الاثنين2",
            "周一上午;周一下午;周二上午;周二下午",
        ] {
            assert!(by_names(&days(yes)), "{yes}");
        }
        for no in [
            "Monday;Tuesday;Wednesday;Thursday;Friday",
            "Day 1;Day 2;Day 3;Day 4;Day 5;Day 6",
            "1;2;3;4;5;6;7;8;9;10;11;12",
            "16/02/2014;17/02/2014;18/02/2014;19/02/2014",
            "A1;B1;C1;D1;A2;B2;C2;D2",
            "T1 Mo;T1 Tu;T1 We;T1 Th;T1 Fr;T2 Mo",
            "Monday;Tuesday;Wednesday;Thursday;Friday;Monday2;Tuesday2;Wednesday2;Thursday2;Friday2",
            "d1;d2",
        ] {
            assert!(!by_names(&days(no)), "{no}");
        }
    }

    #[test]
    fn a_mode_or_an_old_version_says_it_without_names() {
        let days: Vec<String> = ["1", "2", "3", "4"].map(str::to_owned).into();
        assert_eq!(halves("Mornings_Afternoons", "6.4.0", &days), Some(Halves::Mode));
        assert_eq!(halves("", "5.27.3-morocco33", &days), Some(Halves::Mode));
        assert_eq!(halves("Official", "6.4.0", &days), None);
        assert_eq!(halves("", "5.27.3", &days), None);
    }

    #[test]
    fn old_limits_get_their_names_of_today() {
        for (old, new) in [
            ("TeachersMaxHoursDaily", "TeachersMaxHoursDailyRealDays"),
            ("TeacherMaxHoursDailyHalfDays", "TeacherMaxHoursDaily"),
            ("StudentsSetActivityTagMaxHoursDaily", "StudentsSetActivityTagMaxHoursDailyRealDays"),
            ("TeacherMinDaysPerWeek", "TeacherMinRealDaysPerWeek"),
            ("StudentsMaxSpanPerDay", "StudentsMaxSpanPerRealDay"),
            ("TeachersMinHoursDaily", "TeachersMinHoursDaily"),
            ("MinDaysBetweenActivities", "MinDaysBetweenActivities"),
        ] {
            assert_eq!(renamed(old), new);
        }
    }
}
