//! The empty sheet: one band a period, break or fixed event, in clock order, one cell a day.

use std::collections::BTreeMap;

use super::after::Block;
use super::sheet::{Band, BandKind, Cell, Entry};
use crate::school::{BellSchedule, Part};
use crate::units::{ClockTime, Interval, PeriodIndex, Weekday};

/// The bands of `bell` on `days`, without lessons.
pub(super) fn bands(bell: &BellSchedule, days: &[Weekday]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let rung = || days.iter().enumerate().filter_map(|(position, weekday)| Some((position, bell.days.get(weekday)?)));
    for (position, day) in rung() {
        for period in &day.periods {
            let band = Place { kind: BandKind::Period(period.index), name: "", after: period.index };
            let band = find_or_add(&mut bands, days.len(), &band, period.part);
            bands[band].cells[position].time = Some(period.time);
        }
    }
    bands.iter_mut().for_each(settle);
    for (position, day) in rung() {
        let mut seen: BTreeMap<(&str, PeriodIndex), usize> = BTreeMap::new();
        for pause in &day.breaks {
            let after = after(&bands, position, pause.time.start);
            let nth = seen.entry((&pause.name, after)).and_modify(|n| *n += 1).or_insert(0);
            let band = Place { kind: BandKind::Break { kind: pause.kind, nth: *nth }, name: &pause.name, after };
            let band = find_or_add(&mut bands, days.len(), &band, Part::Morning);
            bands[band].cells[position].time = Some(pause.time);
        }
    }
    bands.iter_mut().for_each(settle);
    sort(&mut bands);
    bands
}

/// What tells bands apart.
struct Place<'a> {
    kind: BandKind,
    name: &'a str,
    after: PeriodIndex,
}

/// The position of the band of this place; a new one at the end when there is none.
fn find_or_add(bands: &mut Vec<Band>, days: usize, place: &Place<'_>, part: Part) -> usize {
    let same = |band: &Band| band.kind == place.kind && band.name == place.name && band.after == place.after;
    match bands.iter().position(same) {
        Some(found) => found,
        None => {
            let cells = (0..days).map(|_| Cell::default()).collect();
            let (kind, name) = (place.kind.clone(), place.name.to_owned());
            bands.push(Band { kind, name, part, after: place.after, time: None, cells });
            bands.len() - 1
        }
    }
}

/// The last period that begins before `start` on a day, by the usual time of those that the day lacks; 0 when none does.
fn after(bands: &[Band], day: usize, start: ClockTime) -> PeriodIndex {
    let period = |band: &Band| match band.kind {
        BandKind::Period(index) => Some((index, band.cells[day].time, band.time)),
        _ => None,
    };
    let mut periods: Vec<_> = bands.iter().filter_map(period).collect();
    periods.sort_unstable_by_key(|(index, _, _)| *index);
    periods
        .into_iter()
        .take_while(|(_, own, _)| own.is_none_or(|time| time.start < start))
        .filter(|(_, own, usual)| own.or(*usual).is_some_and(|time| time.start < start))
        .last()
        .map_or(PeriodIndex(0), |(index, _, _)| index)
}

/// Sets the band's own time: that of most days, the earliest among equals.
fn settle(band: &mut Band) {
    let mut counts: BTreeMap<Interval, usize> = BTreeMap::new();
    for time in band.cells.iter().filter_map(|cell| cell.time) {
        *counts.entry(time).or_insert(0) += 1;
    }
    let most = counts.values().copied().max();
    band.time = counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(time, _)| time);
}

/// Clock order on every day: periods by number, and after each the breaks and events that begin before the next.
fn sort(bands: &mut [Band]) {
    let rank = |band: &Band| usize::from(!matches!(band.kind, BandKind::Period(_)));
    bands.sort_by(|a, b| {
        (a.after, rank(a), a.time, &a.kind, &a.name).cmp(&(b.after, rank(b), b.time, &b.kind, &b.name))
    });
}

