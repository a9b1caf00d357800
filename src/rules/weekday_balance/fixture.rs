use crate::rules::Fixture;
use crate::school::sample::small;

/// Eight weeks; in the broken one school ends on a Wednesday, and four Fridays more are holidays.
pub(crate) fn fixture() -> Fixture {
    let whole = small().term("2026-03-02", "2026-04-22");
    let broken = whole.clone().with(|school| {
        let Some(term) = &mut school.term else { return };
        let mut fridays = 0;
        term.days.retain(|day| {
            let friday = day.weekday.number() == 5;
            fridays += u8::from(friday);
            !friday || fridays > 4
        });
    });
    Fixture { kept: whole.plan(""), broken: broken.plan(""), amount: 3 }
}
