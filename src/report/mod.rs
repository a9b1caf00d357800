//! Decides what is shown: quality by rule, totals, words; knows no file format.
