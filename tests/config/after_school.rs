//! The after-school service, duty and pay as they are read, and every kind of mistake in them.

mod mistakes;

use std::collections::BTreeSet;

use kebiao::config::Loaded;
use kebiao::school::{Basis, ClubLevel, Employment, FlexDay, PostKind, School, ServiceKind, Willing, Work};
use kebiao::text::Lang;
use kebiao::units::{Fen, Weekday};

use crate::cases::{ROOMS, TEACHERS};
use crate::folder::Folder;

pub const CLUBS: &str = "clubs.csv";
pub const PUPILS: &str = "pupils.csv";
pub const POSTS: &str = "posts.csv";
pub const PAY: &str = "pay.csv";

const STATEMENTS: &str = r#"
[after_school]
off_work = "17:30"
group_min = 2
group_max = 40
[[service]]
name = "作业辅导"
kind = "作业辅导"
time = "15:40-16:30"
[[service]]
name = "社团活动"
kind = "club"
days = [{ weekdays = [1, 2, 3], time = "16:40-17:30" }, { weekdays = "周四、周五", time = "16:40-17:40" }]
otherwise = "阅读"
supervisors = ["王芳", "吴婷"]
periods = 2
[[weekly_duty]]
name = "值周教师"
who = "teachers"
people = 2
served = [{ teacher = "吴婷", weeks = 2 }]
[flex]
start = "08:00"
end = "17:00"
[[flex_leave]]
teacher = "吴婷"
weekday = "周三"
time = "08:00-09:30"
[[flex_leave]]
teacher = "周刚"
date = "2026-04-01"
time = "16:00-17:00"
[pay]
month_start = 15
month_budget = "80000.00"
term_budget = 300000
budget = "enforce"
"#;

/// The small school with everything after lessons; everything is right.
pub fn serviced() -> Folder {
    Folder::new()
        .file(
            TEACHERS,
            "教师,学科,干部,身份,课后服务,值班,课后每周最多,课后每天最多,值班每周最多分钟,已值班分钟,审查有效期,弹性余额\n\
             王芳,语文、班会,,,,,,,,,,\n李强,数学、班会,是,本校,,,,,,,,\n周刚,体育,,,是,否,4,1,,,,\n\
             吴婷,地方、心理,,,,,,,120,300,,45\n周教练,,,外聘,,,,,,,2027年8月31日,\n",
        )
        .file(ROOMS, "教室,类型,座位\n操场,操场,\n音乐室,音乐教室,40\n")
        .file(
            CLUBS,
            "社团,类别,级别,先修,时段,星期,最少人数,最多人数,场地,指导教师,指导人数,年级\n\
             篮球,体育,基础,,社团活动,周一、周三,2,20,操场,周教练、周刚,2,1-2\n\
             篮球提高,体育,高级,篮球,,二,1,20,操场,周刚,,\n合唱,艺术,,,,,2,40,音乐教室,吴婷,,一年级\n",
        )
        .file(
            PUPILS,
            "姓名,学号,班级,参加日,志愿,志愿1,志愿2,延时,住校,学过\n甲,1,一1班,全部,篮球、合唱,,,,,\n\
             乙,2,一1班,一三五,,篮球,,,,\n丙,3,一1班,周二,,篮球提高,,,,篮球\n丁,,一1班,无,,,,,,\n\
             戊,5,一2班,周一至周五,,合唱,篮球,,,\n",
        )
        .file(
            POSTS,
            "岗位,类别,星期,时间,人数,人员,地点,时段,班级,计时\n校门,gate,,07:50-08:20,2,all,,,,\n\
             巡查,巡查,一三五,15:40-17:30,,leaders,,,,\n作业辅导考勤,考勤,,,,王芳、吴婷,,作业辅导,,\n\
             机动,机动,周五,15:40-16:30,,,,,,\n",
        )
        .file(
            PAY,
            "项目,单位,工作,单价,基数,身份,干部,教师,星期,晚于,最少人数,用途\n\
             课后服务费,时段,课后服务、社团,40,,,,,,,,\n考勤费,天,考勤,40,,,,,,,,\n值班费,天,校门、值周,30.50,,本校、退休,否,,周一至周五,,,\n\
             超额,生课时,作业辅导,0.35,30,,,,,17:00,31,超额津贴\n",
        )
        .state(STATEMENTS)
        .edit(
            "school.toml",
            "[tables]\n",
            "[tables]\nclubs = \"clubs.csv\"\npupils = \"pupils.csv\"\nposts = \"posts.csv\"\npay_items = \"pay.csv\"\n",
        )
}

