//! Prefer resources: one cost of rooms an activity and section.

use super::{META, preferred};
use crate::lowering::{Lowering, NeedOf, Stands, strength};
use crate::problem::{Form, Kind, ResourceId, Tag};
use crate::school::Setting;
use crate::units::Weeks;

pub(super) fn lower(lowering: &mut Lowering<'_>, setting: &Setting) {
    let school = lowering.school;
    for activity in lowering.problem.activity_ids() {
        let info = lowering.activities[activity.index()].clone();
        let Stands::Lessons { requirement, .. } = info.stands else { continue };
        for (position, need) in info.needs.iter().enumerate() {
            let NeedOf::Room { section } = need else { continue };
            let good: Vec<ResourceId> =
                preferred(school, requirement, *section).iter().map(|room| lowering.room_resource(*room)).collect();
            if good.is_empty() {
                continue;
            }
            let rooms = &lowering.problem.activity(activity).needs[position].candidates;
            let others = rooms.iter().filter(|room| !good.contains(room));
            let costs: Vec<_> = others.map(|room| (*room, u32::from(info.length))).collect();
            // Lessons of every week cost in each week; the others stand in one week of the cycle, whichever it is.
            let domain = &lowering.problem.activity(activity).domain;
            let weekly = domain.iter().all(|placement| lowering.place(*placement).weeks == Weeks::All);
            let times = if weekly { school.weeks().len() } else { 1 };
            let need = (activity, u8::try_from(position).unwrap_or(u8::MAX));
            let tag = Tag { rule: META.code, about: vec![lowering.problem.activity(activity).name.clone()] };
            let form = Form::PreferResource { need, costs };
            lowering.add(Kind::PreferResources, form, strength(setting), u32::try_from(times).unwrap_or(1), tag);
        }
    }
}
