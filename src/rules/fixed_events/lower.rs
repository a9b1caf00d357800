//! Avoid unavailable times: the cells of the event are closed to its classes, teachers and rooms.

use crate::lowering::Lowering;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    for event in &lowering.school.events {
        let mut resources = Vec::new();
        resources.extend(event.classes.iter().map(|class| lowering.class_resource(*class)));
        resources.extend(event.teachers.iter().map(|teacher| lowering.teacher_resource(*teacher)));
        resources.extend(event.rooms.iter().map(|room| lowering.room_resource(*room)));
        for resource in resources {
            lowering.block(resource, &[event.span]);
        }
    }
}
