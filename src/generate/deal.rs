//! Dealing classes to teachers: runs of even weight, and one class teacher for each class.

/// Cuts a row of weights into runs of at most `cap`, as few as possible and of nearly equal weight.
pub(super) fn deal(weights: &[u32], cap: u32) -> Vec<std::ops::Range<usize>> {
    let total: u32 = weights.iter().sum();
    for bins in total.div_ceil(cap.max(1)).max(1).. {
        let mut runs = Vec::new();
        let (mut start, mut done, mut fits) = (0, 0, true);
        for bin in 0..bins {
            let goal = (u64::from(total) * u64::from(bin + 1) / u64::from(bins)) as u32;
            let mut end = start;
            let mut load = 0;
            while end < weights.len() && (end == start || done + weights[end] / 2 <= goal) {
                load += weights[end];
                done += weights[end];
                end += 1;
            }
            fits &= load <= cap || end == start + 1;
            if end > start {
                runs.push(start..end);
            }
            start = end;
        }
        if fits && start == weights.len() {
            return runs;
        }
        if bins as usize > weights.len() {
            break;
        }
    }
    (0..weights.len()).map(|index| index..index + 1).collect()
}

/// Gives each of the `candidates` lists one of its own candidates, no candidate to two: who gets whom, by candidate.
pub(super) fn matching(candidates: &[Vec<usize>], count: usize) -> Vec<Option<usize>> {
    let mut taken = vec![None; count];
    for one in 0..candidates.len() {
        augment(one, candidates, &mut taken, &mut vec![false; count]);
    }
    taken
}

fn augment(class: usize, candidates: &[Vec<usize>], class_of: &mut [Option<usize>], seen: &mut Vec<bool>) -> bool {
    for &teacher in &candidates[class] {
        if std::mem::replace(&mut seen[teacher], true) {
            continue;
        }
        let free = match class_of[teacher] {
            None => true,
            Some(other) => augment(other, candidates, class_of, seen),
        };
        if free {
            class_of[teacher] = Some(class);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_few_even_and_below_the_cap() {
        assert_eq!(deal(&[6; 10], 36), [0..5, 5..10]);
        assert_eq!(deal(&[6; 13], 36).len(), 3);
        assert_eq!(deal(&[16, 16], 16), [0..1, 1..2]);
        assert_eq!(deal(&[50], 36), vec![std::ops::Range { start: 0, end: 1 }]);
        assert!(deal(&[], 36).is_empty());
    }

    #[test]
    fn everybody_gets_a_candidate_of_their_own() {
        assert_eq!(matching(&[vec![0, 1], vec![0], vec![1, 2]], 3), [Some(1), Some(0), Some(2)]);
        assert_eq!(matching(&[vec![0], vec![0]], 1), [Some(0)]);
    }
}
