//! Every kind of mistake about the after-school service, duty and pay: codes, lines and words.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kebiao::config::Diagnostic;
use kebiao::text::Lang;
use kebiao::text::input::after_school;

use super::{CLUBS, PAY, POSTS, PUPILS, serviced};
use crate::cases::{CLASSES, ROOMS, ROWS, T, TEACHERS};
use crate::folder::{Folder, relative};

struct Case {
    name: &'static str,
    expected: &'static [&'static str],
    folder: Folder,
}

fn case(name: &'static str, expected: &'static [&'static str], folder: Folder) -> Case {
    Case { name, expected, folder }
}

/// A club table with one club, its cells after the name as given.
fn club(cells: &str) -> Folder {
    serviced()
        .file(PUPILS, "姓名,班级,参加日\n甲,一1班,全部\n")
        .file(CLUBS, format!("社团,时段,星期,最少人数,最多人数,场地,指导教师,指导人数,年级\n篮球,{cells}\n"))
}

/// A pay table with one item, its cells after the name as given.
fn item(cells: &str) -> Folder {
    serviced().file(PAY, format!("项目,单位,工作,单价,基数,晚于\n课时费,{cells}\n"))
}

fn pupils(rows: &str) -> Folder {
    serviced().file(PUPILS, format!("姓名,学号,班级,参加日,志愿\n{rows}"))
}

fn heads(rows: &str) -> Folder {
    serviced()
        .edit(T, "pupils = \"pupils.csv\"", "heads = \"heads.csv\"")
        .file("heads.csv", format!("班级,时段,星期,人数\n{rows}"))
}

/// People, slots and clubs.
fn of_the_menu() -> Vec<Case> {
    let outside = |rows: &str| Folder::new().file(TEACHERS, format!("教师,身份\n王芳,\n李强,\n周刚,\n吴婷,\n{rows}"));
    vec![
        case(
            "an outsider with lessons and a class",
            &["E250 classes.csv:2", "E250 requirements.csv:4"],
            outside("周教练,外聘\n").edit(CLASSES, "王芳", "周教练").edit(ROWS, "周刚,4", "周教练,4"),
        ),
        case("an unknown sort of person", &["E137 teachers.csv:6"], outside("周教练,外平\n")),
        case("vetted until no date", &["E230 teachers.csv:6"], serviced().edit(TEACHERS, "8月31日", "8月32日")),
        case("seats of no number", &["E121 rooms.csv:3"], serviced().edit(ROOMS, ",40", ",很多")),
        case(
            "no time of day",
            &["E252 school.toml:9"],
            serviced().edit(T, "off_work = \"17:30\"", "off_work = \"五点半\""),
        ),
        case(
            "groups the wrong way round",
            &["E253 school.toml:10"],
            serviced().edit(T, "group_min = 2", "group_min = 50"),
        ),
        case(
            "no slots at all",
            &["E254 clubs.csv:2"],
            Folder::new()
                .edit(T, "[tables]\n", "[tables]\nclubs = \"clubs.csv\"\n")
                .file(CLUBS, "社团,场地,指导教师\n篮球,操场,周刚\n"),
        ),
        case("a slot without a time", &["E255 school.toml:12"], serviced().edit(T, "time = \"15:40-16:30\"", "")),
        case(
            "a slot with two times on a day",
            &["E256 school.toml:19"],
            serviced().edit(T, "\"周四、周五\"", "\"三、四、五\""),
        ),
        case(
            "weekdays nobody understands",
            &["E251 school.toml:19"],
            serviced().edit(T, "\"周四、周五\"", "\"周四周八\""),
        ),
        case(
            "a slot on a day without school",
            &["E154 school.toml:19"],
            serviced().edit(T, "\"周四、周五\"", "\"周四、周六\""),
        ),
        case(
            "a slot of an unknown kind",
            &["E137 school.toml:14"],
            serviced().edit(T, "kind = \"作业辅导\"", "kind = \"作业辅到\""),
        ),
        case("a slot without a kind", &["E132 school.toml:12"], serviced().edit(T, "kind = \"作业辅导\"", "")),
        case(
            "a slot without classes",
            &["E257 school.toml:15"],
            serviced()
                .file(PUPILS, "姓名,班级,参加日\n甲,一1班,无\n")
                .file(POSTS, "岗位,时间\n校门,07:50-08:20\n")
                .edit(T, "time = \"15:40-16:30\"", "classes = []\ntime = \"15:40-16:30\""),
        ),
        case(
            "something else in a slot that has no clubs",
            &["E258 school.toml:16"],
            serviced().edit(T, "time = \"15:40-16:30\"", "time = \"15:40-16:30\"\notherwise = \"阅读\""),
        ),
        case("slots that overlap", &["E259 school.toml:16"], serviced().edit(T, "15:40-16:30", "15:40-16:50")),
        case(
            "extended care beside clubs",
            &["E259 pupils.csv:2"],
            serviced().state("[[service]]\nname = \"延时\"\nkind = \"extended\"\ntime = \"17:00-18:30\"").edit(
                PUPILS,
                "篮球、合唱,,,,,",
                "篮球、合唱,,,是,,",
            ),
        ),
        case("an unknown slot", &["E260 clubs.csv:2"], club("社团活到,周一,2,20,操场,周刚,,")),
        case("a prerequisite that is no club", &["E261 clubs.csv:3"], serviced().edit(CLUBS, "高级,篮球", "高级,蓝球")),
        case("a club in a slot that has none", &["E262 clubs.csv:2"], club("作业辅导,周一,2,20,操场,周刚,,")),
        case(
            "a club that names no slot of two",
            &["E263 clubs.csv:2"],
            club(",周一,2,20,操场,周刚,,")
                .state("[[service]]\nname = \"午间社团\"\nkind = \"club\"\ntime = \"12:30-13:20\""),
        ),
        case(
            "a club on a day on which its slot is not held",
            &["E264 clubs.csv:2"],
            club("社团活动,周四,2,20,操场,周刚,,").edit(
                T,
                ", { weekdays = \"周四、周五\", time = \"16:40-17:40\" }",
                "",
            ),
        ),
        case("a club without a room", &["E265 clubs.csv:2"], club("社团活动,周一,2,20,,周刚,,")),
        case("a kind of room that the school lacks", &["E266 clubs.csv:2"], club("社团活动,周一,2,20,舞蹈教室,周刚,,")),
        case("a mistyped room", &["E266 clubs.csv:2"], club("社团活动,周一,2,20,操厂,周刚,,")),
        case("rooms too small for a club", &["E267 clubs.csv:2"], club("社团活动,周一,41,60,音乐教室,周刚,,")),
        case("fewest members above the most", &["E253 clubs.csv:2"], club("社团活动,周一,21,20,操场,周刚,,")),
        case("a club without an instructor", &["E268 clubs.csv:2"], club("社团活动,周一,2,20,操场,,,")),
        case("too few instructors", &["E269 clubs.csv:2"], club("社团活动,周一,2,20,操场,周刚,2,")),
        case("an unknown instructor", &["E142 clubs.csv:2"], club("社团活动,周一,2,20,操场,周钢,,")),
        case(
            "an instructor who takes no part",
            &["E270 clubs.csv:2"],
            club("社团活动,周一,2,20,操场,周刚,,").edit(TEACHERS, "周刚,体育,,,是,", "周刚,体育,,,否,"),
        ),
        case(
            "an outsider without vetting",
            &["E271 clubs.csv:2"],
            club("社团活动,周一,2,20,操场,周教练,,").edit(TEACHERS, "2027年8月31日", ""),
        ),
        case(
            "clubs that require each other",
            &["E272 clubs.csv:2"],
            serviced().edit(CLUBS, "基础,,", "基础,篮球提高,"),
        ),
        case("grades nobody understands", &["E273 clubs.csv:2"], club("社团活动,周一,2,20,操场,周刚,,大班")),
        case("grades that the school lacks", &["E149 clubs.csv:2"], club("社团活动,周一,2,20,操场,周刚,,7-9")),
        case("a club twice", &["E140 clubs.csv:5"], serviced().add(CLUBS, "合唱,艺术,,,,,2,40,音乐教室,吴婷,,\n")),
    ]
}

/// Enrolment, duty and pay.
fn of_the_rest() -> Vec<Case> {
    let many: String = (0..200).map(|n| format!("学生{n},,一9班,全部,\n")).collect();
    let wishes: String = (0..200).map(|n| format!("学生{n},,一1班,全部,蓝球\n")).collect();
    let post = |cells: &str| serviced().file(POSTS, format!("岗位,类别,星期,时间,人数,人员,地点,时段\n校门,{cells}\n"));
    vec![
        case("200 pupils of a class that is not there", &["E274 pupils.csv:2"], pupils(&many)),
        case("200 wishes for a club that is not there", &["E275 pupils.csv:2"], pupils(&wishes)),
        case("pupils without days", &["E276 pupils.csv:3"], pupils("甲,,一1班,一,\n乙,,一1班,,\n丙,,一2班,,\n")),
        case(
            "pupils on a day without service",
            &["E277 pupils.csv:3"],
            pupils("甲,,一1班,周四,\n乙,,一1班,四五,\n丙,,一2班,全部,\n")
                .file(POSTS, "岗位,时间\n校门,07:50-08:20\n")
                .file(CLUBS, "社团,场地,指导教师\n篮球,操场,周刚\n")
                .edit(T, "time = \"15:40-16:30\"", "time = \"15:40-16:30\"\nweekdays = [1, 2, 3, 4]")
                .edit(T, "\"周四、周五\"", "\"周四\""),
        ),
        case("a pupil twice", &["E140 pupils.csv:3"], pupils("甲,1,一1班,全部,\n甲,1,一1班,周一,\n")),
        case("a pupil number twice", &["E140 pupils.csv:3"], pupils("甲,1,一1班,全部,\n乙,1,一1班,周一,\n")),
        case("a pupil on a Sunday", &["E277 pupils.csv:2"], pupils("甲,1,一1班,周日,\n")),
        case("a pupil without a name", &["E132 pupils.csv:2"], pupils(",1,一1班,周一,\n")),
        case(
            "a class with pupils and head counts",
            &["E278 heads.csv:2"],
            heads("一1班,作业辅导,,30\n一1班,社团活动,,30\n一2班,作业辅导,,30\n")
                .edit(T, "heads =", "pupils = \"pupils.csv\"\nheads =")
                .file(PUPILS, "姓名,班级,参加日\n甲,一1班,全部\n"),
        ),
        case(
            "a head count for a class outside the slot",
            &["E279 heads.csv:2"],
            heads("一2班,作业辅导,,30\n").edit(T, "kind = \"作业辅导\"", "kind = \"作业辅导\"\nclasses = [\"一1班\"]"),
        ),
        case("a head count twice", &["E140 heads.csv:3"], heads("一2班,作业辅导,,30\n一2班,作业辅导,周二,30\n")),
        case("a head count of no slot", &["E260 heads.csv:2"], heads("一2班,作业辅到,,30\n")),
        case("a head count of no class", &["E141 heads.csv:2"], heads("一3班,作业辅导,,30\n")),
        case("a post without a time", &["E280 posts.csv:2"], post("gate,,,,,,")),
        case("a post with a wrong time", &["E138 posts.csv:2"], post("gate,,8点,,,,")),
        case("a post of an unknown kind", &["E137 posts.csv:2"], post("校们,,07:50-08:20,,,,")),
        case(
            "a post that nobody may hold",
            &["E268 posts.csv:2"],
            post("gate,,07:50-08:20,,leaders,,").edit(TEACHERS, "班会,是,本校", "班会,,本校"),
        ),
        case("a post for too many", &["E269 posts.csv:2"], post("gate,,07:50-08:20,4,all,,")),
        case("a post for somebody without duty", &["E270 posts.csv:2"], post("gate,,07:50-08:20,,周刚,,")),
        case("a post in no building", &["E146 posts.csv:2"], post("gate,,07:50-08:20,,,北楼,")),
        case("a post when its slot is not held", &["E264 posts.csv:2"], {
            post("考勤,周五,,,,,社团活动").edit(T, "\"周四、周五\"", "\"周四\"")
        }),
        case("a weekly duty without people", &["E132 school.toml:23"], serviced().edit(T, "who = \"teachers\"\n", "")),
        case(
            "weeks served by nobody known",
            &["E142 school.toml:27"],
            serviced().edit(T, "{ teacher = \"吴婷\"", "{ teacher = \"吴停\""),
        ),
        case(
            "leaves without working hours",
            &["E281 school.toml:28", "E281 teachers.csv:5"],
            serviced().edit(T, "[flex]\nstart = \"08:00\"\nend = \"17:00\"\n", ""),
        ),
        case(
            "a leave in the middle of the day",
            &["E282 school.toml:34"],
            serviced().edit(T, "08:00-09:30", "10:00-11:30"),
        ),
        case("a leave for the whole day", &["E282 school.toml:34"], serviced().edit(T, "08:00-09:30", "08:00-17:00")),
        case(
            "a leave outside the term",
            &["E234 school.toml:37"],
            serviced().state("[term]\nname = \"秋\"\nfirst = \"2026-10-12\"\nlast = \"2026-12-31\""),
        ),
        case(
            "a post that bears the name of one made by grade",
            &["E140 posts.csv:6"],
            serviced().add(POSTS, "作业辅导考勤（一年级）,考勤,,15:40-16:30,,,,,,\n"),
        ),
        case("a leave without a day", &["E283 school.toml:31"], serviced().edit(T, "weekday = \"周三\"\n", "")),
        case(
            "a day that ends before it starts",
            &["E284 school.toml:30"],
            serviced().edit(T, "end = \"17:00\"", "end = \"07:00\""),
        ),
        case("a rate with three decimals", &["E285 pay.csv:2"], item("课时,上课,40.125,,")),
        case("a negative budget", &["E285 school.toml:41"], serviced().edit(T, "\"80000.00\"", "-80000")),
        case("an unknown basis", &["E137 pay.csv:2"], item("课实,上课,40,,")),
        case("unknown work", &["E137 pay.csv:2"], item("课时,上客,40,,")),
        case("an item without work", &["E132 pay.csv:2"], item("课时,,40,,")),
        case("an item whose work never comes so", &["E286 pay.csv:2"], item("次,上课,40,,")),
        case("a base that means nothing", &["E287 pay.csv:2"], item("课时,上课,40,30,")),
        case("a pay item after no time", &["E252 pay.csv:2"], item("课时,上课,40,,五点")),
        case(
            "a month that starts on the 31st",
            &["E121 school.toml:40"],
            serviced().edit(T, "month_start = 15", "month_start = 31"),
        ),
        case(
            "a budget to be kept that is not there",
            &["E288 school.toml:41"],
            serviced().edit(T, "month_budget = \"80000.00\"\nterm_budget = 300000\n", ""),
        ),
    ]
}

/// Folders that read, with remarks.
fn remarks() -> Vec<Case> {
    let many: String = (0..30).map(|n| format!("学生{n},,一1班,一三,合唱\n")).collect();
    vec![
        case("wishes for days on which pupils do not stay", &["E290 pupils.csv:2"], pupils(&many)),
        case(
            "a wish of another grade",
            &["E291 pupils.csv:2"],
            pupils("甲,,一1班,全部,篮球\n").edit(CLUBS, "2,1-2", "2,2").edit(CLASSES, "一2班,1", "一2班,2").edit(
                CLUBS,
                ",一年级",
                ",",
            ),
        ),
        case("a wish for what comes later", &["E292 pupils.csv:2"], pupils("甲,,一1班,全部,篮球提高\n")),
        case("a wish twice", &["E293 pupils.csv:2"], pupils("甲,,一1班,全部,篮球、篮球\n")),
        case(
            "a club of former years",
            &["E294 pupils.csv:4"],
            serviced().edit(PUPILS, ",,,,篮球\n", ",,,,篮球、围棋\n").edit(
                PUPILS,
                "篮球提高,,,,篮球、围棋",
                "篮球提高,,,,篮球、围棋",
            ),
        ),
        case("slots without enrolment", &["E295 school.toml:12"], serviced().edit(T, "pupils = \"pupils.csv\"\n", "")),
        case(
            "more pupils than the class has",
            &["E296 heads.csv:2"],
            heads("一1班,作业辅导,,41\n").edit(CLASSES, "班主任\n一1班,1,王芳", "班主任,人数\n一1班,1,王芳,40"),
        ),
        case(
            "a mark without a slot",
            &["E297 pupils.csv:2"],
            serviced().edit(PUPILS, "篮球、合唱,,,,,", "篮球、合唱,,,是,,"),
        ),
    ]
}

fn shown(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|one| format!("{} {}:{}", one.error.code, one.at.file.display(), one.at.line)).collect()
}