fn read(folder: &Folder) -> Loaded {
    folder.read().unwrap_or_else(|errors| {
        panic!("{}", errors.0.iter().map(|error| error.render(Lang::Zh)).collect::<Vec<_>>().join("\n"))
    })
}

fn codes_of_notes(loaded: &Loaded) -> Vec<&str> {
    loaded.notes.iter().map(|note| note.error.code).collect()
}

fn day(number: u8) -> Weekday {
    Weekday::new(number).unwrap()
}

fn names(school: &School, ids: &[kebiao::units::TeacherId]) -> String {
    school.teacher_list(ids)
}

#[test]
fn people_are_who_the_teacher_table_says() {
    let school = read(&serviced()).school;
    let of = |name: &str| school.teacher(school.teacher_named(name).unwrap());
    assert_eq!((of("王芳").employment, &of("王芳").willing), (Employment::Own, &Willing::default()));
    let limits = &of("周刚").willing;
    assert_eq!((limits.duty, limits.max_per_week, limits.max_per_day), (false, Some(4), Some(1)));
    assert_eq!((of("吴婷").willing.max_duty, of("吴婷").willing.served), (Some(120), 300));
    let coach = of("周教练");
    assert_eq!(
        (coach.employment, coach.willing.vetted_until.unwrap().to_string()),
        (Employment::External, "2027-08-31".into())
    );
    assert_eq!(school.room(school.room_named("音乐室").unwrap()).seats, Some(40));
}

#[test]
fn slots_have_times_by_day() {
    let school = read(&serviced()).school;
    let service = &school.service;
    assert_eq!(
        (service.off_work.unwrap().to_string(), service.groups.min, service.groups.max),
        ("17:30".into(), 2, 40)
    );
    let [homework, clubs] = service.slots.as_slice() else { panic!() };
    assert_eq!((homework.kind, homework.days.len(), homework.classes.len()), (ServiceKind::Homework, 5, 2));
    assert!(homework.supervisors.is_empty() && homework.voluntary && !homework.teaches);
    let times: Vec<_> = clubs.days.values().map(ToString::to_string).collect();
    assert_eq!(times, ["16:40-17:30", "16:40-17:30", "16:40-17:30", "16:40-17:40", "16:40-17:40"]);
    assert_eq!((clubs.otherwise, clubs.periods, clubs.staff), (Some(ServiceKind::Reading), 2, 1));
    assert_eq!(names(&school, &clubs.supervisors), "王芳、吴婷");
}

#[test]
fn clubs_and_pupils_know_each_other() {
    let loaded = read(&serviced());
    let school = &loaded.school;
    let [ball, better, choir] = school.service.clubs.as_slice() else { panic!() };
    let meets = |club: &kebiao::school::Club| {
        club.meets.iter().map(|(slot, day)| (slot.index(), day.number())).collect::<Vec<_>>()
    };
    assert_eq!((meets(ball), ball.level, ball.staff), (vec![(1, 1), (1, 3)], ClubLevel::Basic, 2));
    assert_eq!(names(school, &ball.instructors), "周刚、周教练");
    assert_eq!((ball.grades.as_slice(), choir.grades.as_slice()), ([1, 2].as_slice(), [1].as_slice()));
    assert_eq!((better.requires.map(|club| club.index()), better.level), (Some(0), ClubLevel::Advanced));
    assert_eq!((meets(choir).len(), choir.rooms.len(), choir.kind), (5, 1, ServiceKind::Art));
    let pupils = &school.service.pupils;
    let shown: Vec<_> = pupils
        .iter()
        .map(|pupil| {
            let days: String = pupil.days.iter().map(|day| day.number().to_string()).collect();
            (pupil.name.as_str(), days, pupil.choices.iter().map(|club| club.index()).collect::<Vec<_>>())
        })
        .collect();
    let expected = [
        ("甲", "12345", vec![0, 2]),
        ("乙", "135", vec![0]),
        ("丙", "2", vec![1]),
        ("丁", "", vec![]),
        ("戊", "12345", vec![2, 0]),
    ];
    assert_eq!(shown, expected.map(|(name, days, choices)| (name, days.to_owned(), choices)));
    assert_eq!(codes_of_notes(&loaded), Vec::<&str>::new());
    let heads = |weekday: u8| {
        let class = |name: &str| school.class_named(name).unwrap();
        let slot = school.service.slot_named("作业辅导").unwrap();
        ["一1班", "一2班"].map(|name| school.service.enrolled(slot, day(weekday), class(name)))
    };
    assert_eq!((heads(1), heads(2), heads(4)), ([2, 1], [2, 1], [1, 1]));
}

