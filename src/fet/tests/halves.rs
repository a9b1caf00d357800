//! Days that are half days; lessons of more than two hours.

use super::{SMALL, school_of};
use crate::fet::report::Fate;
use crate::school::Part;
use crate::units::{Interval, TeacherId, Weekday};

/// The small school, its three days as mornings and afternoons of two, the second without an afternoon.
fn halved(mode: &str) -> String {
    let text = SMALL.replace("<Mode>Official</Mode>", mode);
    text.replace("Monday", "Tue am").replace("Tuesday", "Tue pm").replace("Wednesday", "Wed am")
}

fn fate(report: &crate::fet::report::Report, family: &str) -> Option<Fate> {
    report.lines().find(|line| line.family == family).map(|line| line.fate)
}

#[test]
fn half_days_become_days_with_lunch_between() {
    for mode in ["<Mode>Official</Mode>", "<Mode>Mornings_Afternoons</Mode>"] {
        let (school, report) = school_of(&halved(mode));
        assert_eq!(school.weekdays, [Weekday::new(2).unwrap(), Weekday::new(3).unwrap()], "{mode}");
        let bell = &school.bells[0].days[&school.weekdays[0]];
        let parts: Vec<Part> = bell.periods.iter().map(|period| period.part).collect();
        assert_eq!(parts, [[Part::Morning; 4], [Part::Afternoon; 4]].concat(), "{mode}");
        // The lab of two hours starts at the third hour of Wednesday morning, and Wednesday has no afternoon.
        assert_eq!((school.pins[0].weekday.number(), school.pins[0].period.0), (3, 3), "{mode}");
        let afternoon = Interval::parse("14:00-17:10").unwrap();
        let closed = |class: &crate::school::Class| {
            class.unavailable.iter().any(|span| span.weekday.number() == 3 && span.time.overlaps(afternoon))
        };
        assert!(school.classes.iter().all(closed), "{mode}");
        // One half day apart is not another day; where the mode says what a day is, one day apart is.
        let spread = school.subject_named("Maths").map(|id| school.subject(id).max_per_day);
        let by_mode = mode.contains("Mornings");
        assert_eq!(spread, Some(by_mode.then_some(1)), "{mode}");
        // Two half days a week of a teacher are no limit on two days.
        assert_eq!(school.teacher(TeacherId(1)).max_days, None, "{mode}");
        assert_eq!(fate(&report, "TeacherMaxDaysPerWeek"), Some(Fate::NotCarried), "{mode}");
    }
}

#[test]
fn limits_on_half_days_are_kept_by_days_as_far_as_they_go() {
    let limit = |family: &str, most: usize| {
        format!(
            "<Constraint{family}><Weight_Percentage>100</Weight_Percentage><Maximum_Hours_Daily>{most}\
             </Maximum_Hours_Daily><Active>true</Active></Constraint{family}></Time_Constraints_List>"
        )
    };
    let with = |family: &str, most: usize| {
        halved("<Mode>Mornings_Afternoons</Mode>").replace("</Time_Constraints_List>", &limit(family, most))
    };
    for (family, most, day, told) in [
        ("TeachersMaxHoursDaily", 3, Some(6), Fate::Approximated),
        ("TeachersMaxHoursDaily", 4, None, Fate::Carried),
        ("TeachersMaxHoursDailyRealDays", 5, Some(5), Fate::Carried),
        ("TeachersMaxHoursDailyRealDays", 8, None, Fate::Carried),
    ] {
        let (school, report) = school_of(&with(family, most));
        assert_eq!(school.teacher(TeacherId(0)).max_per_day, day, "{family} {most}");
        assert_eq!(fate(&report, family), Some(told), "{family} {most}");
    }
}