/// Where a block of time belongs on the sheet.
///
/// In the periods of its day that it overlaps, also in those that the day lacks when it takes at least half of their usual
/// time, and in the breaks after the first of these that it takes wholly. Without any period: in the first break that holds
/// at least half of it, else nowhere.
pub(super) fn meeting(bands: &[Band], day: usize, block: Interval) -> Vec<usize> {
    let common = |time: Interval| {
        let (start, end) = (time.start.max(block.start), time.end.min(block.end));
        Interval::new(start, end).map_or(0, length)
    };
    let usual = |band: &Band| band.cells[day].time.or(band.time);
    let period = |band: &Band| {
        let most = |time: Interval| 2 * common(time) >= length(time);
        match band.cells[day].time {
            Some(own) => own.overlaps(block),
            None => band.time.is_some_and(most),
        }
    };
    let whole = |band: &Band| usual(band).is_some_and(|time| common(time) == length(time));
    let met = (0..bands.len()).filter(|index| match bands[*index].kind {
        BandKind::Period(_) => period(&bands[*index]),
        BandKind::Break { .. } => whole(&bands[*index]),
        BandKind::Apart | BandKind::Slot | BandKind::Duty => false,
    });
    let met: Vec<_> = met.skip_while(|index| !matches!(bands[*index].kind, BandKind::Period(_))).collect();
    if !met.is_empty() {
        return met;
    }
    let holds = |band: &Band| band.cells[day].time.is_some_and(|time| 2 * common(time) >= length(block));
    let pause = |band: &Band| matches!(band.kind, BandKind::Break { .. }) && holds(band);
    bands.iter().position(pause).into_iter().collect()
}

fn length(time: Interval) -> i64 {
    i64::from(time.length().0)
}

/// The band of a period; a new one when the bell schedule has no such period.
pub(super) fn period(bands: &mut Vec<Band>, days: usize, index: PeriodIndex, day: usize, time: Interval) -> usize {
    let place = Place { kind: BandKind::Period(index), name: "", after: index };
    let band = find_or_add(bands, days, &place, Part::Evening);
    if bands[band].cells[day].time.is_none() {
        bands[band].cells[day].time = Some(time);
        settle(&mut bands[band]);
        sort(bands);
    }
    bands.iter().position(|band| band.kind == BandKind::Period(index)).unwrap_or(band)
}

/// The cell of a block of time on a line of its own, which blocks of the same kind, name and time on other days share.
pub(super) fn apart<'a>(
    bands: &'a mut Vec<Band>,
    days: usize,
    day: usize,
    kind: BandKind,
    name: &str,
    time: Interval,
) -> &'a mut Cell {
    let same = |band: &Band| band.kind == kind && band.name == name && band.time == Some(time);
    if !bands.iter().any(same) {
        let after = after(bands, day, time.start);
        let cells = (0..days).map(|_| Cell::default()).collect();
        let name = name.to_owned();
        bands.push(Band { kind: kind.clone(), name, part: Part::Morning, after, time: Some(time), cells });
        sort(bands);
    }
    let band = bands.iter().position(same).unwrap_or(0);
    let cell = &mut bands[band].cells[day];
    cell.time = Some(time);
    cell
}

/// Adds a line for each slot of the after-school service, after the last period that begins before it on any day.
pub(super) fn slots(bands: &mut Vec<Band>, days: &[Weekday], sessions: Vec<Block>) {
    let mut lines: Vec<Band> = Vec::new();
    let mut last: BTreeMap<String, PeriodIndex> = BTreeMap::new();
    for session in sessions {
        let Some(day) = days.iter().position(|weekday| *weekday == session.span.weekday) else { continue };
        let time = session.span.time;
        let place = Place { kind: BandKind::Slot, name: &session.slot, after: PeriodIndex(0) };
        let line = find_or_add(&mut lines, days.len(), &place, Part::Evening);
        let cell = &mut lines[line].cells[day];
        let own = *cell.time.get_or_insert(time);
        cell.entries.push(Entry { time: (own != time).then_some(time), ..session.entry });
        let before = after(bands, day, time.start);
        let last = last.entry(session.slot).or_insert(before);
        *last = before.max(*last);
    }
    for line in &mut lines {
        line.after = last.get(&line.name).copied().unwrap_or(PeriodIndex(0));
        settle(line);
    }
    bands.extend(lines);
    sort(bands);
}