#[test]
fn posts_are_held_by_those_who_may() {
    let school = read(&serviced()).school;
    let posts = &school.duty.posts;
    assert_eq!(
        posts.iter().map(|post| post.name.as_str()).collect::<Vec<_>>(),
        ["校门", "巡查", "作业辅导考勤（一年级）", "机动"]
    );
    // 周刚 takes no duty, 周教练 is not of the school.
    assert_eq!((names(&school, &posts[0].who), posts[0].people), ("王芳、李强、吴婷".into(), 2));
    assert_eq!((names(&school, &posts[1].who), posts[1].kind), ("李强".into(), PostKind::Patrol));
    assert_eq!(posts[1].days.keys().map(|day| day.number()).collect::<Vec<_>>(), [1, 3, 5]);
    assert_eq!((posts[2].classes.len(), posts[2].days.len(), posts[2].slot.is_some()), (2, 5, true));
    assert_eq!((posts[0].counts, posts[3].counts), (true, false));
    let [weekly] = school.duty.weekly.as_slice() else { panic!() };
    assert_eq!((names(&school, &weekly.who), weekly.people, weekly.served.len()), ("王芳、吴婷".into(), 2, 1));
    let flex = school.duty.flex.as_ref().unwrap();
    assert_eq!((flex.start.to_string(), flex.end.to_string(), flex.opening.len()), ("08:00".into(), "17:00".into(), 1));
    let date = chrono::NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
    assert_eq!(
        flex.leaves.iter().map(|leave| leave.day).collect::<Vec<_>>(),
        [FlexDay::Weekly(day(3)), FlexDay::Once(date)]
    );
}

#[test]
fn pay_is_exact() {
    let pay = read(&serviced()).school.pay;
    assert_eq!(
        (pay.month_start, pay.month_budget, pay.term_budget, pay.enforce),
        (15, Some(Fen(8_000_000)), Some(Fen(30_000_000)), true)
    );
    let [service, attendance, duty, extra] = pay.items.as_slice() else { panic!() };
    assert_eq!((service.basis, service.works.len(), service.rate), (Basis::Slot, ServiceKind::ALL.len(), Fen(4000)));
    assert_eq!(attendance.works, BTreeSet::from([Work::Duty(PostKind::Attendance)]));
    assert_eq!((duty.rate, duty.leaders, duty.weekdays.len(), duty.employments.len()), (Fen(3050), Some(false), 5, 2));
    assert_eq!(duty.works, BTreeSet::from([Work::Duty(PostKind::Gate), Work::WeeklyDuty]));
    assert_eq!((extra.basis, extra.rate, extra.min_pupils), (Basis::PupilPeriod { base: 30 }, Fen(35), 31));
    assert_eq!((extra.ends_after.unwrap().to_string(), extra.purpose.as_str()), ("17:00".into(), "超额津贴"));
    assert_eq!(read(&Folder::new()).school.pay.month_start, 1);
}

#[test]
fn people_from_outside_belong_to_no_set() {
    let events = "[[event]]\nname = \"例会\"\nkind = \"staff-meeting\"\nweekday = 1\ntime = \"16:00-17:00\"\nteachers = \"all\"\n\
                  [[research]]\nname = \"教研\"\nteachers = \"all\"\ntimes = \"周三下午\"";
    let school = read(&serviced().state(events)).school;
    assert_eq!(names(&school, &school.events[0].teachers), "王芳、李强、周刚、吴婷");
    assert_eq!(school.research[0].teachers.len(), 4);
    // Nor is one chosen for a subject that the teacher table names.
    let folder = serviced().edit(TEACHERS, "周教练,,", "周教练,体育,").edit(
        "requirements.csv",
        "一1班,体育,周刚",
        "一1班,体育,?",
    );
    let school = read(&folder).school;
    let pe = school.requirements.iter().find(|r| school.subject(r.subject).name == "体育").unwrap();
    assert_eq!(names(&school, &pe.sections[0].teachers[0].candidates), "周刚");
}

