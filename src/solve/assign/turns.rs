//! Moves: who else has to change when one post goes to somebody else.
//!
//! - *alone*: only the post;
//! - *ejection*: what the new person does at the same time goes to the old one if possible, else to anybody, and so on;
//! - *exchange*: in return for some other post, which need not be at the same time: loads stay alike.

use super::state::{State, Step};
use crate::solve::local::moves::Dice;

/// More posts than this do not change hands at once.
const MOST_STEPS: usize = 6;

/// Builds moves; keeps its memory between them.
#[derive(Debug, Default)]
pub(super) struct Turns {
    pub steps: Vec<Step>,
}

impl Turns {
    /// Only `post` changes, to variable `to`.
    pub(super) fn alone(&mut self, state: &State<'_>, post: u32, to: u32) {
        self.steps.clear();
        self.steps.push(Step { post, from: state.at[post as usize], to });
    }

    /// `post` goes to variable `to`, and what is in the way goes elsewhere.
    pub(super) fn ejection(&mut self, state: &State<'_>, post: u32, to: u32, dice: &mut Dice) {
        self.alone(state, post, to);
        let roster = state.roster;
        let mut next = 0;
        while let Some(step) = self.steps.get(next).copied() {
            next += 1;
            let (old, new) = (roster.choice(step.from).1, roster.choice(step.to).1);
            if !roster.single.get(new as usize).is_some_and(|single| *single) {
                continue;
            }
            let Some(meets) = roster.meets.get(step.post as usize) else { continue };
            for other in state.held(new) {
                let moved = self.steps.iter().any(|step| step.post == *other);
                if moved || meets.binary_search(other).is_err() || self.steps.len() >= MOST_STEPS {
                    continue;
                }
                let to = roster.find(*other, old).or_else(|| somebody(state, *other, dice));
                if let Some(to) = to {
                    self.steps.push(Step { post: *other, from: state.at[*other as usize], to });
                }
            }
        }
    }

    /// `post` goes to variable `to`, and another post of the person there comes back, or goes to a third one.
    pub(super) fn exchange(&mut self, state: &State<'_>, post: u32, to: u32, dice: &mut Dice) {
        self.alone(state, post, to);
        let roster = state.roster;
        let held = state.held(roster.choice(to).1);
        if held.is_empty() {
            return;
        }
        let other = held[dice.position(held.len())];
        self.back(state, post, other, dice);
    }

    /// Adds that `other` goes to who has `post` now, or to somebody else when that is impossible.
    pub(super) fn back(&mut self, state: &State<'_>, post: u32, other: u32, dice: &mut Dice) {
        if other == post {
            return;
        }
        let to = state.roster.find(other, state.who(post)).or_else(|| somebody(state, other, dice));
        if let Some(to) = to {
            self.steps.push(Step { post: other, from: state.at[other as usize], to });
        }
    }
}

impl Turns {
    /// Adds what follows from the steps: what must be on with them is switched on, what nothing needs any more off.
    pub(super) fn follow(&mut self, state: &State<'_>) {
        let roster = state.roster;
        if roster.followers.is_empty() {
            return;
        }
        let asked = self.steps.len();
        for index in 0..asked {
            for y in roster.followers.above(self.steps[index].to) {
                let post = roster.choice(*y).0;
                let from = state.at[post as usize];
                if from != *y && !self.moves(post) {
                    self.steps.push(Step { post, from, to: *y });
                }
            }
        }
        for index in 0..asked {
            for y in roster.followers.above(self.steps[index].from) {
                let post = roster.choice(*y).0;
                if state.at[post as usize] != *y || self.moves(post) {
                    continue;
                }
                let stays = |x: &u32| {
                    let below = roster.choice(*x).0;
                    let step = self.steps.iter().find(|step| step.post == below);
                    step.map_or(state.at[below as usize], |step| step.to) == *x
                };
                if !roster.followers.below(*y).iter().any(stays) {
                    let first = roster.compiled.first[post as usize];
                    let to = if *y == first { first + 1 } else { first };
                    self.steps.push(Step { post, from: *y, to });
                }
            }
        }
    }

    fn moves(&self, post: u32) -> bool {
        self.steps.iter().any(|step| step.post == post)
    }
}

/// Somebody else for a post.
fn somebody(state: &State<'_>, post: u32, dice: &mut Dice) -> Option<u32> {
    let to = any(state, post, dice);
    (to != state.at[post as usize]).then_some(to)
}

/// A random candidate of a post.
pub(super) fn any(state: &State<'_>, post: u32, dice: &mut Dice) -> u32 {
    let first = state.roster.compiled.first[post as usize];
    first + dice.below(state.roster.compiled.first[post as usize + 1] - first)
}
