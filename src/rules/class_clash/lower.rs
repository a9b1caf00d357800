//! One lesson at a time: the capacity of every class's resource is 1.

use crate::lowering::Lowering;

pub(super) fn lower(lowering: &mut Lowering<'_>) {
    for class in lowering.school.class_ids() {
        let resource = lowering.class_resource(class);
        lowering.set_capacity(resource, 1);
    }
}
