//! Shipped policy profiles and curriculum presets, as data with their sources named.
