//! "Did you mean": the known name nearest to a mistyped one, by edit distance.

use crate::text::Arg;

/// The nearest of `known` as a half sentence, or nothing when none is near.
///
/// Near: at most one edit in every three characters (at least one edit allowed), or in every two when both start with the
/// same two characters; ties go to the earliest in order. A name that differs only in its number (一1班, 一2班) is a
/// different thing rather than a slip, and is never proposed.
pub fn among<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Arg {
    let typed_chars: Vec<char> = typed.chars().take(MOST).collect();
    let limit = (typed_chars.len() / 3).max(1);
    let best = known
        .into_iter()
        .filter(|name| *name != typed && !differ_in_number(typed, name))
        .map(|name| (distance(&typed_chars, &name.chars().take(MOST).collect::<Vec<_>>()), name))
        .filter(|(distance, name)| {
            let alike = typed_chars.iter().zip(name.chars()).take_while(|(a, b)| **a == *b).count();
            let limit = if alike > 1 { limit.max(typed_chars.len() / 2) } else { limit };
            *distance <= limit && *distance < name.chars().count()
        })
        .min();
    match best {
        Some((_, name)) => {
            Arg::Both { zh: format!("，是不是“{name}”？"), en: format!(", did you mean \"{name}\"?") }
        }
        None => Arg::from(""),
    }
}

/// Whether both names have a number and are the same but for it.
fn differ_in_number(a: &str, b: &str) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    let split = |name: &str| name.chars().take(MOST).partition::<String, _>(is_digit);
    let ((number_a, words_a), (number_b, words_b)) = (split(a), split(b));
    words_a == words_b && number_a != number_b && !number_a.is_empty() && !number_b.is_empty()
}

/// Names are compared up to here, so that a megabyte in a cell costs nothing.
const MOST: usize = 64;

/// Edits (insert, delete, replace, swap neighbours) from `a` to `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let replace = last[j] + usize::from(x != y);
            let mut cost = replace.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = last;
        last = row;
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn near_names_are_suggested_and_far_ones_not() {
        let known = ["王芳", "李强", "一年级1班", "capacity"];
        for (typed, suggested) in [("王方", "王芳"), ("一年级1", "一年级1班"), ("capactiy", "capacity")] {
            assert!(among(typed, known).show(Lang::Zh).contains(suggested), "{typed}");
        }
        assert!(among("信息技木", ["音乐", "信息科技"]).show(Lang::Zh).contains("信息科技"));
        for (typed, name) in [("一3班", "一1班"), ("二1班", "一1班"), ("101", "102")] {
            assert_eq!(among(typed, [name]), Arg::from(""), "{typed}");
        }
        for typed in ["赵敏", "", "x", "房间"] {
            assert_eq!(among(typed, known), Arg::from(""), "{typed}");
        }
    }

    #[test]
    fn swapped_neighbours_are_one_edit() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&chars("fromat"), &chars("format")), 1);
        assert_eq!(distance(&chars(""), &chars("ab")), 2);
        assert_eq!(distance(&chars("kitten"), &chars("sitting")), 3);
    }
}
