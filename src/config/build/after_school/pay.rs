//! Pay items and budgets.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::raw::Record;
use super::super::Builder;
use super::duty::post_kinds;
use super::fields::Word;
use super::people::employments;
use super::slots::kinds;
use crate::args;
use crate::school::{Basis, Employment, PayItem, PostKind, ServiceKind, Work};
use crate::text::Arg;
use crate::text::input::{self, after_school as say};
use crate::units::{Fen, TeacherId};

/// The last day of a month on which a pay month may start: every month has it.
const LAST_START: u8 = 28;

const BASES: [Word<Basis>; 8] = [
    ("课时", "period", Basis::Period),
    ("时段", "slot", Basis::Slot),
    ("天", "day", Basis::Day),
    ("次", "duty", Basis::Duty),
    ("生课时", "pupil-period", Basis::PupilPeriod { base: 0 }),
    ("月", "month", Basis::Month),
    ("节", "", Basis::Period),
    ("日", "", Basis::Day),
];

const BUDGETS: [Word<bool>; 2] = [("核对", "check", false), ("控制", "enforce", true)];

/// A word under 工作 and all that it means.
fn works() -> Vec<Word<usize>> {
    let groups =
        [("上课", "lesson"), ("课后服务", "service"), ("值班", "duty"), ("值周", "weekly-duty"), ("代课", "cover")];
    let plain = groups.into_iter().enumerate().map(|(index, (zh, en))| (zh, en, index));
    let service = kinds().into_iter().map(|(zh, en, kind)| (zh, en, GROUPS + position(&ServiceKind::ALL, kind)));
    let duty = post_kinds().into_iter().map(|(zh, en, kind)| {
        let en = if en == PostKind::Boarding.word() { "boarding-duty" } else { en };
        (zh, en, GROUPS + ServiceKind::ALL.len() + position(&PostKind::ALL, kind))
    });
    plain.chain(service).chain(duty).collect()
}

/// How many words are groups of works.
const GROUPS: usize = 5;

fn position<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(0)
}

/// What the word at `index` of [`works`] means.
fn meaning(index: usize) -> Vec<Work> {
    match index {
        0 => vec![Work::Lesson],
        1 => ServiceKind::ALL.into_iter().filter(|kind| *kind != ServiceKind::Club).map(Work::Service).collect(),
        2 => PostKind::ALL.map(Work::Duty).to_vec(),
        3 => vec![Work::WeeklyDuty],
        4 => vec![Work::Cover],
        _ => {
            let index = index - GROUPS;
            let service = ServiceKind::ALL.get(index).map(|kind| Work::Service(*kind));
            let duty = || PostKind::ALL.get(index.checked_sub(ServiceKind::ALL.len())?).map(|kind| Work::Duty(*kind));
            service.or_else(duty).into_iter().collect()
        }
    }
}

