//! The order in which points appear as density grows, such that every first part of them is even.
//!
//! Weighted sample elimination (Yuksel 2015, "Sample elimination for generating Poisson disk sample sets", §3 and §5):
//! again and again the point with the heaviest neighbourhood goes, and takes its weight off its neighbours. A pass
//! knows one radius, so it removes only 29 % of its points before the radius grows.

use super::{Cells, spacing};
use crate::base::math::Vec3;

/// Share of its points that a pass keeps: 1/√2.
const KEPT: f32 = 0.707_106_77;
/// Distances below this share of the radius weigh no more: otherwise the last pass's spacing would be undone.
const LEAST_DISTANCE: f32 = 0.35;
/// Passes stop at this few points; their order among themselves is that of a last, complete elimination.
const LAST_PASS: usize = 24;

/// Place of each point in the order of appearance, 0 first. The first `n` cover `area` mm² at full density.
pub(super) fn order(points: &[Vec3], area: f32, n: usize) -> Vec<u32> {
    let mut place = vec![0_u32; points.len()];
    let mut left: Vec<u32> = (0..points.len() as u32).collect();
    // The surplus goes first, at the radius of the full density.
    let mut goal = n.min(points.len());
    while !left.is_empty() {
        let reach = spacing(goal.max(1) as f32 / area);
        left = eliminate(points, &left, goal, reach, &mut place);
        goal = if left.len() <= LAST_PASS { 0 } else { (left.len() as f32 * KEPT) as usize };
    }
    place
}

/// One pass: removes the heaviest of the points `left` until `goal` are, noting their places from the back.
fn eliminate(points: &[Vec3], left: &[u32], goal: usize, reach: f32, place: &mut [u32]) -> Vec<u32> {
    let positions: Vec<Vec3> = left.iter().map(|i| points[*i as usize]).collect();
    let (cells, order) = Cells::new(&positions, reach);
    let sorted: Vec<Vec3> = order.iter().map(|i| positions[*i as usize]).collect();
    drop(positions);
    let (limit, per_reach) = (reach * reach, 1.0 / reach);
    let weight = |d2: f32| {
        let t = 1.0 - (d2.sqrt() * per_reach).max(LEAST_DISTANCE);
        let t2 = t * t;
        t2 * t2 * (t2 * t2)
    };

    let mut weights = vec![0.0_f32; sorted.len()];
    let mut first = Vec::with_capacity(sorted.len() + 1);
    let mut neighbours: Vec<u32> = Vec::with_capacity(sorted.len() * 6);
    first.push(0_u32);
    for (i, p) in sorted.iter().enumerate() {
        let mut sum = 0.0;
        for (from, to) in cells.near(*p) {
            for (k, q) in sorted[from..to].iter().enumerate() {
                let d2 = (*q - *p).length_squared();
                if d2 < limit && from + k != i {
                    sum += weight(d2);
                    neighbours.push((from + k) as u32);
                }
            }
        }
        weights[i] = sum;
        first.push(neighbours.len() as u32);
    }

    let mut queue = Buckets::new(&weights);
    for back in (goal..sorted.len()).rev() {
        let Some(i) = queue.pop() else { break };
        let i = i as usize;
        place[left[order[i] as usize] as usize] = back as u32;
        for k in &neighbours[first[i] as usize..first[i + 1] as usize] {
            let j = *k as usize;
            if queue.holds(j) {
                weights[j] -= weight((sorted[j] - sorted[i]).length_squared());
                queue.lower(j, weights[j]);
            }
        }
    }
    (0..sorted.len()).filter(|i| queue.holds(*i)).map(|i| left[order[i] as usize]).collect()
}

/// Weights above this are told apart, in steps of 0.8 %.
const LEAST_WEIGHT: f32 = 1e-12;
const NONE: u32 = u32::MAX;

/// A priority queue for weights that only fall: one list for each step of 0.8 %, so every move is a few writes.
struct Buckets {
    head: Vec<u32>,
    next: Vec<u32>,
    previous: Vec<u32>,
    bucket: Vec<u16>,
    heaviest: usize,
}

impl Buckets {
    fn new(weights: &[f32]) -> Self {
        let n = weights.len();
        let heaviest = weights.iter().map(|w| Self::of(*w)).max().unwrap_or(0);
        let mut queue = Self {
            head: vec![NONE; heaviest as usize + 1],
            next: vec![NONE; n],
            previous: vec![NONE; n],
            bucket: vec![0; n],
            heaviest: heaviest as usize,
        };
        for (i, w) in weights.iter().enumerate().rev() {
            queue.insert(i, Self::of(*w));
        }
        queue
    }

    /// The bits of a positive float grow with it; the upper ones are its logarithm in steps.
    fn of(weight: f32) -> u16 {
        let least = LEAST_WEIGHT.to_bits() >> 16;
        (weight.max(LEAST_WEIGHT).to_bits() >> 16).saturating_sub(least) as u16
    }

    fn insert(&mut self, i: usize, bucket: u16) {
        let follower = self.head[bucket as usize];
        self.bucket[i] = bucket;
        self.next[i] = follower;
        self.previous[i] = NONE;
        if follower != NONE {
            self.previous[follower as usize] = i as u32;
        }
        self.head[bucket as usize] = i as u32;
    }

    fn unlink(&mut self, i: usize) {
        let (next, previous) = (self.next[i], self.previous[i]);
        if next != NONE {
            self.previous[next as usize] = previous;
        }
        if previous == NONE {
            self.head[self.bucket[i] as usize] = next;
        } else {
            self.next[previous as usize] = next;
        }
    }

    fn holds(&self, i: usize) -> bool {
        self.bucket[i] != u16::MAX
    }

    fn lower(&mut self, i: usize, weight: f32) {
        let bucket = Self::of(weight);
        if bucket != self.bucket[i] {
            self.unlink(i);
            self.insert(i, bucket.min(self.heaviest as u16));
        }
    }

    fn pop(&mut self) -> Option<u32> {
        while self.head[self.heaviest] == NONE {
            if self.heaviest == 0 {
                return None;
            }
            self.heaviest -= 1;
        }
        let i = self.head[self.heaviest];
        self.unlink(i as usize);
        self.bucket[i as usize] = u16::MAX;
        Some(i)
    }
}
