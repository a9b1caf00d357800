//! Kinds of subjects and the subjects that everybody knows.

use super::{Fault, Parsed, clean};
use crate::args;
use crate::school::SubjectKind;
use crate::text::input::BAD_SUBJECT_KIND;

/// Words for the kinds: the one of configuration files first.
const KINDS: &[(SubjectKind, &[&str])] = &[
    (SubjectKind::Chinese, &["chinese", "语文"]),
    (SubjectKind::Maths, &["maths", "math", "数学"]),
    (SubjectKind::English, &["english", "英语", "外语"]),
    (SubjectKind::Morality, &["morality", "道德与法治", "道法", "品德"]),
    (SubjectKind::Science, &["science", "科学"]),
    (SubjectKind::Humanities, &["humanities", "人文", "史地"]),
    (SubjectKind::Pe, &["pe", "体育"]),
    (SubjectKind::Music, &["music", "音乐"]),
    (SubjectKind::Art, &["art", "美术"]),
    (SubjectKind::Technology, &["technology", "信息科技", "信息技术", "信息"]),
    (SubjectKind::Labour, &["labour", "劳动"]),
    (SubjectKind::Practice, &["practice", "综合实践", "综合"]),
    (SubjectKind::ClassMeeting, &["class-meeting", "班会"]),
    (SubjectKind::SelfStudy, &["self-study", "自习"]),
    (SubjectKind::Other, &["other", "其他", "其它"]),
];

/// Reads the word for a kind.
pub fn subject_kind(text: &str) -> Parsed<SubjectKind> {
    let text = clean(text);
    let word = text.to_lowercase().replace('_', "-");
    KINDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind).ok_or_else(|| {
        let known: Vec<_> = KINDS.iter().map(|(kind, _)| kind_word(*kind)).collect();
        Fault::new(&BAD_SUBJECT_KIND, args! { text: text, known: known.join(" ") })
    })
}

/// The word for a kind in configuration files.
#[must_use]
pub fn kind_word(kind: SubjectKind) -> &'static str {
    KINDS.iter().find(|(each, _)| *each == kind).and_then(|(_, words)| words.first()).copied().unwrap_or("other")
}

/// What is known about a subject from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WellKnown {
    /// Kind.
    pub kind: SubjectKind,
    /// Whether the policy forbids to squeeze it: morality, arts, PE, science, comprehensive practice (with labour and
    /// information technology, which grew out of it).
    pub protected: bool,
}

const SUBJECTS: &[(SubjectKind, bool, &[&str])] = &[
    (SubjectKind::Chinese, false, &["语文", "写字", "作文"]),
    (SubjectKind::Maths, false, &["数学"]),
    (SubjectKind::English, false, &["英语", "外语", "日语", "俄语"]),
    (SubjectKind::Morality, true, &["道德与法治", "道法", "品德", "思想品德", "道德与法制", "政治", "思政"]),
    (SubjectKind::Science, true, &["科学"]),
    (SubjectKind::Science, false, &["物理", "化学", "生物", "生物学"]),
    (SubjectKind::Humanities, false, &["历史", "地理", "历史与社会"]),
    (SubjectKind::Pe, true, &["体育", "体育与健康", "体健", "体育活动"]),
    (SubjectKind::Music, true, &["音乐", "唱游"]),
    (SubjectKind::Art, true, &["美术", "书法", "艺术"]),
    (SubjectKind::Technology, true, &["信息科技", "信息技术", "信息", "计算机"]),
    (SubjectKind::Labour, true, &["劳动", "劳动教育", "劳技", "劳动与技术"]),
    (SubjectKind::Practice, true, &["综合实践", "综合实践活动", "综合", "研究性学习"]),
    (SubjectKind::ClassMeeting, false, &["班会", "班队会", "班队", "队会", "班团队会", "班团会"]),
    (SubjectKind::SelfStudy, false, &["自习", "阅读"]),
    (SubjectKind::Other, false, &["心理", "心理健康", "校本", "校本课程", "地方", "地方课程", "国防", "安全", "健康"]),
];

/// What is known about the subject `name`; a number after the name (`体育一`, `体育2`) is part of no kind.
#[must_use]
pub fn well_known(name: &str) -> Option<WellKnown> {
    let name = clean(name);
    let find = |name: &str| {
        SUBJECTS
            .iter()
            .find(|(_, _, names)| names.contains(&name))
            .map(|(kind, protected, _)| WellKnown { kind: *kind, protected: *protected })
    };
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九".contains(c));
    find(&name).or_else(|| find(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_back_from_their_words() {
        for (kind, words) in KINDS {
            for word in *words {
                assert_eq!(subject_kind(word), Ok(*kind), "{word}");
            }
            assert_eq!(subject_kind(kind_word(*kind)), Ok(*kind));
        }
        assert_eq!(subject_kind("Class_Meeting"), Ok(SubjectKind::ClassMeeting));
        assert_eq!(subject_kind("吃饭").unwrap_err().error.code, "E126");
    }

    #[test]
    fn well_known_subjects() {
        let known = |name| well_known(name).map(|known| (known.kind, known.protected));
        assert_eq!(known("语文"), Some((SubjectKind::Chinese, false)));
        assert_eq!(known("体育三"), Some((SubjectKind::Pe, true)));
        assert_eq!(known("科学"), Some((SubjectKind::Science, true)));
        assert_eq!(known("化学"), Some((SubjectKind::Science, false)));
        assert_eq!(known("校本"), Some((SubjectKind::Other, false)));
        assert_eq!(known("围棋"), None);
        assert_eq!(known(""), None);
    }
}