/// Every case with what is said about it.
fn found() -> Vec<(Case, Vec<Diagnostic>)> {
    let errors = of_the_menu().into_iter().chain(of_the_rest()).map(|case| {
        let errors = case.folder.read().err().unwrap_or_default().0;
        (case, errors)
    });
    let notes = remarks().into_iter().map(|case| {
        let dir = tempfile::tempdir().unwrap();
        let notes = case.folder.read_in(dir.path()).map(|loaded| loaded.notes);
        let notes = notes.unwrap_or_else(|errors| panic!("{}: {:?}", case.name, errors));
        let notes = relative(kebiao::config::Diagnostics(notes), dir.path()).0;
        (case, notes)
    });
    errors.chain(notes).collect()
}

#[test]
fn every_mistake_is_reported_where_it_stands_in_both_languages() {
    let found = found();
    let mut wrong = String::new();
    for (case, errors) in &found {
        if shown(errors) != case.expected {
            writeln!(wrong, "{}: expected {:?}, found {:?}", case.name, case.expected, shown(errors)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let seen: BTreeSet<&str> = found.iter().flat_map(|(_, errors)| errors).map(|error| error.error.code).collect();
    let missing: Vec<_> =
        after_school::ALL.iter().map(|error| error.code).filter(|code| !seen.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut words = String::new();
        for (case, errors) in &found {
            writeln!(words, "# {}", case.name).unwrap();
            for error in errors {
                let text = error.render(lang);
                assert!(!text.contains('{'), "unfilled: {text}");
                writeln!(words, "{text}").unwrap();
            }
        }
        insta::assert_snapshot!(format!("after-school-{name}"), words);
    }
}

#[test]
fn two_hundred_pupils_are_one_message_that_counts_them() {
    let many: String = (0..200).map(|n| format!("学生{n},,一9班,全部,\n")).collect();
    let errors = pupils(&many).read().unwrap_err().0;
    assert_eq!(errors.len(), 1);
    let words = errors[0].render(Lang::Zh);
    assert!(words.contains("学生19 等，共 200 人") && !words.contains("学生20"), "{words}");
}

#[test]
fn a_broken_table_is_not_blamed_again() {
    let folder = serviced().edit(CLUBS, "社团,类别", "社团,颜色");
    assert_eq!(folder.codes(), ["E110 clubs.csv:1"]);
    let folder = serviced().edit(T, "clubs.csv", "clubz.csv");
    assert_eq!(folder.codes(), ["E101 school.toml:46"]);
    let folder = serviced().edit(PUPILS, "姓名,学号,班级", "名,学号,班级");
    assert_eq!(folder.codes(), ["E110 pupils.csv:1", "E112 pupils.csv:1"]);
}
