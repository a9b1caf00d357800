//! School + timetable + programme -> who is in charge of each session and holds each post, as a problem; and back.
//!
//! Times and rooms are given; people are chosen. Each *task* is one person's place in one session or at one post on one
//! weekday: an activity of count 1 with one placement and one need.
//!
//! | task | candidates |
//! |---|---|
//! | head `h` of a group's session | the slot's supervisors, else every own or retired person who takes part in the service |
//! | head `h` of a club's meeting | the club's instructors |
//! | head `h` of a post on a weekday | the post's list |
//!
//! What a person is already engaged in ([`Roster::engagements`]: lessons, research, events, stated absence) is for the rules
//! to respect: they [bar](Roster::bar) candidates, so that an explanation can say which earlier choice is in the way.

use std::collections::BTreeMap;

use crate::plan::{Plan, RowKind, ServicePlan, Shift};
use crate::problem::{
    Activity, ActivityId, Barred, Cell, CellId, Constraint, Form, Kind, Need, Placement, PlacementId, Problem,
    Resource, ResourceId, ResourceKind, Slot, SlotId, Solution, Strength, Tag, Term,
};
use crate::school::{FlexDay, School, ServiceKind, TimeSpan};
use crate::units::{BuildingId, ClassId, ClubId, Minutes, PostId, RoomId, ServiceSlotId, TeacherId, Weekday, Weeks};

/// What a task is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskOf {
    /// A session: its row in the plan.
    Session(usize),
    /// A post.
    Post(PostId),
}

/// One person's part in a session or post.
#[derive(Clone, Debug)]
pub struct Task {
    /// Of what.
    pub of: TaskOf,
    /// Which of the people it needs, from 0.
    pub head: u8,
    /// When.
    pub span: TimeSpan,
    /// Where; `None` when it does not matter.
    pub building: Option<BuildingId>,
    /// The slot of a session, or that a post belongs to.
    pub slot: Option<ServiceSlotId>,
    /// The club of a meeting.
    pub club: Option<ClubId>,
    /// What happens in a session.
    pub kind: Option<ServiceKind>,
    /// Classes that it is about.
    pub classes: Vec<ClassId>,
    /// Pupils in a session.
    pub pupils: u16,
    /// Name for messages: the group, club or post.
    pub name: String,
}

/// Something that a person is engaged in before the roster is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// When.
    pub span: TimeSpan,
    /// Where; `None` when it does not matter.
    pub building: Option<BuildingId>,
    /// What: `一1班 语文`, `语文教研`, the event's name.
    pub what: String,
    /// Sort.
    pub kind: EngagementKind,
    /// The classes of a lesson.
    pub classes: Vec<ClassId>,
}

/// Sort of engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EngagementKind {
    /// A lesson of the timetable.
    Lesson,
    /// A research block.
    Research,
    /// A fixed event.
    Event,
    /// Stated as unavailable.
    Unavailable,
    /// A late start or early leave of flexible hours, every week.
    Flex,
}

/// The roster on its way to a problem.
#[derive(Debug)]
pub struct Roster<'s> {
    /// The school.
    pub school: &'s School,
    /// The problem so far.
    pub problem: Problem,
    /// Tasks, by [`ActivityId`].
    pub tasks: Vec<Task>,
    /// What each person is engaged in, by [`TeacherId`].
    pub engagements: Vec<Vec<Engagement>>,
    people: Vec<ResourceId>,
}

/// States the staffing of `plan`'s sessions and of the duty posts as a problem: the skeleton, then every rule that is not
/// off. The plan's timetable is fixed; its sessions need no staff yet.
#[must_use]
pub fn roster<'s>(school: &'s School, plan: &Plan) -> Roster<'s> {
    let mut roster = skeleton(school, plan);
    for rule in crate::rules::ALL {
        if let Some(setting) = school.policy.settings.get(rule.meta().code)
            && setting.level >= crate::school::Level::Soft
        {
            rule.staff(&mut roster, setting);
        }
    }
    roster.drop_barred();
    roster
}

