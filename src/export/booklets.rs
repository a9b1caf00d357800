//! What is handed out, as booklets: a file for each readership, so that nobody gets the pay with the timetable.

use super::grid::{Booklet, duty as duty_grid, head, pay, person, service as service_grid, week, whole as whole_grid};
use super::html::{duty, indexes, view as sheets_view, whole};
use crate::args;
use crate::plan::{Plan, View};
use crate::report::service::summary;
use crate::report::sheet::Whose;
use crate::report::{Quality, ServiceReport, Sheets};
use crate::school::School;
use crate::text::{Lang, Text, export as words, ui};
use crate::units::TeacherId;

/// A plan and what is said of it.
#[derive(Debug)]
pub struct Source<'a> {
    view: View<'a>,
    sheets: Sheets,
    quality: &'a Quality,
    report: Option<ServiceReport>,
    lang: Lang,
}

/// What the booklets are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To be worked with: everything, tables in one piece.
    Workbook,
    /// To be printed: without long lists, tables cut to sheets of paper.
    Paper,
}

impl<'a> Source<'a> {
    /// Looks up what the booklets need.
    #[must_use]
    pub fn new(school: &'a School, plan: &'a Plan, quality: &'a Quality, lang: Lang) -> Self {
        let view = View::new(school, plan);
        let sheets = Sheets::new(&view);
        Self { sheets, quality, report: summary(school, plan), lang, view }
    }

    /// The line below sheets: whose plan it is, for which term, and whether it is verified.
    fn foot(&self) -> String {
        let line = if self.quality.is_good() { ui::VERIFIED } else { ui::NOT_VERIFIED };
        let school = self.view.school;
        let term = school.term.iter().map(|term| term.name.clone());
        let parts = std::iter::once(school.name.clone()).chain(term);
        let parts = parts.chain([line.fill(self.lang, &args! { n: self.quality.hard_breaches })]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
    }

    fn booklet(&self, file: &Text, grids: Vec<super::grid::Grid>) -> Booklet {
        let name = file.get(self.lang);
        let title = format!("{} {name}", self.view.school.name);
        Booklet { file: name.to_owned(), title: super::grid::clean(&title), grids }
    }

    /// All booklets that there is anything for.
    #[must_use]
    pub fn booklets(&self, what: Use) -> Vec<Booklet> {
        let mut booklets = vec![self.whole(what)];
        let shown = indexes::shown(self.view.school, &self.sheets);
        let of = |file: &Text, kind: fn(Whose) -> bool| {
            let grids = shown.iter().filter(|sheet| kind(sheet.whose)).map(|sheet| self.week(sheet));
            self.booklet(file, grids.collect())
        };
        booklets.push(of(&words::CLASSES_FILE, |whose| matches!(whose, Whose::Class(_))));
        booklets.push(of(&words::TEACHERS_FILE, |whose| matches!(whose, Whose::Teacher(_))));
        booklets.push(of(&words::ROOMS_FILE, |whose| matches!(whose, Whose::Room(_))));
        if let (Some(service), Some(report)) = (&self.view.plan.service, &self.report) {
            let (school, lang) = (self.view.school, self.lang);
            let grids = service_grid::grids(&self.view, service, report, lang);
            booklets.push(self.booklet(&words::SERVICE_FILE, grids));
            let roster = duty::view(school, service, lang);
            let grids = roster.map_or_else(Vec::new, |roster| duty_grid::grids(school, &roster, lang));
            booklets.push(self.booklet(&words::DUTY_FILE, grids));
            let grids = pay::grids(school, service, report, self.quality, lang);
            booklets.push(self.booklet(&words::PAY_FILE, grids));
        }
        booklets.push(self.head());
        if what == Use::Paper {
            booklets.iter_mut().for_each(|booklet| booklet.grids.retain(|grid| !grid.list));
        }
        booklets.retain(|booklet| !booklet.grids.is_empty());
        booklets
    }

    /// The page for the head.
    #[must_use]
    pub fn head(&self) -> Booklet {
        let grid = head::grid(self.view.school, self.quality, self.report.as_ref(), self.lang);
        self.booklet(&words::HEAD_FILE, vec![grid])
    }

    /// A person's own booklet: week, hours, dates, pay.
    #[must_use]
    pub fn person(&self, teacher: TeacherId) -> Booklet {
        let mut grids = Vec::new();
        grids.extend(self.sheets.teachers.get(teacher.index()).map(|sheet| self.week(sheet)));
        grids.extend(person::grids(&self.view, teacher, self.quality, self.report.as_ref(), self.lang));
        let name = &self.view.school.teacher(teacher).name;
        let title = ui::TEACHER_SHEET.fill(self.lang, &args! { name: name });
        Booklet { file: name.clone(), title: super::grid::clean(&title), grids }
    }

    fn week(&self, sheet: &crate::report::Sheet) -> super::grid::Grid {
        let shown = sheets_view::sheet(self.view.school, sheet, self.lang);
        week::grid(&sheet.name, &shown, &self.foot(), self.lang)
    }

    fn whole(&self, what: Use) -> Booklet {
        let (school, lang, foot) = (self.view.school, self.lang, self.foot());
        let grids = match what {
            Use::Workbook => {
                let all = whole::all(school, &self.sheets, lang);
                vec![whole_grid::grid(&all, &foot, lang), whole_grid::rows(self.view.plan, lang)]
            }
            Use::Paper => {
                let pages = whole::wholes(school, &self.sheets, lang);
                pages.iter().map(|page| whole_grid::grid(page, &foot, lang)).collect()
            }
        };
        self.booklet(&words::WHOLE_FILE, grids)
    }

    /// All booklets as one.
    #[must_use]
    pub fn one(&self, what: Use) -> Booklet {
        let mut all = self.booklet(&words::ALL_FILE, Vec::new());
        for booklet in self.booklets(what) {
            all.grids.extend(booklet.grids);
        }
        all
    }
}
