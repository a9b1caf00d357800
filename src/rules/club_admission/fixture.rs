use crate::rules::Fixture;
use crate::school::sample::service::programme;
use crate::units::ClubId;

pub(crate) fn fixture() -> Fixture {
    let mut broken = programme();
    // The first pupil no longer chooses basketball; the choir is for those who have done basketball and for grade 2.
    broken.school.service.pupils[0].choices = vec![ClubId(1), ClubId(1)];
    broken.school.service.clubs[1].requires = Some(ClubId(0));
    broken.school.service.clubs[1].grades = vec![2];
    // Four members of the choir.
    Fixture { kept: programme(), broken, amount: 1 + 4 * 2 }
}
