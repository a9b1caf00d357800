//! Words of reports and screens.
