//! The capacity of every room's resource. Each section of a lesson needs one room, however many classes are in it.

use crate::lowering::Lowering;
use crate::units::RoomId;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    for (index, room) in lowering.school.rooms.iter().enumerate() {
        let resource = lowering.room_resource(RoomId::from_index(index));
        lowering.set_capacity(resource, u32::from(room.capacity));
    }
}
