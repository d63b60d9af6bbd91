//! Ranks by weighted sample elimination: the order in which points appear as density grows.
//!
//! Yuksel 2015, "Sample elimination for generating Poisson disk sample sets", §3 and §5: again and again the point with
//! the greatest weight is removed, and its contribution subtracted from its neighbors. A pass has one radius, so it
//! removes only two fifths of its points before the radius grows.

use super::point_grid::Vec3x4;
use super::{Permutation, PointGrid, spacing};
use crate::base::lanes::sqrt;
use crate::base::math::{Vec3, Vec4};

/// Share of its points that a pass keeps.
const KEPT: f32 = 0.6;
/// Distances below this share of the radius weigh no more: otherwise the last pass's spacing would be undone.
const LEAST_DISTANCE: f32 = 0.35;
/// Passes stop at this few points; their order among themselves is that of a last, complete elimination.
const LAST_PASS: usize = 24;

/// Writes the place of each point in the order of appearance, 0 first. They would cover `area` mm² all together.
pub(super) fn eliminate_all(points: &[Vec3], area: f32, place: &mut [u32]) {
    let (mut left, mut n) = (Vec::new(), points.len());
    while n > 0 {
        let goal = if n <= LAST_PASS { 0 } else { (n as f32 * KEPT) as usize };
        left = eliminate(points, left, goal, spacing(goal.max(1) as f32 / area), place);
        n = left.len();
    }
}

/// Four points and the weights of their neighborhoods, in one line of the processor's cache.
#[repr(align(64))]
struct PointQuad {
    places: Vec3x4,
    weights: Vec4,
}

/// One pass: removes the heaviest of the points `left`, or of all if that is empty, until `goal` are left, writing their places
/// from the back.
#[inline(never)]
fn eliminate(points: &[Vec3], left: Vec<u32>, goal: usize, reach: f32, place: &mut [u32]) -> Vec<u32> {
    let some: Vec<Vec3> = left.iter().map(|i| points[*i as usize]).collect();
    // The first pass is the largest: its points stay where they are.
    let positions = if left.is_empty() { points } else { &some };
    let (cells, mut order) = PointGrid::new(positions, reach);
    let mut nodes: Vec<PointQuad> = Vec3x4::all(positions, &order).map(|places| PointQuad { places, weights: Vec4::ZERO }).collect();
    let n = order.len();
    if !left.is_empty() {
        order.iter_mut().for_each(|i| *i = left[*i as usize]);
    }
    drop((some, left));
    // Room for the number of every four points.
    let mut found = vec![0; nodes.len()];
    let mut before = vec![[Vec4::ZERO; 4]; nodes.len()];
    for i in 0..n {
        weigh_neighborhood(&mut nodes, &mut before, &cells, reach, i, &mut found);
    }
    drop(before);
    let mut queue = Buckets::new(&nodes, n);
    // Those of one bucket weigh alike. They go one after the other over the whole skin, since neighbors in memory are
    // quick to reach, and appear in an order without pattern, so that no part of the skin comes before another.
    let mut alike: Vec<u32> = Vec::new();
    let mut back = n;
    let mut bucket = queue.heaviest;
    for _ in goal..n {
        let Some(i) = queue.pop(&nodes) else { break };
        if queue.heaviest < bucket {
            bucket = queue.heaviest;
            back = write_ranks(&mut alike, back, place);
        }
        alike.push(order[i]);
        take_off(&mut nodes, &cells, reach, i, &mut found);
    }
    write_ranks(&mut alike, back, place);
    order.iter().zip(&queue.next).filter(|(_, next)| **next != GONE).map(|(i, _)| *i).collect()
}

/// Writes the ranks of the points of one bucket, from the back, and empties it; returns how many are left.
#[inline(never)]
fn write_ranks(alike: &mut Vec<u32>, back: usize, place: &mut [u32]) -> usize {
    for (k, i) in Permutation::new(alike.len(), 0).enumerate() {
        place[alike[i] as usize] = (back - 1 - k) as u32;
    }
    let left = back - alike.len();
    alike.clear();
    left
}

/// What a point weighs for others at these squared distances; nothing for itself.
#[inline(always)]
fn weights(d2: Vec4, reach: f32) -> Vec4 {
    let t = Vec4::ONE - (sqrt(d2) * Vec4::splat(1.0 / reach)).max(Vec4::splat(LEAST_DISTANCE));
    let t2 = t * t;
    Vec4::select(d2.cmplt(Vec4::splat(reach * reach)) & d2.cmpgt(Vec4::ZERO), t2 * t2 * (t2 * t2), Vec4::ZERO)
}

