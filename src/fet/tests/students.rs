//! Holes, beginnings and short days of classes.

use super::{SMALL, school_of};
use crate::fet::report::Fate;
use crate::school::{Level, School};

fn with(constraints: &[(&str, u32, &str)]) -> (School, crate::fet::report::Report) {
    let text: String = constraints
        .iter()
        .map(|(family, weight, inside)| {
            format!(
                "<Constraint{family}><Weight_Percentage>{weight}</Weight_Percentage>{inside}<Active>true</Active></Constraint{family}>"
            )
        })
        .collect();
    let gaps = SMALL.find("<ConstraintStudentsMaxGapsPerWeek>").unwrap();
    let rest = SMALL[gaps..].find("</ConstraintStudentsMaxGapsPerWeek>").unwrap() + gaps + 35;
    school_of(&format!("{}{text}{}", &SMALL[..gaps], &SMALL[rest..]))
}

fn fates(report: &crate::fet::report::Report, word: &str) -> Vec<Fate> {
    report.lines().filter(|line| line.family.contains(word)).map(|line| line.fate).collect()
}

#[test]
fn no_gaps_and_early_beginnings_are_the_rule_on_gaps_of_classes() {
    let gaps = |most| format!("<Max_Gaps>{most}</Max_Gaps>");
    let early = |most| format!("<Max_Beginnings_At_Second_Hour>{most}</Max_Beginnings_At_Second_Hour>");
    let two = |inside: String| format!("{inside}<Students>2</Students>");
    // (constraints, level, free, start, except, fates of gaps, fates of beginnings)
    let (zero, one, at_once, once) = (gaps(0), gaps(1), early(0), early(1));
    let (zero_two, at_once_two) = (two(gaps(0)), two(early(0)));
    for (constraints, level, free, start, except, of_gaps, of_early) in [
        (vec![("StudentsMaxGapsPerWeek", 100, &zero)], Level::Hard, 0, 0, 0, vec![Fate::Carried], vec![]),
        (
            vec![("StudentsMaxGapsPerWeek", 100, &zero), ("StudentsEarlyMaxBeginningsAtSecondHour", 100, &at_once)],
            Level::Hard,
            0,
            1,
            0,
            vec![Fate::Carried],
            vec![Fate::Carried],
        ),
        (
            vec![("StudentsMaxGapsPerDay", 100, &zero), ("StudentsEarlyMaxBeginningsAtSecondHour", 100, &once)],
            Level::Hard,
            0,
            2,
            0,
            vec![Fate::Carried],
            vec![Fate::Approximated],
        ),
        (
            vec![
                ("StudentsSetMaxGapsPerWeek", 100, &zero_two),
                ("StudentsSetEarlyMaxBeginningsAtSecondHour", 100, &at_once_two),
            ],
            Level::Hard,
            0,
            1,
            2,
            vec![Fate::Carried],
            vec![Fate::Carried],
        ),
        (
            vec![
                ("StudentsMaxGapsPerWeek", 100, &zero),
                ("StudentsSetEarlyMaxBeginningsAtSecondHour", 100, &at_once_two),
            ],
            Level::Hard,
            0,
            0,
            0,
            vec![Fate::Carried],
            vec![Fate::NotCarried],
        ),
        (
            vec![("StudentsEarlyMaxBeginningsAtSecondHour", 100, &at_once)],
            Level::Hard,
            99,
            1,
            0,
            vec![],
            vec![Fate::Carried],
        ),
        (vec![("StudentsMaxGapsPerWeek", 100, &one)], Level::Soft, 0, 0, 0, vec![Fate::Approximated], vec![]),
    ] {
        let constraints: Vec<_> =
            constraints.iter().map(|(family, weight, inside)| (*family, *weight, inside.as_str())).collect();
        let (school, report) = with(&constraints);
        let setting = &school.policy.settings["R156"];
        let found = (setting.level, setting.int("free"), setting.int("start"), setting.words("except").len());
        assert_eq!(found, (level, free, start, except), "{constraints:?}");
        assert_eq!((fates(&report, "MaxGapsPer"), fates(&report, "Early")), {
            // The small file has gaps of teachers, switched off.
            let mut of_gaps = of_gaps;
            of_gaps.push(Fate::Inactive);
            (of_gaps, of_early)
        });
    }
}

#[test]
fn least_hours_of_a_day_are_the_rule_on_short_days() {
    let least = |most, empty| {
        format!("<Minimum_Hours_Daily>{most}</Minimum_Hours_Daily><Allow_Empty_Days>{empty}</Allow_Empty_Days>")
    };
    for (number, empty, level, fate) in [
        (2, "true", Level::Hard, Fate::Carried),
        (3, "false", Level::Hard, Fate::Approximated),
        (1, "true", Level::Off, Fate::Carried),
    ] {
        let (school, report) = with(&[("StudentsMinHoursDaily", 100, &least(number, empty))]);
        let setting = &school.policy.settings["R157"];
        assert_eq!(setting.level, level);
        assert_eq!(fates(&report, "MinHoursDaily"), [fate]);
        assert!(level == Level::Off || setting.int("least") == number);
    }
}
