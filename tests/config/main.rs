//! Reading a school's folder, from outside: the demo, every kind of mistake, and arbitrary input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod after_school;
mod cases;
mod demo;
mod errors;
mod folder;
mod fuzz;
mod real;
mod term;