/// Finds every four points of which one lies within reach of `p`, from number `own` on if there is one; returns how many.
///
/// Two thirds of those looked at have none: first all distances without a branch, then weights of the rest.
#[inline(never)]
fn find_fours(nodes: &[PointQuad], cells: &PointGrid, reach: f32, p: Vec3, own: Option<usize>, found: &mut [u32]) -> usize {
    let limit = Vec4::splat(reach * reach);
    let mut n = 0;
    cells.quads_near(p, own, |four| {
        found[n] = four as u32;
        n += usize::from(nodes[four].places.distances_squared(p).cmplt(limit).bitmask() != 0);
    });
    n
}

/// Weight of the neighborhood of point `i`, once those of all points before it are known.
///
/// Two points weigh the same for each other, so each pair is looked at once: `before` has, for every four points, the sums of what the
/// points before have added, by their place in their own four. That is the order in which one sum over all neighbors would add them.
#[inline(never)]
fn weigh_neighborhood(nodes: &mut [PointQuad], before: &mut [[Vec4; 4]], cells: &PointGrid, reach: f32, i: usize, found: &mut [u32]) {
    let (own, lane) = (i / 4, i % 4);
    let p = nodes[own].places.point(lane);
    let mut sum = Vec4::from_array(before[own].each_ref().map(|four| four.as_ref()[lane]));
    let n = find_fours(nodes, cells, reach, p, Some(own), found);
    // The first found is its own four: of that only what comes after it.
    let mut counts = Vec4::from_array(LATER[lane]);
    for four in &found[..n] {
        let four = *four as usize;
        let weights = weights(nodes[four].places.distances_squared(p), reach) * counts;
        counts = Vec4::ONE;
        sum += weights;
        before[four][lane] += weights;
    }
    nodes[own].weights.as_mut()[lane] = (sum.x + sum.y) + (sum.z + sum.w);
}

/// 1 for the places after each of four.
const LATER: [[f32; 4]; 4] = [[0.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0], [0.0; 4]];

/// Takes the weight of point `i` off its neighbors.
#[inline(never)]
fn take_off(nodes: &mut [PointQuad], cells: &PointGrid, reach: f32, i: usize, found: &mut [u32]) {
    let p = nodes[i / 4].places.point(i % 4);
    let n = find_fours(nodes, cells, reach, p, None, found);
    for four in &found[..n] {
        let node = &mut nodes[*four as usize];
        node.weights -= weights(node.places.distances_squared(p), reach);
    }
}

/// Weights above this are distinguished.
const LEAST_WEIGHT: f32 = 1e-12;
/// Bits of a weight that do not count: what is left makes eight steps for each doubling.
const STEP: u32 = 20;
const NONE: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;

/// A priority queue for weights that only fall: one list for each step.
///
/// Lazy update: a point whose weight fell stays in its bucket until popped, then moves to the right one.
struct Buckets {
    head: Vec<u32>,
    next: Vec<u32>,
    heaviest: usize,
}

impl Buckets {
    /// A queue of the first `n` points.
    fn new(nodes: &[PointQuad], n: usize) -> Self {
        let heaviest = (0..n).map(|i| Self::of(nodes, i)).max().unwrap_or(0);
        let mut queue = Self { head: vec![NONE; heaviest + 1], next: vec![NONE; n], heaviest };
        for i in (0..n).rev() {
            queue.insert(i, Self::of(nodes, i));
        }
        queue
    }

    /// The bits of a positive float grow with it; the upper ones are its logarithm in steps.
    fn of(nodes: &[PointQuad], i: usize) -> usize {
        let weight = nodes[i / 4].weights.as_ref()[i % 4];
        ((weight.max(LEAST_WEIGHT).to_bits() >> STEP) - (LEAST_WEIGHT.to_bits() >> STEP)) as usize
    }

    #[inline(never)]
    fn insert(&mut self, i: usize, bucket: usize) {
        self.next[i] = self.head[bucket];
        self.head[bucket] = i as u32;
    }

    /// Takes out the heaviest point.
    #[inline(never)]
    fn pop(&mut self, nodes: &[PointQuad]) -> Option<usize> {
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
