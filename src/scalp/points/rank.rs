//! The order in which points appear as density grows, such that every first part of them is even.
//!
//! Weighted sample elimination (Yuksel 2015, "Sample elimination for generating Poisson disk sample sets", §3 and §5):
//! again and again the point with the heaviest neighbourhood goes, and takes its weight off its neighbours. A pass
//! knows one radius, so it removes only two fifths of its points before the radius grows.

use super::cells::Four;
use super::{Cells, Shuffle, spacing};
use crate::base::math::{Vec3, Vec4};

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

/// Four points and the weights of their neighbourhoods.
struct Node {
    places: Four,
    weights: Vec4,
}

/// One pass: removes the heaviest of the points `left` until `goal` are, noting their places from the back.
#[inline(never)]
fn eliminate(points: &[Vec3], left: &[u32], goal: usize, reach: f32, place: &mut [u32]) -> Vec<u32> {
    let positions: Vec<Vec3> = left.iter().map(|i| points[*i as usize]).collect();
    let (cells, order) = Cells::new(&positions, reach);
    let mut nodes: Vec<Node> = Four::all(&positions, &order).map(|places| Node { places, weights: Vec4::ZERO }).collect();
    drop(positions);
    for i in 0..left.len() {
        weigh(&mut nodes, &cells, reach, i);
    }
    let mut queue = Buckets::new(&nodes, left.len());
    // Those of one bucket weigh alike. They go one after the other over the whole skin, since neighbours in memory are
    // quick to reach, and appear in an order without pattern, so that no part of the skin comes before another.
    let mut alike: Vec<u32> = Vec::new();
    let mut back = left.len();
    let mut note = |alike: &mut Vec<u32>| {
        for (k, i) in Shuffle::new(alike.len(), 0).enumerate() {
            place[alike[i] as usize] = (back - 1 - k) as u32;
        }
        back -= alike.len();
        alike.clear();
    };
    let mut bucket = queue.heaviest;
    for _ in goal..left.len() {
        let Some(i) = queue.pop(&nodes) else { break };
        if queue.heaviest < bucket {
            bucket = queue.heaviest;
            note(&mut alike);
        }
        alike.push(left[order[i] as usize]);
        relieve(&mut nodes, &cells, reach, i);
    }
    note(&mut alike);
    order.iter().zip(&queue.next).filter(|(_, next)| **next != GONE).map(|(i, _)| left[*i as usize]).collect()
}

/// What a point weighs for others at these squared distances; nothing for itself.
#[inline(always)]
fn weights(d2: Vec4, reach: f32) -> Vec4 {
    let t = Vec4::ONE - (d2.sqrt() * Vec4::splat(1.0 / reach)).max(Vec4::splat(LEAST_DISTANCE));
    let t2 = t * t;
    Vec4::select(d2.cmplt(Vec4::splat(reach * reach)) & d2.cmpgt(Vec4::ZERO), t2 * t2 * (t2 * t2), Vec4::ZERO)
}

/// Gives point `i` the weight of its neighbourhood.
#[inline(never)]
fn weigh(nodes: &mut [Node], cells: &Cells, reach: f32, i: usize) {
    let p = nodes[i / 4].places.point(i % 4);
    let mut sum = Vec4::ZERO;
    cells.fours_near(p, |four| sum += weights(nodes[four].places.distances_squared(p), reach));
    nodes[i / 4].weights[i % 4] = (sum.x + sum.y) + (sum.z + sum.w);
}

/// Takes the weight of point `i` off its neighbours.
#[inline(never)]
fn relieve(nodes: &mut [Node], cells: &Cells, reach: f32, i: usize) {
    let p = nodes[i / 4].places.point(i % 4);
    cells.fours_near(p, |four| {
        let node = &mut nodes[four];
        node.weights -= weights(node.places.distances_squared(p), reach);
    });
}

/// Weights above this are told apart, eight steps for each doubling.
const LEAST_WEIGHT: f32 = 1e-12;
const STEP: u32 = 20;
const NONE: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;

/// A priority queue for weights that only fall: one list for each step.
///
/// A point whose weight fell stays in its list until it is its turn, and only then moves to the right one.
struct Buckets {
    head: Vec<u32>,
    next: Vec<u32>,
    heaviest: usize,
}

impl Buckets {
    /// A queue of the first `n` points.
    fn new(nodes: &[Node], n: usize) -> Self {
        let heaviest = (0..n).map(|i| Self::of(nodes, i)).max().unwrap_or(0);
        let mut queue = Self { head: vec![NONE; heaviest + 1], next: vec![NONE; n], heaviest };
        for i in (0..n).rev() {
            queue.insert(i, Self::of(nodes, i));
        }
        queue
    }

    /// The bits of a positive float grow with it; the upper ones are its logarithm in steps.
    fn of(nodes: &[Node], i: usize) -> usize {
        let weight = nodes[i / 4].weights[i % 4];
        ((weight.max(LEAST_WEIGHT).to_bits() >> STEP) - (LEAST_WEIGHT.to_bits() >> STEP)) as usize
    }

    fn insert(&mut self, i: usize, bucket: usize) {
        self.next[i] = self.head[bucket];
        self.head[bucket] = i as u32;
    }

    /// Takes out the heaviest point.
    #[inline(never)]
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
            let bucket = Self::of(nodes, i);
            if bucket >= self.heaviest {
                self.next[i] = GONE;
                return Some(i);
            }
            self.insert(i, bucket);
        }
    }
}
