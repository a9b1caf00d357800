//! One lesson at a time: the capacity of every teacher's resource is 1. Co-teachers, open roles and research blocks use
//! the same resource.

use crate::lowering::Lowering;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    for teacher in lowering.school.teacher_ids() {
        let resource = lowering.teacher_resource(teacher);
        lowering.set_capacity(resource, 1);
    }
}
