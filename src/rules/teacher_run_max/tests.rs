//! Lunch, the general limit, several clocks.

use crate::school::sample::{Sample, bell, small};
use crate::units::BellId;

fn amount(school: &Sample, periods: &[u8]) -> i64 {
    let lessons: Vec<_> = periods.iter().map(|period| format!("一1班 语文 张芳 周一 {period}")).collect();
    school.clone().plan(&lessons.join("; ")).amount("R110")
}

#[test]
fn lunch_ends_a_run() {
    let school = small().with(|school| school.teachers[0].max_in_row = Some(2));
    assert_eq!(amount(&school, &[3, 4, 5, 6]), 0);
    assert_eq!(amount(&school, &[1, 2, 3, 4]), 2);
}

#[test]
fn the_general_limit_is_four() {
    let school = small().with(|school| {
        let morning = ["08:00-08:40", "08:50-09:30", "09:40-10:20", "10:30-11:10", "11:20-12:00"];
        school.bells[0] = bell("全校", &morning, &["14:00-14:40"]);
    });
    assert_eq!(amount(&school, &[1, 2, 3, 4, 6]), 0);
    assert_eq!(amount(&school, &[1, 2, 3, 4, 5]), 1);
}

#[test]
fn a_pause_of_the_parameters_length_ends_a_run() {
    let school = |pause| {
        small().with(|school| school.teachers[0].max_in_row = Some(1)).setting("R110", |setting| {
            setting.params.insert("pause", crate::school::ParamValue::Int(pause));
        })
    };
    // Long recess between the second and the third period lasts 30 minutes.
    assert_eq!((amount(&school(30), &[2, 3]), amount(&school(31), &[2, 3])), (0, 1));
}

#[test]
fn two_clocks_make_one_run() {
    let school = small().with(|school| {
        school.bells.push(bell("高年级", &["07:40-08:20", "10:10-10:25"], &[]));
        school.classes[1].bell = BellId(1);
        school.teachers[0].max_in_row = Some(2);
    });
    let case =
        school.plan("一1班 语文 张芳 周一 2; 一2班 语文 张芳 周一 2; 一1班 语文 张芳 周一 3; 一2班 语文 张芳 周一 1");
    assert_eq!(case.amount("R110"), 1);
}

/// Whether the model forbids these periods of a Monday, of a teacher who may have two in a row.
fn forbidden(pause: i64, periods: &[u8]) -> bool {
    let count = u8::try_from(periods.len()).unwrap();
    let school = small()
        .requires("一1班", "语文", "张芳", count)
        .with(|school| school.teachers[0].max_in_row = Some(2))
        .setting("R110", |setting| {
            setting.params.insert("pause", crate::school::ParamValue::Int(pause));
        })
        .plan("")
        .school;
    let mut lowering = crate::lowering::lower(&school);
    lowering.problem.constraints.retain(|constraint| constraint.tag.rule == "R110");
    let [activity] = lowering.problem.activities.as_slice() else { panic!("one activity") };
    let choice = |period: &u8| {
        let at = |placement: &&crate::problem::PlacementId| {
            let place = lowering.place(**placement);
            place.weekday.number() == 1 && place.periods == [crate::units::PeriodIndex(*period)]
        };
        let resources = activity.needs.iter().map(|need| need.candidates[0]).collect();
        crate::problem::Choice { placement: *activity.domain.iter().find(at).unwrap(), resources }
    };
    let solution = crate::problem::Solution { lessons: vec![periods.iter().map(choice).collect()] };
    crate::evaluate::evaluate(&lowering.problem, &solution).hard > 0
}

#[test]
fn where_the_pause_is_longer_than_a_free_period_the_model_counts_across_it() {
    // All lessons of a day are one run: three of them are too many wherever they stand.
    for periods in [&[1, 2, 3][..], &[1, 2, 4], &[1, 3, 6], &[2, 4, 6]] {
        let school = |pause| {
            small().with(|school| school.teachers[0].max_in_row = Some(2)).setting("R110", |setting| {
                setting.params.insert("pause", crate::school::ParamValue::Int(pause));
            })
        };
        assert!(amount(&school(1440), periods) > 0, "{periods:?}");
        assert!(forbidden(1440, periods), "{periods:?}");
        assert_eq!(forbidden(35, periods), amount(&school(35), periods) > 0, "{periods:?}");
    }
    assert!(!forbidden(1440, &[1, 6]));
}
