//! The hairline an artist draws.
//!
//! Midpoint on its height above the glabella, corners on the vertical through the outer canthus, temples down to the
//! temporal point; the shape says how it runs between them, handles move them, and no line runs further ahead than
//! anatomy lets it or crosses itself. Two scales of irregularity: mounds of about 4 cm, and gaps of millimetres. Left
//! and right differ by millimetres, as in life.

use super::curve::{push, unfold};
use super::parameters::{Handles, TreatmentParameters};
use super::shape::{HairlineShape, PEAK_MM};
use super::zone::Zone;
use crate::base::math::{TAU, Vec2, Vec3, gaussian, lerp, sin, smoothstep, vec2, vec3};
use crate::base::random::triangular;
use crate::base::solve::bisect;
use crate::base::streams;
use crate::head::Landmarks;
use crate::scalp::chart::Chart;
use crate::scalp::outline::{Outline, spanning};

const STREAM: u32 = streams::HAIRLINE;
/// Lowest hairline anyone may ask for, cm above the glabella: a boy's.
pub const LOWEST_HAIRLINE_CM: f32 = 5.5;
/// Length of a mound along the hairline, mm.
const MOUND: f32 = 42.0;
/// Way along the hairline from the tip of a widow's peak to the mound beside it, mm: 225 young men.
const PEAK_TO_MOUND: f32 = 42.0;
/// Above this height, mm, and this far forward the line is front, else it is temple.
const FRONT_ABOVE: f32 = 75.0;
const FRONT_BEFORE: f32 = 58.0;
/// The lowest line of all, with closed corners.
const FOREMOST: TreatmentParameters = TreatmentParameters {
    density: 0.0,
    dot_diameter_mm: 0.0,
    sessions: 3,
    zone: Zone::Full,
    hairline: HairlineShape::Natural,
    handles: Handles { middle: [0.0; 2], corners: [[0.0; 2]; 2], temples: [[0.0; 2]; 2] },
    hairline_height_cm: LOWEST_HAIRLINE_CM,
    temple_recession: 0.0,
    softness_mm: 1.0,
    irregularity: 0.0,
    asymmetry: 0.0,
    unseen_hair: 0.0,
};
/// The line that most ask for, without any irregularity.
pub const USUAL: TreatmentParameters = TreatmentParameters { hairline_height_cm: 8.0, temple_recession: 0.5, softness_mm: 8.0, ..FOREMOST };

/// A place that a handle sits on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandlePlace {
    /// On the skin, mm.
    pub place: Vec3,
    /// Unit normal of the skin there.
    pub normal: Vec3,
}

/// The places a hairline is drawn from, of one head.
pub struct Guide {
    landmarks: Landmarks,
    seed: u32,
    /// Behind the lowest line of all, with closed corners: none is drawn ahead of it.
    foremost: Option<Outline>,
}

/// Control points of a half.
const HALF: usize = 10;
/// Which of them a corner and a temporal point are; the first is the middle.
const CORNER: usize = 4;
const TEMPLE: usize = 7;
/// How much of a handle's way each control point of its half goes along: middle, corner, temporal point.
const FOLLOW: [[f32; 3]; HALF] = [
    [1.0, 0.0, 0.0],
    [0.75, 0.05, 0.0],
    [0.3, 0.35, 0.0],
    [0.05, 0.8, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.7, 0.25],
    [0.0, 0.2, 0.75],
    [0.0, 0.0, 1.0],
    [0.0, 0.0, 0.85],
    [0.0, 0.0, 0.5],
];
/// How far ahead of the lowest line with closed corners any may run, mm: at 5 cm above the glabella there still is
/// skin a brow does not move. At the temple as little as left and right differ.
const AHEAD: f32 = 5.0;
const AHEAD_AT_TEMPLE: f32 = 2.0;
/// How far its waves may run beyond there, mm.
const ROUGH_AT_TEMPLE: f32 = 10.0;

impl Guide {
    /// For a head and a person.
    pub fn new(chart: &Chart, landmarks: &Landmarks, seed: u32) -> Self {
        let mut guide = Self { landmarks: *landmarks, seed, foremost: None };
        guide.foremost = Some(guide.draw(chart, &FOREMOST));
        guide
    }

    /// Distance of a place of the chart behind the foremost line of all, mm along the skin.
    pub fn behind_foremost(&self, q: Vec2) -> f32 {
        self.foremost.as_ref().map_or(f32::MAX, |line| line.depth(q))
    }

    /// The region behind the hairline: distances inside it along the skin.
    pub fn draw(&self, chart: &Chart, p: &TreatmentParameters) -> Outline {
        Outline::behind(chart, &self.line(chart, p), |q| q.y > -60.0)
    }

    /// The hairline as a line on the chart, from the head's left over the front to its right.
    pub fn line(&self, chart: &Chart, p: &TreatmentParameters) -> Vec<Vec2> {
        let mut curve = self.design(chart, p);
        self.roughen(chart, p, &mut curve);
        for q in &mut curve {
            let skin = chart.skin_at(*q);
            let front = skin.y > FRONT_ABOVE || skin.z > FRONT_BEFORE;
            *q = self.held(*q, if front { AHEAD } else { ROUGH_AT_TEMPLE });
        }
        unfold(&mut curve);
        curve
    }

