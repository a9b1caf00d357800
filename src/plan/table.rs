//! `timetable.csv`: the plan in long form, a row a lesson period.
