//! Choices that follow from others: `x <= y`, where the post of `y` has two candidates and says no more than whether
//! something happens at all (whether somebody is paid for a day on which he does anything). Local search switches them on and
//! off together with what they follow from.

use crate::solve::compiled::{Compiled, Price};

/// See the module's docs.
#[derive(Debug, Default)]
pub(super) struct Followers {
    /// For each variable `x` the `y` with `x <= y`; empty when there are none at all.
    above: Vec<Vec<u32>>,
    /// For each variable `y` the `x` with `x <= y`.
    below: Vec<Vec<u32>>,
    /// Whether each post follows.
    posts: Vec<bool>,
}

impl Followers {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let (size, posts) = (compiled.variables.len(), compiled.counts.len());
        let mut made = Self { above: vec![Vec::new(); size], below: vec![Vec::new(); size], posts: vec![false; posts] };
        for row in compiled.linears.iter().filter(|row| row.price == Price::Hard && row.max == 0) {
            let ([(x, 1), (y, -1)] | [(y, -1), (x, 1)]) = row.terms.as_slice() else { continue };
            let (post, other) = (compiled.variables[y.0 as usize].activity, compiled.variables[x.0 as usize].activity);
            if post != other && compiled.range(post.index()).len() == 2 {
                made.above[x.0 as usize].push(y.0);
                made.below[y.0 as usize].push(x.0);
                made.posts[post.index()] = true;
            }
        }
        if made.posts.contains(&true) { made } else { Self::default() }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.above.is_empty()
    }

    /// What must be 1 when `var` is.
    pub(super) fn above(&self, var: u32) -> &[u32] {
        self.above.get(var as usize).map_or(&[][..], Vec::as_slice)
    }

    /// What can be 1 only when `var` is.
    pub(super) fn below(&self, var: u32) -> &[u32] {
        self.below.get(var as usize).map_or(&[][..], Vec::as_slice)
    }

    /// Whether a post follows others.
    pub(super) fn is_follower(&self, post: u32) -> bool {
        self.posts.get(post as usize).is_some_and(|follows| *follows)
    }
}
