//! Enrolment: about three quarters of each class, most of them every day, with up to four wishes.

use std::fmt::Write;

use super::super::dice::Dice;
use super::super::names::Names;
use super::super::staff::Staff;
use super::clubs::Club;

/// `报名.csv`.
pub(super) fn pupils(staff: &Staff, clubs: &[Club], names: &mut Names, dice: &mut Dice) -> String {
    let mut out = String::from("班级,姓名,参加日,志愿1,志愿2,志愿3,志愿4,延时,学过\n");
    for class in &staff.classes {
        let share = 68 + dice.below(18);
        for _ in 0..class.size {
            if !dice.percent(share) {
                continue;
            }
            let name = names.draw(dice);
            let mut days: Vec<u8> = (1..=5).collect();
            if dice.percent(22) {
                dice.shuffle(&mut days);
                days.truncate(3 + dice.below(2));
                days.sort_unstable();
            }
            // One who has done a basic course may go on with the advanced one.
            let basic = clubs.iter().filter(|club| club.level == "基础" && club.grades.0 < class.grade);
            let done: Option<&str> = dice
                .percent(25)
                .then(|| dice.pick(&basic.collect::<Vec<_>>()).map(|club| club.name.as_str()))
                .flatten();
            let mut open: Vec<&Club> = clubs
                .iter()
                .filter(|club| {
                    (club.grades.0..=club.grades.1).contains(&class.grade)
                        && days.contains(&club.weekday)
                        && club.requires.as_deref().is_none_or(|basic| done == Some(basic))
                })
                .collect();
            let wishes = if dice.percent(12) { 0 } else { 1 + dice.below(4) };
            let mut choices = [""; 4];
            for choice in choices.iter_mut().take(wishes) {
                let total: usize = open.iter().map(|club| club.popularity).sum();
                let mut point = dice.below(total);
                let Some(at) = open.iter().position(|club| match point.checked_sub(club.popularity) {
                    Some(rest) => {
                        point = rest;
                        false
                    }
                    None => true,
                }) else {
                    break;
                };
                *choice = open.remove(at).name.as_str();
            }
            let written: String =
                days.iter().map(|day| ["", "一", "二", "三", "四", "五"][usize::from(*day)]).collect();
            // Extended care in the primary grades, evening study in the last junior one.
            let asked = if class.grade == 9 { 40 } else { 5 };
            let extended = if dice.percent(asked) { "是" } else { "" };
            let _ = writeln!(
                out,
                "{},{name},{written},{},{extended},{}",
                class.name,
                choices.join(","),
                done.unwrap_or(""),
            );
        }
    }
    out
}
