//! The documents that numbers and rules come from.

use crate::text::Text;

/// A source document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// Number or short name, as rules and profiles cite it.
    pub id: &'static str,
    /// Title.
    pub title: Text,
}

const fn document_of(id: &'static str, zh: &'static str, en: &'static str) -> Document {
    Document { id, title: Text::new(zh, en) }
}

/// Every document cited.
pub const DOCUMENTS: [Document; 10] = [
    document_of("000", "某实验学校“双减”工作实施方案", "a school's plan for the \"double reduction\""),
    document_of(
        "001",
        "中小学减负工作实施方案（22篇，各地各校）",
        "22 plans of districts and schools for lighter school work",
    ),
    document_of("002", "小学落实“双减”工作总结（11篇）", "11 reports of primary schools on the \"double reduction\""),
    document_of(
        "003",
        "北票市义务教育学校校内“双减”三年行动计划（2021-2023年）实施方案",
        "Beipiao city's three-year plan for the \"double reduction\" within schools (2021-2023)",
    ),
    document_of("004", "班主任“双减”工作计划", "class teachers' plans for the \"double reduction\""),
    document_of(
        "2022",
        "义务教育课程方案（2022年版）及各省实施办法",
        "national compulsory-education curriculum plan of 2022, as provinces implement it",
    ),
    document_of(
        "2024",
        "2024年春季起施行的规范课后服务的通知（据转载，未见原文）",
        "a national notice on after-school service, in force since spring 2024 (from reprints; the original was not seen)",
    ),
    document_of("load", "某省教师周课时标准", "one province's weekly teaching loads"),
    document_of("sichuan", "四川某区旧课程计划", "older curriculum plan of a Sichuan district"),
    document_of("school", "学校通行做法", "what schools commonly do"),
];

/// The document cited as `id`.
#[must_use]
pub fn document(id: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.id == id)
}