    /// Places on the skin `behind` mm behind the line, as far `along` it from its middle to the head's left as asked, mm.
    pub fn behind(&self, chart: &Chart, p: &TreatmentParameters, along: f32, behind: f32) -> Vec3 {
        let line = self.line(chart, p);
        let middle = line.len() / 2;
        let half: Vec<Vec2> = if along > 0.0 { line[..=middle].iter().rev().copied().collect() } else { line[middle..].to_vec() };
        let mut left = along.abs();
        let mut place = half[0];
        for pair in half.windows(2) {
            let length = chart.skin_at(pair[0]).distance(chart.skin_at(pair[1]));
            place = pair[0] + (pair[1] - pair[0]) * (left / length.max(1e-3)).min(1.0);
            left -= length;
            if left <= 0.0 {
                break;
            }
        }
        // Towards the chart's pole, the crown, near which a unit is a millimetre.
        chart.skin_at(place * (1.0 - behind / place.length().max(1.0)))
    }

    /// The same before any irregularity: what the handles move.
    fn design(&self, chart: &Chart, p: &TreatmentParameters) -> Vec<Vec2> {
        let [left, right] = [0, 1].map(|side| self.half(chart, p, side));
        let mut curve = spanning(&left, &right);
        let peak = p.hairline.traits().peak;
        if peak > 0.0 {
            // Millimetres as steps of the chart, which is smaller than the skin here.
            let middle = curve[curve.len() / 2];
            let peak = peak / chart.skin_at(middle).distance(chart.skin_at(middle + Vec2::Y));
            push(chart, &mut curve, |_, s| {
                // Straight flanks, a round tip, and a mound on either side of its foot.
                let u = (1.0 - 2.0 * s / PEAK_MM[1]).max(0.0);
                peak * (lerp(u, u * (2.0 - u), 0.6) - 0.5) * smoothstep(60.0, 30.0, s) + 0.25 * peak * gaussian(s - PEAK_TO_MOUND, 9.0)
            });
        }
        for q in &mut curve {
            *q = self.held(*q, Self::ahead(chart, *q));
        }
        unfold(&mut curve);
        curve
    }

    /// How far ahead of the foremost line a design may run at a place, mm.
    fn ahead(chart: &Chart, q: Vec2) -> f32 {
        lerp(AHEAD_AT_TEMPLE, AHEAD, smoothstep(FRONT_ABOVE - 13.0, FRONT_ABOVE, chart.skin_at(q).y))
    }

    /// The place itself, or where it may be at most: so far ahead of the foremost line.
    fn held(&self, place: Vec2, ahead: f32) -> Vec2 {
        let mut q = place;
        for _ in 0..4 {
            let beyond = -ahead - self.behind_foremost(q);
            if beyond <= 0.0 {
                break;
            }
            let slope = |d: Vec2| self.behind_foremost(q + d) - self.behind_foremost(q - d);
            q += vec2(slope(Vec2::X), slope(Vec2::Y)).normalize_or(Vec2::NEG_Y) * (beyond + 0.05);
        }
        q
    }

    /// Where the handles sit: middle, left and right corner, left and right temporal point.
    pub fn handles(&self, chart: &Chart, p: &TreatmentParameters) -> [HandlePlace; 5] {
        let curve = self.design(chart, p);
        let middle = curve.len() / 2;
        let per_point = middle / (HALF - 1);
        let [corner, temple] = [CORNER, TEMPLE].map(|point| point * per_point);
        [middle, middle - corner, middle + corner, middle - temple, middle + temple].map(|i| {
            let (place, normal) = (chart.skin_at(curve[i]), chart.normal(curve[i]));
            HandlePlace { place, normal }
        })
    }

    /// Moves control points as the handles say.
    fn follow(&self, chart: &Chart, handles: &Handles, side: usize, points: &mut [Vec2]) {
        let outward = if side == 0 { Vec3::X } else { Vec3::NEG_X };
        let moves = [(0, handles.middle, Vec3::X), (CORNER, handles.corners[side], outward), (TEMPLE, handles.temples[side], Vec3::Y)]
            .map(|(point, way, axis)| if way == [0.0; 2] { Vec2::ZERO } else { self.way(chart, points[point], way, axis) });
        for (point, shares) in points.iter_mut().zip(FOLLOW) {
            *point += moves[0] * shares[0] + moves[1] * shares[1] + moves[2] * shares[2];
        }
    }

