//! Synthetic schools, feasible by construction.
