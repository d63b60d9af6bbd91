//! The order in which points appear as density grows, such that every first part of them is even.
//!
//! Weighted sample elimination (Yuksel 2015, "Sample elimination for generating Poisson disk sample sets", §3 and §5):
//! again and again the point with the heaviest neighbourhood goes, and takes its weight off its neighbours. A pass
//! knows one radius, so it removes only two fifths of its points before the radius grows.

use super::{Cells, spacing};
use crate::base::math::Vec3;

/// Share of its points that a pass keeps.
const KEPT: f32 = 0.6;
/// Distances below this share of the radius weigh no more: otherwise the last pass's spacing would be undone.
const LEAST_DISTANCE: f32 = 0.35;
/// Passes stop at this few points; their order among themselves is that of a last, complete elimination.
const LAST_PASS: usize = 24;

/// Place of each point in the order of appearance, 0 first. They would cover `area` mm² all together.
pub(super) fn order(points: &[Vec3], area: f32) -> Vec<u32> {
    let mut place = vec![0_u32; points.len()];
    let mut left: Vec<u32> = (0..points.len() as u32).collect();
    while !left.is_empty() {
        let goal = if left.len() <= LAST_PASS { 0 } else { (left.len() as f32 * KEPT) as usize };
        left = eliminate(points, &left, goal, spacing(goal.max(1) as f32 / area), &mut place);
    }
    place
}

/// Points looked at in one go.
const BLOCK: usize = 16;

/// A point and the weight of its neighbourhood.
struct Node {
    position: Vec3,
    weight: f32,
}

/// One pass: removes the heaviest of the points `left` until `goal` are, noting their places from the back.
fn eliminate(points: &[Vec3], left: &[u32], goal: usize, reach: f32, place: &mut [u32]) -> Vec<u32> {
    let positions: Vec<Vec3> = left.iter().map(|i| points[*i as usize]).collect();
    let (cells, order) = Cells::new(&positions, reach);
    drop(positions);
    let mut nodes: Vec<Node> = order.iter().map(|i| Node { position: points[left[*i as usize] as usize], weight: 0.0 }).collect();
    let (limit, per_reach) = (reach * reach, 1.0 / reach);
    let weight = |d2: f32| {
        let t = 1.0 - (d2.sqrt() * per_reach).max(LEAST_DISTANCE);
        let t2 = t * t;
        t2 * t2 * (t2 * t2)
    };

    let mut first = Vec::with_capacity(nodes.len() + 1);
    let mut neighbours: Vec<u32> = Vec::with_capacity(nodes.len() * 6);
    first.push(0_u32);
    for i in 0..nodes.len() {
        let p = nodes[i].position;
        let from_here = neighbours.len();
        for (from, to) in cells.near(p) {
            for (block, some) in nodes[from..to].chunks(BLOCK).enumerate() {
                // Written whether near or not, counted only if near: no branch to guess wrong.
                let (mut near, mut n) = ([0_u32; BLOCK], 0);
                for (k, node) in some.iter().enumerate() {
                    let j = from + block * BLOCK + k;
                    near[n % BLOCK] = j as u32;
                    n += usize::from(((node.position - p).length_squared() < limit) & (j != i));
                }
                neighbours.extend_from_slice(&near[..n]);
            }
        }
        let sum = neighbours[from_here..].iter().map(|k| weight((nodes[*k as usize].position - p).length_squared())).sum::<f32>();
        nodes[i].weight = sum;
        first.push(neighbours.len() as u32);
    }

    let mut queue = Buckets::new(&nodes);
    for back in (goal..nodes.len()).rev() {
        let Some(i) = queue.pop(&nodes) else { break };
        place[left[order[i] as usize] as usize] = back as u32;
        let p = nodes[i].position;
        for k in &neighbours[first[i] as usize..first[i + 1] as usize] {
            let node = &mut nodes[*k as usize];
            node.weight -= weight((node.position - p).length_squared());
        }
    }
    order.iter().zip(&queue.next).filter(|(_, next)| **next != GONE).map(|(i, _)| left[*i as usize]).collect()
}

/// Weights above this are told apart, in steps of 0.8 %.
const LEAST_WEIGHT: f32 = 1e-12;
const NONE: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;

/// A priority queue for weights that only fall: one list for each step of 0.8 %.
///
/// A point whose weight fell stays in its list until it is its turn, and only then moves to the right one.
struct Buckets {
    head: Vec<u32>,
    next: Vec<u32>,
    heaviest: usize,
}

impl Buckets {
    fn new(nodes: &[Node]) -> Self {
        let heaviest = nodes.iter().map(|n| Self::of(n.weight)).max().unwrap_or(0);
        let mut queue = Self { head: vec![NONE; heaviest + 1], next: vec![NONE; nodes.len()], heaviest };
        for (i, node) in nodes.iter().enumerate().rev() {
            queue.insert(i, Self::of(node.weight));
        }
        queue
    }

    /// The bits of a positive float grow with it; the upper ones are its logarithm in steps.
    fn of(weight: f32) -> usize {
        ((weight.max(LEAST_WEIGHT).to_bits() >> 16) - (LEAST_WEIGHT.to_bits() >> 16)) as usize
    }

    fn insert(&mut self, i: usize, bucket: usize) {
        self.next[i] = self.head[bucket];
        self.head[bucket] = i as u32;
    }

    /// Takes out the heaviest point.
    fn pop(&mut self, nodes: &[Node]) -> Option<usize> {
        loop {
            let i = self.head[self.heaviest] as usize;
            if i == NONE as usize {
                if self.heaviest == 0 {
                    return None;
                }
                self.heaviest -= 1;
                continue;
            }
            self.head[self.heaviest] = self.next[i];
            let bucket = Self::of(nodes[i].weight);
            if bucket >= self.heaviest {
                self.next[i] = GONE;
                return Some(i);
            }
            self.insert(i, bucket);
        }
    }
}