#[test]
fn head_counts_do_without_pupils() {
    let heads = "班级,时段,星期,人数\n一1班,作业辅导,,30\n一2班,作业辅导,周一,12\n一2班,社团活动,一二,0\n";
    let folder =
        serviced().edit("school.toml", "pupils = \"pupils.csv\"", "heads = \"heads.csv\"").file("heads.csv", heads);
    let school = read(&folder).school;
    let counts: Vec<_> = school.service.heads.values().copied().collect();
    assert_eq!(counts, [30, 12, 30, 30, 30, 30]);
}

#[test]
fn toml_says_the_same_as_tables() {
    let inline = r#"
[[club]]
name = "篮球"
kind = "sport"
level = "basic"
slot = "社团活动"
weekdays = [1, 3]
min = 2
max = 20
rooms = ["操场"]
instructors = ["周教练", "周刚"]
staff = 2
grades = [1, 2]
[[club]]
name = "篮球提高"
kind = "sport"
level = "advanced"
requires = "篮球"
weekdays = 2
min = 1
max = 20
rooms = "操场"
instructors = "周刚"
[[club]]
name = "合唱"
kind = "art"
min = 2
max = 40
rooms = "音乐教室"
instructors = ["吴婷"]
grades = "grade 1"
[[pay_item]]
name = "课后服务费"
basis = "slot"
works = ["service", "club"]
rate = 40
[[pay_item]]
name = "考勤费"
basis = "day"
works = "attendance"
rate = "40.00"
[[pay_item]]
name = "值班费"
basis = "day"
works = ["gate", "weekly-duty"]
rate = 30.50
employment = ["own", "retired"]
leaders = false
weekdays = [1, 2, 3, 4, 5]
[[pay_item]]
name = "超额"
basis = "pupil-period"
works = ["homework"]
rate = 0.35
base = 30
ends_after = "17:00"
min_pupils = 31
purpose = "超额津贴"
"#;
    let folder = serviced().state(inline).edit("school.toml", "clubs = \"clubs.csv\"\n", "").edit(
        "school.toml",
        "pay_items = \"pay.csv\"\n",
        "",
    );
    let (a, b) = (read(&serviced()).school, read(&folder).school);
    assert_eq!(format!("{:?}", a.service.clubs), format!("{:?}", b.service.clubs));
    assert_eq!(format!("{:?}", a.pay), format!("{:?}", b.pay));
}

/// The example of `docs/pay.md` can be pasted into a `school.toml`.
#[test]
fn the_documented_pay_items_are_read() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pay.md")).unwrap();
    let snippet = docs.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let (before, _) = STATEMENTS.split_at(STATEMENTS.find("[pay]").unwrap());
    let folder = serviced().edit("school.toml", "pay_items = \"pay.csv\"\n", "").edit(
        "school.toml",
        STATEMENTS,
        &format!("{before}{snippet}"),
    );
    let school = read(&folder).school;
    let pay = &school.pay;
    assert_eq!((pay.month_start, pay.month_budget, pay.enforce), (15, Some(Fen(3_000_000)), false));
    let items: Vec<_> = pay.items.iter().map(|item| (item.name.as_str(), item.basis, item.rate)).collect();
    assert_eq!(
        items,
        [
            ("课时费", Basis::Period, Fen(4_000)),
            ("考勤费", Basis::Day, Fen(4_000)),
            ("值班费", Basis::Day, Fen(3_000)),
            ("超员费", Basis::PupilPeriod { base: 35 }, Fen(100)),
        ]
    );
    assert!(pay.items[2].works.contains(&Work::Duty(PostKind::Patrol)));
}

/// 30 000 pupils read without anything that grows faster than they do: comparing each with each would take far longer
/// than the minute that a loaded machine and a build without optimisation are allowed.
#[test]
fn thirty_thousand_pupils_are_read_quickly() {
    let mut table = "姓名,学号,班级,参加日,志愿1,志愿2\n".to_owned();
    for number in 0..30_000 {
        table.push_str(&format!("学生{number},{number},一{}班,全部,篮球,合唱\n", 1 + number % 2));
    }
    let folder = serviced().file(PUPILS, table);
    let start = std::time::Instant::now();
    let school = read(&folder).school;
    assert_eq!(school.service.pupils.len(), 30_000);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