#[test]
fn an_old_file_for_half_days_means_whole_days() {
    let text = halved("").replace("version=\"6.8.5\"", "version=\"5.27.3-algeria9\"");
    let (school, report) = school_of(&text);
    // Two days, of which there are just two.
    assert_eq!(fate(&report, "TeacherMaxRealDaysPerWeek"), Some(Fate::Carried));
    assert_eq!(fate(&report, "TeacherMaxDaysPerWeek"), None);
    assert_eq!(school.teacher(TeacherId(1)).max_days, None);
}

/// Lessons on different days, each longer than a double: a day must have room for the longest.
#[test]
fn days_apart_leave_room_for_long_lessons() {
    let text = SMALL.replace("<Duration>1</Duration><Id>1</Id>", "<Duration>3</Duration><Id>1</Id>");
    let (school, _) = school_of(&text);
    assert_eq!(school.subject_named("Maths").map(|id| school.subject(id).max_per_day), Some(Some(3)));
}

/// A group's subject is a name of its own where the class has that subject in another lesson, so that pins mean one of them.
#[test]
fn pins_of_a_lesson_do_not_mean_a_group_of_another() {
    let pin = |id: u32, hour: u32| {
        format!(
            "<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage><Activity_Id>{id}</Activity_Id>\
             <Preferred_Day>Tuesday</Preferred_Day><Preferred_Hour>{hour}</Preferred_Hour><Active>true</Active>\
             </ConstraintActivityPreferredStartingTime>"
        )
    };
    let pins = format!("{}{}</Time_Constraints_List>", pin(7, 1), pin(8, 2));
    // Year 2's Sport becomes Maths; it stands beside year 1's Sport, and year 2 has other Maths.
    let text = SMALL
        .replace("<Teacher>Dee</Teacher>\n<Subject>Sport</Subject>", "<Teacher>Dee</Teacher>\n<Subject>Maths</Subject>")
        .replace("</Time_Constraints_List>", &pins);
    let (school, _) = school_of(&text);
    let subjects: Vec<&str> = school.requirements.iter().map(|r| school.subject(r.subject).name.as_str()).collect();
    assert_eq!(subjects, ["Maths", "Lab", "Lab", "Maths/Sport", "Maths (3)"]);
    assert_eq!(school.pins.len(), 3);
}

/// A wish that lessons be on different days stays a wish beside a tag's limit of 100 %, and lessons without a teacher are
/// nobody's gaps and days.
#[test]
fn wishes_stay_wishes_and_nobody_has_no_days() {
    let more = "<ConstraintStudentsActivityTagMaxHoursDaily><Weight_Percentage>100</Weight_Percentage><Activity_Tag>free</Activity_Tag>\
                <Maximum_Hours_Daily>2</Maximum_Hours_Daily><Active>true</Active></ConstraintStudentsActivityTagMaxHoursDaily>\
                <ConstraintTeachersMinHoursDaily><Weight_Percentage>100</Weight_Percentage><Minimum_Hours_Daily>2</Minimum_Hours_Daily>\
                <Allow_Empty_Days>true</Allow_Empty_Days><Active>true</Active></ConstraintTeachersMinHoursDaily></Time_Constraints_List>";
    let text = SMALL
        .replace(
            "<ConstraintMinDaysBetweenActivities><Weight_Percentage>100",
            "<ConstraintMinDaysBetweenActivities><Weight_Percentage>95",
        )
        .replace("<Activity><Teacher>Dee</Teacher>", "<Activity>")
        .replace("</Time_Constraints_List>", more);
    let (school, report) = school_of(&text);
    assert_eq!(school.subject_named("Maths").map(|id| school.subject(id).max_per_day), Some(None));
    assert_eq!(fate(&report, "MinDaysBetweenActivities"), Some(Fate::Approximated));
    let setting = &school.policy.settings["R145"];
    assert_eq!(setting.level, crate::school::Level::Hard);
    let nobody: Vec<&str> =
        school.teachers.iter().map(|t| t.name.as_str()).filter(|name| name.starts_with("无教师")).collect();
    assert_eq!(setting.words("except"), nobody);
    assert_eq!(nobody.len(), 1);
}