fn skeleton<'s>(school: &'s School, plan: &Plan) -> Roster<'s> {
    let tasks = tasks(school, plan);
    let spans: Vec<TimeSpan> = tasks.iter().map(|task| task.span).collect();
    let cells = cells(&spans);
    let mut problem = Problem { weeks: 1, ..Problem::default() };
    let people = school
        .teachers
        .iter()
        .map(|teacher| {
            problem.resources.push(Resource {
                name: teacher.name.clone(),
                kind: ResourceKind::Person,
                capacity: u32::MAX,
                unavailable: Vec::new(),
            });
            ResourceId::from_index(problem.resources.len() - 1)
        })
        .collect();
    let mut placements: BTreeMap<TimeSpan, PlacementId> = BTreeMap::new();
    for task in &tasks {
        let placement = *placements.entry(task.span).or_insert_with(|| {
            // A grid of its own for each interval: tasks do not trade places.
            problem.slots.push(Slot {
                grid: u16::try_from(problem.slots.len()).unwrap_or(u16::MAX),
                day: task.span.weekday.number() - 1,
                ordinal: 0,
            });
            problem.placements.push(Placement {
                start: SlotId::from_index(problem.slots.len() - 1),
                length: 1,
                weeks: 1,
                cells: covered(&cells, task.span),
            });
            PlacementId::from_index(problem.placements.len() - 1)
        });
        let candidates = candidates(school, task).into_iter().map(|person| ResourceId::from_index(person.index()));
        problem.activities.push(Activity {
            name: format!("{} {} {}", task.name, task.span.weekday.zh(), task.span.time),
            count: 1,
            domain: vec![placement],
            needs: vec![Need { candidates: candidates.collect(), shared: true }],
        });
    }
    problem.cells = cells;
    Roster { school, problem, tasks, engagements: engagements(school, plan), people }
}

/// Every person's place in every session and post, sessions first.
fn tasks(school: &School, plan: &Plan) -> Vec<Task> {
    let mut tasks = Vec::new();
    let sessions = plan.service.as_ref().map_or(&[][..], |service| &service.sessions);
    for (row, session) in sessions.iter().enumerate() {
        let Some(slot) = school.service.slot_named(&session.slot) else { continue };
        let club = (session.kind == ServiceKind::Club).then(|| school.service.club_named(&session.name)).flatten();
        let heads = club.map_or(school.service.slot(slot).staff, |club| school.service.club(club).staff);
        for head in 0..heads {
            tasks.push(Task {
                of: TaskOf::Session(row),
                head,
                span: TimeSpan { weeks: Weeks::All, weekday: session.weekday, time: session.time },
                building: school.room_named(&session.room).and_then(|room| school.room(room).building),
                slot: Some(slot),
                club,
                kind: Some(session.kind),
                classes: session.classes.iter().filter_map(|name| school.class_named(name)).collect(),
                pupils: session.pupils,
                name: session.name.clone(),
            });
        }
    }
    for id in school.duty.post_ids() {
        let post = school.duty.post(id);
        for (weekday, time) in &post.days {
            for head in 0..post.people {
                tasks.push(Task {
                    of: TaskOf::Post(id),
                    head,
                    span: TimeSpan { weeks: Weeks::All, weekday: *weekday, time: *time },
                    building: post.building,
                    slot: post.slot,
                    club: None,
                    kind: None,
                    classes: post.classes.clone(),
                    pupils: 0,
                    name: post.name.clone(),
                });
            }
        }
    }
    tasks
}

/// Who may be asked at all.
fn candidates(school: &School, task: &Task) -> Vec<TeacherId> {
    let willing = |person: &TeacherId| {
        let willing = &school.teacher(*person).willing;
        match task.of {
            TaskOf::Session(_) => willing.service,
            TaskOf::Post(_) => willing.duty,
        }
    };
    let staff = |person: &TeacherId| !school.teacher(*person).employment.is_outsider();
    let mut people: Vec<TeacherId> = match (task.of, task.club, task.slot) {
        (TaskOf::Post(post), _, _) => school.duty.post(post).who.clone(),
        (TaskOf::Session(_), Some(club), _) => school.service.club(club).instructors.clone(),
        (TaskOf::Session(_), None, Some(slot)) if !school.service.slot(slot).supervisors.is_empty() => {
            school.service.slot(slot).supervisors.clone()
        }
        (TaskOf::Session(_), None, _) => school.teacher_ids().filter(staff).collect(),
    };
    people.retain(willing);
    people.sort_unstable();
    people.dedup();
    people
}

