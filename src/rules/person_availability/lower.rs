//! Avoid unavailable times: whoever is away then is no candidate.

use super::META;
use crate::lowering::{EngagementKind, Roster};
use crate::school::Setting;

pub(super) fn lower(roster: &mut Roster<'_>, _: &Setting) {
    roster.bar_engaged(META.code, |_, task, one| {
        matches!(one.kind, EngagementKind::Unavailable | EngagementKind::Flex) && one.span.overlaps(task.span)
    });
}