    /// The way on the chart for one along the skin, mm: towards the face, and along `axis`; as far as it may go.
    fn way(&self, chart: &Chart, from: Vec2, [forward, aside]: [f32; 2], axis: Vec3) -> Vec2 {
        let (place, normal) = (chart.skin_at(from), chart.normal(from));
        let along = |axis: Vec3| (axis - normal * normal.dot(axis)).normalize_or_zero();
        // Forward runs across the other axis, so that the two never fall into one.
        let aside_axis = along(axis);
        let forward_axis = along(Vec3::Z - aside_axis * aside_axis.z);
        let there = |shares: [f32; 2]| chart.at(place + forward_axis * (forward * shares[0]) + aside_axis * (aside * shares[1]));
        let may = |q: Vec2| self.behind_foremost(q) >= -Self::ahead(chart, q);
        // Whatever is too far ahead goes less far forward first.
        let mut shares = [1.0, 1.0];
        for which in if forward > 0.0 { 0..2 } else { 1..2 } {
            if may(there(shares)) {
                break;
            }
            let with = |share: f32| if which == 0 { [share, shares[1]] } else { [shares[0], share] };
            shares[which] = bisect(0.0, 1.0, 8, |share| may(there(with(share)))).0;
        }
        there(shares) - from
    }

    /// Control points of one side, midline first; `hand` is 0 on the left.
    fn half(&self, chart: &Chart, p: &TreatmentParameters, hand: usize) -> Vec<Vec2> {
        let (l, side) = (&self.landmarks, if hand == 0 { 1.0 } else { -1.0 });
        let traits = p.hairline.traits();
        let middle = chart.above_glabella(l, p.hairline_height_cm * 10.0 + traits.back);
        let start = chart.skin_at(middle);
        let own = |k: u32| p.asymmetry * triangular(self.seed, STREAM, k) * side;
        let corner = l.frontotemporal;
        // Corners above the outer canthus. They go up and down with the midpoint.
        let forward = traits.corners(p.temple_recession);
        // A mature man's corner, half closed, is level with the middle; there the skin falls by half a mm for each one forward.
        let ahead = traits.corner_forward + 1.9 * traits.level * (corner.y - l.mid_frontal.y - 2.0);
        // No corner is closed further than on the lowest line; on it, too, the slider opens it.
        let room =
            chart.above_glabella(l, LOWEST_HAIRLINE_CM * 10.0).y - middle.y + FOREMOST.hairline.traits().corners(0.0) - traits.corners(0.0);
        let forward = forward + ahead.min(room);
        // A corner held back leaves the line no room for its own bow.
        let own_bow = if ahead > room { room / ahead } else { 1.0 };
        let usual = HairlineShape::Natural.traits().front;
        let front = [0, 1, 2].map(|i| lerp(usual[i], traits.front[i], own_bow));
        let lower = middle.y - chart.at(l.mid_frontal).y;
        let corner_z = chart.skin_at(chart.at(corner) + vec2(0.0, lower + forward - 4.0 * own(0))).z;
        let canthus = corner.x.abs() + traits.corner_out + 1.5 * own(1);
        let drop = start.z - corner_z;
        let apex = chart.from_above(canthus, corner_z);
        let height = chart.skin_at(apex).y;
        let temple = l.temporal_point;
        let mirror = |q: Vec2| vec2(q.x * side, q.y);
        // Between corner and temporal point the edge keeps a little behind both.
        let edge = |share: f32, bow: f32| chart.from_left(lerp(height, temple.y, share), lerp(corner_z, temple.z, share) - bow);
        let mut points = vec![
            middle + vec2(0.0, 2.0 * own(2)),
            mirror(chart.from_above(canthus * 0.29, start.z - drop * front[0] + own(3))),
            mirror(chart.from_above(canthus * 0.58, start.z - drop * front[1] + 1.5 * own(4))),
            mirror(chart.from_above(canthus * 0.83, start.z - drop * front[2] + own(6))),
            mirror(apex),
            mirror(edge(0.35, traits.edge[0])),
            mirror(edge(0.70, traits.edge[1])),
            mirror(chart.at(temple)) + vec2(0.0, 2.0 * own(5)),
        ];
        points.extend([(67.0, temple.y - 16.0, 33.0), (73.0, 22.0, 26.0)].map(|(x, y, z)| mirror(chart.at(vec3(x, y, z)))));
        self.follow(chart, &p.handles, hand, &mut points);
        points
    }

    /// Moves the front of the curve in and out: mounds, and notches between them.
    fn roughen(&self, chart: &Chart, p: &TreatmentParameters, curve: &mut [Vec2]) {
        let irregularity = p.irregularity * p.hairline.traits().waves;
        push(chart, curve, |q, s| {
            // Only hairline and temple.
            let share = irregularity * smoothstep(175.0, 120.0, s);
            if share <= 0.0 {
                return 0.0;
            }
            let side = u32::from(q.x < 0.0);
            let own = p.asymmetry * 0.25 * smoothstep(0.0, 25.0, s);
            let wave = |length: f32, k: u32| {
                let phase = triangular(self.seed, STREAM + k, 9) * 0.12 + triangular(self.seed, STREAM + k, side) * own;
                sin(TAU * (s / length + phase))
            };
            // A mound at the middle, the next ones a period to each side.
            let mounds = sin(TAU * (s / MOUND + 0.25)) * 2.6 + 2.0 * gaussian(s, 11.0);
            let mm = mounds + wave(17.0, 20) * 2.6 + wave(29.0, 30) * 1.8 + wave(9.3, 40) * 1.8;
            mm * share
        });
    }
}
