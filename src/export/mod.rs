//! Decides how it is written: one file a format.
