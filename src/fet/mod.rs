//! FET files: the exchange format of the free timetabling program FET, read into a school's folder and written from a
//! school.
//!
//! ```text
//! read -> Fet -> school -> a folder that `solve` takes
//! School (and perhaps a plan) -> write -> a file that `fet-cl` takes
//! ```
//!
//! The two programs do not say the same things. Whatever one cannot say is named in a [`report::Report`] with its weight.
//!
//! | part | what |
//! |---|---|
//! | [`model`] | a file in its own terms |
//! | [`read`] | text -> model, every mistake with its place |
//! | [`school`] | model -> a school's folder |
//! | [`mod@write`] | a school -> text |
//! | [`report`] | what became of each family of constraints |

pub mod model;
pub mod read;
pub mod report;
pub mod school;
#[cfg(test)]
mod tests;
pub mod write;
