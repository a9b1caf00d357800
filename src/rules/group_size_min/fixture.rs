use crate::rules::Fixture;
use crate::school::sample::service::programme;

pub(crate) fn fixture() -> Fixture {
    let mut broken = programme();
    broken.school.service.groups.min = 3;
    // The groups of the class with two pupils on five days, and two of those without a club.
    Fixture { kept: programme(), broken, amount: 5 + 2 }
}
