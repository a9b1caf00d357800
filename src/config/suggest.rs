//! "Did you mean": the known name nearest to a mistyped one, by edit distance.

use crate::text::Arg;

/// The nearest of `known` as a half sentence, or nothing when none is near.
///
/// Near: at most one edit in every three characters (at least one edit allowed); ties go to the earliest in order.
pub fn among<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Arg {
    let typed_chars: Vec<char> = typed.chars().take(MOST).collect();
    let limit = (typed_chars.len() / 3).max(1);
    let best = known
        .into_iter()
        .filter(|name| *name != typed)
        .map(|name| (distance(&typed_chars, &name.chars().take(MOST).collect::<Vec<_>>()), name))
        .filter(|(distance, name)| *distance <= limit && *distance < name.chars().count())
        .min();
    match best {
        Some((_, name)) => {
            Arg::Both { zh: format!("，是不是“{name}”？"), en: format!(", did you mean \"{name}\"?") }
        }
        None => Arg::from(""),
    }
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