/// Atomic clock intervals of each weekday.
fn cells(spans: &[TimeSpan]) -> Vec<Cell> {
    let mut by_day: BTreeMap<Weekday, Vec<TimeSpan>> = BTreeMap::new();
    for span in spans {
        by_day.entry(span.weekday).or_default().push(*span);
    }
    let mut cells = Vec::new();
    for (weekday, spans) in by_day {
        let mut cuts: Vec<u16> =
            spans.iter().flat_map(|span| [span.time.start.minutes(), span.time.end.minutes()]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let inside = |span: &TimeSpan| span.time.start.minutes() <= pair[0] && pair[1] <= span.time.end.minutes();
            if spans.iter().any(inside) {
                cells.push(Cell { week: 0, day: weekday.number() - 1, start: pair[0], end: pair[1] });
            }
        }
    }
    cells
}

fn covered(cells: &[Cell], span: TimeSpan) -> Vec<CellId> {
    let inside = |cell: &Cell| {
        cell.day == span.weekday.number() - 1
            && span.time.start.minutes() <= cell.start
            && cell.end <= span.time.end.minutes()
    };
    cells.iter().enumerate().filter(|(_, cell)| inside(cell)).map(|(index, _)| CellId::from_index(index)).collect()
}

fn engagements(school: &School, plan: &Plan) -> Vec<Vec<Engagement>> {
    let mut all: Vec<Vec<Engagement>> = vec![Vec::new(); school.teachers.len()];
    for row in &plan.rows {
        let span = TimeSpan { weeks: row.weeks, weekday: row.weekday, time: row.time };
        let building = school.room_named(&row.room).and_then(|room: RoomId| school.room(room).building);
        let kind = match row.kind {
            RowKind::Lesson => EngagementKind::Lesson,
            RowKind::Research => EngagementKind::Research,
        };
        let classes: Vec<ClassId> = row.classes.iter().filter_map(|name| school.class_named(name)).collect();
        for teacher in row.teachers.iter().filter_map(|name| school.teacher_named(name)) {
            let (what, classes) = (row.label(), classes.clone());
            all[teacher.index()].push(Engagement { span, building, what, kind, classes });
        }
    }
    for event in &school.events {
        for teacher in &event.teachers {
            let (span, what, kind) = (event.span, event.name.clone(), EngagementKind::Event);
            all[teacher.index()].push(Engagement { span, building: None, what, kind, classes: Vec::new() });
        }
    }
    for teacher in school.teacher_ids() {
        for span in &school.teacher(teacher).unavailable {
            let (span, kind) = (*span, EngagementKind::Unavailable);
            all[teacher.index()].push(Engagement {
                span,
                building: None,
                what: String::new(),
                kind,
                classes: Vec::new(),
            });
        }
    }
    for leave in school.duty.flex.iter().flat_map(|flex| &flex.leaves) {
        if let FlexDay::Weekly(weekday) = leave.day {
            let span = TimeSpan { weeks: Weeks::All, weekday, time: leave.time };
            let kind = EngagementKind::Flex;
            all[leave.teacher.index()].push(Engagement {
                span,
                building: None,
                what: String::new(),
                kind,
                classes: Vec::new(),
            });
        }
    }
    all
}