impl Builder<'_> {
    pub(super) fn pay(&mut self) {
        self.school.pay.month_start = 1;
        if let Some(section) = self.raw.section("pay") {
            let mut reader = self.read(section);
            let month_start = reader.small("month_start", 1, LAST_START).unwrap_or(1);
            let (month_budget, term_budget) = (reader.money("month_budget"), reader.money("term_budget"));
            let enforce = reader.one_of("budget", &BUDGETS).unwrap_or(false);
            let stated = ["month_budget", "term_budget"].iter().any(|key| section.get(key).is_some());
            if enforce && !stated {
                self.diagnostics.push(&say::ENFORCE_NOTHING, args! {}, section.place("budget"));
            }
            let pay = &mut self.school.pay;
            pay.month_start = month_start;
            (pay.month_budget, pay.term_budget, pay.enforce) = (month_budget, term_budget, enforce);
        }
        let mut seen = BTreeMap::new();
        let raw = self.raw;
        for record in raw.list("pay_item") {
            let Some(name) = self.name_of(record, "pay_item") else { continue };
            if self.fresh(&mut seen, say::PAY_ITEM, &name)
                && let Some(item) = self.pay_item(record, name.text)
            {
                self.school.pay.items.push(item);
            }
        }
    }

    fn pay_item(&mut self, record: &Record, name: String) -> Option<PayItem> {
        for key in ["basis", "works", "rate"] {
            self.has(record, "pay_item", key);
        }
        let works = self.works(record);
        let basis = self.basis(record, &name, &works);
        let mut employments_of: BTreeSet<Employment> = BTreeSet::new();
        for item in self.texts(record, "employment") {
            employments_of.extend(self.read(record).pick("employment", &item, &employments()));
        }
        let mut teachers: BTreeSet<TeacherId> = BTreeSet::new();
        for item in self.texts(record, "teachers") {
            teachers.extend(self.teacher(&item));
        }
        let weekdays = self.only_weekdays(record);
        let mut reader = self.read(record);
        let rate: Option<Fen> = reader.money("rate");
        let leaders = reader.flag("leaders");
        let ends_after = reader.clock("ends_after");
        let min_pupils = reader.count("min_pupils", 0, 500).unwrap_or(0);
        let purpose = reader.text("purpose").map(|item| item.text).unwrap_or_default();
        Some(PayItem {
            name,
            basis: basis?,
            works,
            employments: employments_of,
            leaders,
            teachers,
            weekdays,
            ends_after,
            min_pupils,
            rate: rate?,
            purpose,
        })
    }

    fn works(&mut self, record: &Record) -> BTreeSet<Work> {
        let words = works();
        let mut found = BTreeSet::new();
        let before = self.diagnostics.0.len();
        let items = self.texts(record, "works");
        for item in &items {
            found.extend(self.read(record).pick("works", item, &words).into_iter().flat_map(meaning));
        }
        if items.is_empty() && record.get("works").is_some() && self.diagnostics.0.len() == before {
            self.diagnostics.push(&input::EMPTY_NAME, args! { key: "works" }, record.place("works"));
        }
        found
    }

    fn basis(&mut self, record: &Record, name: &str, works: &BTreeSet<Work>) -> Option<Basis> {
        let basis = self.read(record).one_of("basis", &BASES);
        let base = self.read(record).count("base", 0, 500);
        let basis = match (basis?, base) {
            (Basis::PupilPeriod { .. }, base) => Basis::PupilPeriod { base: base.unwrap_or(0) },
            (other, Some(_)) => {
                self.diagnostics.push(&say::BASE_UNUSED, args! { name: name }, record.place("base"));
                other
            }
            (other, None) => other,
        };
        let suits = |work: &Work| match basis {
            Basis::Period => matches!(work, Work::Lesson | Work::Cover | Work::Service(_)),
            Basis::Slot | Basis::PupilPeriod { .. } => matches!(work, Work::Service(_)),
            Basis::Duty => matches!(work, Work::Duty(_) | Work::WeeklyDuty),
            Basis::Day | Basis::Month => true,
        };
        if !works.is_empty() && !works.iter().any(suits) {
            let alike = |word: &&Word<Basis>| std::mem::discriminant(&word.2) == std::mem::discriminant(&basis);
            let word = BASES.iter().find(alike).map(|(zh, en, _)| Arg::Both { zh: (*zh).into(), en: (*en).into() });
            let args = args! { name: name, basis: word.unwrap_or_else(|| "".into()) };
            self.diagnostics.push(&say::BASIS_WITHOUT_WORK, args, record.place("basis"));
        }
        Some(basis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_work_means_what_it_says() {
        let words = works();
        let of = |word: &str| {
            let index = words.iter().find(|(zh, en, _)| *zh == word || *en == word).map(|word| word.2);
            meaning(index.unwrap())
        };
        assert_eq!(of("上课"), [Work::Lesson]);
        assert_eq!(of("service").len(), ServiceKind::ALL.len() - 1);
        assert_eq!(of("值班").len(), PostKind::ALL.len());
        assert_eq!(of("值周"), [Work::WeeklyDuty]);
        assert_eq!((of("代课"), of("cover")), (vec![Work::Cover], vec![Work::Cover]));
        for kind in ServiceKind::ALL {
            assert_eq!((of(kind.zh()), of(kind.word())), (vec![Work::Service(kind)], vec![Work::Service(kind)]));
        }
        for kind in PostKind::ALL {
            assert_eq!(of(kind.zh()), [Work::Duty(kind)]);
        }
        assert_eq!(
            (of("gate"), of("boarding-duty")),
            (vec![Work::Duty(PostKind::Gate)], vec![Work::Duty(PostKind::Boarding)])
        );
    }
}
