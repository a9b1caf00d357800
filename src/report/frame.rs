//! The empty sheet: one band a period, break or fixed event, in clock order, one cell a day.

use std::collections::BTreeMap;

use super::sheet::{Band, BandKind, Cell};
use crate::school::{BellSchedule, Part, TimeSpan};
use crate::units::{Interval, PeriodIndex, Weekday};

/// The bands of `bell` on `days`, without lessons.
pub(super) fn bands(bell: &BellSchedule, days: &[Weekday]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for (position, weekday) in days.iter().enumerate() {
        let Some(day) = bell.days.get(weekday) else { continue };
        for period in &day.periods {
            let band = find_or_add(&mut bands, days.len(), &BandKind::Period(period.index), "", period.part);
            bands[band].cells[position].time = Some(period.time);
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for pause in &day.breaks {
            let nth = seen.entry(&pause.name).and_modify(|n| *n += 1).or_insert(0);
            let kind = BandKind::Break { kind: pause.kind, nth: *nth };
            let band = find_or_add(&mut bands, days.len(), &kind, &pause.name, Part::Morning);
            bands[band].cells[position].time = Some(pause.time);
        }
    }
    bands.iter_mut().for_each(settle);
    sort(&mut bands);
    bands
}

/// The position of the band of this kind and name; a new one at the end when there is none.
pub(super) fn find_or_add(bands: &mut Vec<Band>, days: usize, kind: &BandKind, name: &str, part: Part) -> usize {
    match bands.iter().position(|band| band.kind == *kind && band.name == name) {
        Some(found) => found,
        None => {
            let cells = (0..days).map(|_| Cell::default()).collect();
            bands.push(Band { kind: kind.clone(), name: name.to_owned(), part, time: None, cells });
            bands.len() - 1
        }
    }
}

/// Sets the band's own time: that of most days, the earliest among equals.
pub(super) fn settle(band: &mut Band) {
    let mut counts: BTreeMap<Interval, usize> = BTreeMap::new();
    for time in band.cells.iter().filter_map(|cell| cell.time) {
        *counts.entry(time).or_insert(0) += 1;
    }
    let most = counts.values().copied().max();
    band.time = counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(time, _)| time);
}

/// Clock order; a period before a break that starts with it.
pub(super) fn sort(bands: &mut [Band]) {
    bands.sort_by(|a, b| (a.time, &a.kind, &a.name).cmp(&(b.time, &b.kind, &b.name)));
}

/// Where a clock span belongs on the sheet: in the periods of its day that it overlaps, else in the first break that it
/// overlaps, else nowhere.
pub(super) fn meeting(bands: &[Band], day: usize, span: TimeSpan) -> Vec<usize> {
    let meets = |band: &Band| band.cells[day].time.is_some_and(|time| time.overlaps(span.time));
    let of = |wanted: fn(&BandKind) -> bool| -> Vec<usize> {
        (0..bands.len()).filter(|index| wanted(&bands[*index].kind) && meets(&bands[*index])).collect()
    };
    let periods = of(|kind| matches!(kind, BandKind::Period(_)));
    if periods.is_empty() {
        of(|kind| matches!(kind, BandKind::Break { .. })).into_iter().take(1).collect()
    } else {
        periods
    }
}

/// The band of a period; a new one when the bell schedule has no such period.
pub(super) fn period(bands: &mut Vec<Band>, days: usize, index: PeriodIndex, day: usize, time: Interval) -> usize {
    let band = find_or_add(bands, days, &BandKind::Period(index), "", Part::Evening);
    if bands[band].cells[day].time.is_none() {
        bands[band].cells[day].time = Some(time);
        settle(&mut bands[band]);
        sort(bands);
    }
    bands.iter().position(|band| band.kind == BandKind::Period(index)).unwrap_or(band)
}
