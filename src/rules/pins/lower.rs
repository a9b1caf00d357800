//! Holds by construction: the skeleton makes each pin an activity of one placement, and the pin's room the only candidate
//! of its rooms.

use crate::lowering::Lowering;

pub(super) fn lower(_: &mut Lowering<'_>) {}
