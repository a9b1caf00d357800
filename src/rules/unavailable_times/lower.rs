//! Avoid unavailable times: the cells that meet an unavailable span are closed.

use crate::lowering::Lowering;
use crate::units::RoomId;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    let school = lowering.school;
    for teacher in school.teacher_ids() {
        lowering.block(lowering.teacher_resource(teacher), &school.teacher(teacher).unavailable);
    }
    for class in school.class_ids() {
        lowering.block(lowering.class_resource(class), &school.class(class).unavailable);
    }
    for (index, room) in school.rooms.iter().enumerate() {
        lowering.block(lowering.room_resource(RoomId::from_index(index)), &room.unavailable);
    }
}