impl Roster<'_> {
    /// The resource of a person.
    #[must_use]
    pub fn person(&self, teacher: TeacherId) -> ResourceId {
        self.people[teacher.index()]
    }

    /// The person that a resource stands for.
    #[must_use]
    pub fn teacher(&self, resource: ResourceId) -> TeacherId {
        TeacherId::from_index(resource.index())
    }

    /// All tasks with their activities.
    pub fn tasks(&self) -> impl Iterator<Item = (ActivityId, &Task)> {
        self.tasks.iter().enumerate().map(|(index, task)| (ActivityId::from_index(index), task))
    }

    /// Tasks that `teacher` may be chosen for, as they stand now.
    pub fn tasks_of(&self, teacher: TeacherId) -> impl Iterator<Item = (ActivityId, &Task)> {
        let resource = self.person(teacher);
        self.tasks().filter(move |(id, _)| self.problem.activity(*id).needs[0].candidates.contains(&resource))
    }

    /// Who may be chosen for a task, as it stands now.
    #[must_use]
    pub fn candidates(&self, activity: ActivityId) -> Vec<TeacherId> {
        self.problem.activity(activity).needs[0].candidates.iter().map(|resource| self.teacher(*resource)).collect()
    }

    /// Takes a person out of a task's candidates, and remembers why.
    pub fn bar(&mut self, activity: ActivityId, teacher: TeacherId, tag: Tag) {
        let resource = self.person(teacher);
        let candidates = &mut self.problem.activities[activity.index()].needs[0].candidates;
        if let Some(position) = candidates.iter().position(|candidate| *candidate == resource) {
            candidates.remove(position);
            self.problem.barred.push(Barred { activity, need: 0, resource, tag });
        }
    }

    /// Lets a person do so many tasks at once.
    pub fn set_capacity(&mut self, teacher: TeacherId, capacity: u32) {
        let resource = self.person(teacher);
        self.problem.resources[resource.index()].capacity = capacity;
    }

    /// "`teacher` does this task", for [`Form::Count`].
    #[must_use]
    pub fn term(&self, activity: ActivityId, teacher: TeacherId, weight: i32) -> Term {
        let placement = self.problem.activity(activity).domain[0];
        Term { activity, placement, weight, given: Some((0, self.person(teacher))) }
    }

    /// Adds a constraint.
    pub fn add(&mut self, kind: Kind, form: Form, strength: Strength, tag: Tag) {
        self.problem.constraints.push(Constraint { kind, form, strength, tag });
    }

    /// Minutes needed from one building to another; 0 where one is not stated.
    #[must_use]
    pub fn transfer(&self, from: Option<BuildingId>, to: Option<BuildingId>) -> Minutes {
        match (from, to) {
            (Some(a), Some(b)) => self.school.transfer[a.index()][b.index()],
            _ => Minutes(0),
        }
    }
}

/// Writes the choices of `solution` into the service plan: staff of its sessions, and the weekly shifts.
pub fn raise_roster(roster: &Roster<'_>, solution: &Solution, service: &mut ServicePlan) {
    let school = roster.school;
    service.shifts.clear();
    for session in &mut service.sessions {
        session.staff.clear();
    }
    for (index, task) in roster.tasks.iter().enumerate() {
        let chosen = solution.lessons.get(index).and_then(|lessons| lessons.first());
        let Some(resource) = chosen.and_then(|choice| choice.resources.first()) else { continue };
        let name = school.teacher(roster.teacher(*resource)).name.clone();
        match task.of {
            TaskOf::Session(row) => service.sessions[row].staff.push(name),
            TaskOf::Post(post) => service.shifts.push(Shift {
                post: task.name.clone(),
                kind: school.duty.post(post).kind,
                weekday: task.span.weekday,
                time: task.span.time,
                place: task.building.map_or(String::new(), |building| school.buildings[building.index()].clone()),
                person: name,
            }),
        }
    }
    for session in &mut service.sessions {
        session.staff.sort();
    }
    service.shifts.sort();
    for club in &mut service.clubs {
        let mut staff: Vec<String> = service
            .sessions
            .iter()
            .filter(|session| session.kind == ServiceKind::Club && session.name == club.club)
            .flat_map(|session| session.staff.iter().cloned())
            .collect();
        staff.sort();
        staff.dedup();
        club.staff = staff;
    }
}
