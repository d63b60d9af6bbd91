//! The hairline an artist draws: a Catmull–Rom curve through control points, moved by handles, with irregularity on two scales.
//!
//! Midpoint on its height above the glabella, corners on the vertical through the outer canthus, temples down to the
//! temporal point; the shape says how it runs between them, handles move them, and no line runs further ahead than
//! anatomy lets it or crosses itself. Two scales of irregularity: mounds of about 4 cm, and gaps of millimeters. Left
//! and right differ by millimeters, as in life.

use super::curve::{offset, remove_self_intersections};
use super::parameters::{Handles, TreatmentParameters};
use super::shape::{HairlineShape, PEAK_MM};
use super::zone::Zone;
use crate::base::math::{TAU, Vec2, Vec3, gaussian, lerp, sin, smoothstep, vec2, vec3};
use crate::base::random::triangular;
use crate::base::solve::bisect;
use crate::base::streams;
use crate::head::Landmarks;
use crate::scalp::chart::{Chart, SkinPlace};
use crate::scalp::outline::{Outline, STEPS, join_halves};

const STREAM: u32 = streams::HAIRLINE;
/// Millimeters in a centimeter.
const MM_PER_CM: f32 = 10.0;
/// Lowest hairline of any setting, cm above the glabella: a boy's.
pub const LOWEST_HAIRLINE_CM: f32 = 5.5;
/// Way along the hairline from the tip of a widow's peak to the mound next to it, mm: 225 young men.
const PEAK_TO_MOUND: f32 = 42.0;
/// A peak's flanks are straight, its tip round: by this share. It lies half ahead of the line and half behind, and ends between
/// these distances from the middle; the mounds next to it have this share of its height and this width, mm (choice).
const PEAK_ROUND: f32 = 0.6;
const PEAK_ENDS: (f32, f32) = (60.0, 30.0);
const PEAK_MOUND: f32 = 0.25;
const PEAK_MOUND_WIDTH: f32 = 9.0;
/// Mounds along the line: length and amplitude, mm; a mound lies at the middle, the next ones a length to each side. That of the
/// middle is higher by so much over such a width, mm. (All of the irregularity is a choice: mounds of about 4 cm and
/// gaps of millimeters, low enough that photographs' smooth arcs stay arcs.)
const MOUNDS: Wave = Wave { length: 42.0, amplitude: 1.4, stream: 0 };
const MIDDLE_MOUND: (f32, f32) = (2.0, 11.0);
/// Notches between them.
const NOTCHES: [Wave; 3] = [
    Wave { length: 17.0, amplitude: 0.9, stream: 20 },
    Wave { length: 29.0, amplitude: 0.9, stream: 30 },
    Wave { length: 9.3, amplitude: 0.6, stream: 40 },
];
/// Most of a notch's phase that a person has, in turns; and that either side has for all the asymmetry there may be, from so far off the
/// middle on, mm.
const PHASE: f32 = 0.12;
const SIDE_PHASE: f32 = 0.25;
const SIDE_PHASE_FROM: f32 = 25.0;
/// Index of a notch's random number that both sides share; those of the sides are 0 and 1.
const PERSON: u32 = 9;
/// A quarter turn, from sine to cosine.
const QUARTER: f32 = 0.25;
/// All of the hairline is irregular, and the temple; what lies below ends it between these distances from the middle, mm.
const IRREGULAR_TO: (f32, f32) = (175.0, 120.0);

/// A periodic irregularity along the line.
struct Wave {
    /// Period, mm.
    length: f32,
    /// Half the difference between its least and its most, mm.
    amplitude: f32,
    /// Added to the stream of random numbers.
    stream: u32,
}

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
/// The most usual line, without any irregularity.
pub const DEFAULT_LINE: TreatmentParameters =
    TreatmentParameters { hairline_height_cm: 8.0, temple_recession: 0.5, softness_mm: 8.0, ..FOREMOST };

/// The places a hairline is drawn from, of one head.
pub struct HairlineDesign {
    landmarks: Landmarks,
    seed: u32,
    /// Behind the lowest line of all, with closed corners: none is drawn ahead of it.
    foremost: Option<Outline>,
}

/// Control points of a half.
const HALF: usize = 10;
/// Which of them a corner and a temporal point are, of a person's own hairline too; the first is the middle.
const CORNER: usize = 4;
const TEMPLE: usize = 7;
/// How much of a handle's way each control point of its half goes along: middle, corner, temporal point.
const HANDLE_WEIGHTS: [[f32; 3]; HALF] = [
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
const MOST_AHEAD_MM: f32 = 5.0;
const MOST_AHEAD_AT_TEMPLE_MM: f32 = 2.0;
/// How far its waves may run beyond there, mm.
const MOST_AHEAD_OF_WAVES_MM: f32 = 10.0;
/// Between so far below [`FRONT_ABOVE`] and there, mm, the limit goes from the temple's to the front's.
const LIMIT_CHANGES_MM: f32 = 13.0;
/// A place is moved behind the limit in so many steps, each so much farther than it must, mm.
const LIMIT_STEPS: usize = 4;
const LIMIT_BEYOND_MM: f32 = 0.05;
/// A handle's way is followed along the skin in stretches of at most so much, mm (choice: over 15 mm a skull bends by 1 % of it).
const STRETCH_MM: f32 = 15.0;
/// Least length that a segment of the line counts as, mm.
const LEAST_LENGTH: f32 = 1e-3;
/// Only what lies ahead of here on the chart is inside a hairline, mm.
const INSIDE_FROM: f32 = -60.0;

/// Way forward for each mm by which a corner lies too high to be level with the middle, and the mm by which it may be higher: the skin
/// there falls by about half a mm for each one forward.
const LEVEL_FORWARD: f32 = 1.9;
const LEVEL_MM: f32 = 2.0;
/// Most that left and right differ by, to either side of a mirror image, mm: middle forward, corner back and outward, temporal
/// point forward (choice: millimeters, as in life).
const OWN_MIDDLE: f32 = 2.0;
const OWN_CORNER_BACK: f32 = 4.0;
const OWN_CORNER_OUT: f32 = 1.5;
const OWN_TEMPLE: f32 = 2.0;
/// Both sides of a person's line differ from the design alike, by so many times as much at full irregularity (choice: corners of
/// six people lie within some 8 mm), with random numbers from this index on.
const BOTH_SIDES: f32 = 2.5;
const BOTH_SIDES_FROM: u32 = 16;
/// Control points from middle to corner: share of the way aside (of [`ShapeTraits::front`](super::shape::ShapeTraits)), the most
/// that left and right differ by, mm, and the random number of that.
const FRONT_POINTS: [(f32, f32, u32); 3] = [(0.29, 1.0, 3), (0.58, 1.5, 4), (0.83, 1.0, 6)];
/// Control points from corner to temporal point: share of the way (of [`ShapeTraits::edge`](super::shape::ShapeTraits)).
const EDGE_POINTS: [f32; 2] = [0.35, 0.70];
/// Control points below the temporal point, left, mm: the first lies so far below it; they only bend the line's end.
const BELOW_TEMPLE: Vec3 = vec3(67.0, -16.0, 33.0);
const LAST: Vec3 = vec3(73.0, 22.0, 26.0);

/// Which points of a hairline are its middle, its left and right corner, and its left and right temporal point.
pub fn handle_points(line: &[Vec2]) -> [usize; 5] {
    let (middle, [corner, temple]) = (line.len() / 2, [CORNER, TEMPLE].map(|point| point * STEPS));
    [middle, middle - corner, middle + corner, middle - temple, middle + temple]
}

impl HairlineDesign {
    /// For a head and a person.
    pub fn new(chart: &Chart, landmarks: &Landmarks, seed: u32) -> Self {
        let mut design = Self { landmarks: *landmarks, seed, foremost: None };
        design.foremost = Some(design.draw(chart, &FOREMOST));
        design
    }

    /// Distance of a place of the chart behind the foremost line of all, mm along the skin.
    pub fn behind_foremost(&self, q: Vec2) -> f32 {
        self.foremost.as_ref().map_or(f32::MAX, |line| line.depth(q))
    }

    /// The region behind the hairline: distances inside it along the skin.
    pub fn draw(&self, chart: &Chart, p: &TreatmentParameters) -> Outline {
        Outline::behind(chart, &self.line(chart, p), |q| q.y > INSIDE_FROM)
    }

    /// The hairline as a line on the chart, from the head's left over the front to its right.
    pub fn line(&self, chart: &Chart, p: &TreatmentParameters) -> Vec<Vec2> {
        let mut curve = self.regular_line(chart, p);
        self.add_irregularity(chart, p, &mut curve);
        for q in &mut curve {
            let skin = chart.skin_at(*q);
            let front = skin.y > FRONT_ABOVE || skin.z > FRONT_BEFORE;
            *q = self.limit_forward(*q, if front { MOST_AHEAD_MM } else { MOST_AHEAD_OF_WAVES_MM });
        }
        remove_self_intersections(&mut curve);
        curve
    }

    /// Places on the skin `behind` mm behind the line, as far `along` it from its middle to the head's left as asked, mm.
    pub fn place_behind(&self, chart: &Chart, p: &TreatmentParameters, along: f32, behind: f32) -> Vec3 {
        let line = self.line(chart, p);
        let middle = line.len() / 2;
        let half: Vec<Vec2> = if along > 0.0 { line[..=middle].iter().rev().copied().collect() } else { line[middle..].to_vec() };
        let mut left = along.abs();
        let mut place = half[0];
        for pair in half.windows(2) {
            let length = chart.skin_at(pair[0]).distance(chart.skin_at(pair[1]));
            place = pair[0] + (pair[1] - pair[0]) * (left / length.max(LEAST_LENGTH)).min(1.0);
            left -= length;
            if left <= 0.0 {
                break;
            }
        }
        // Towards the chart's pole, the crown, near which a unit is a millimeter.
        chart.skin_at(place * (1.0 - behind / place.length().max(1.0)))
    }

    /// The same before any irregularity: what the handles move.
    pub fn regular_line(&self, chart: &Chart, p: &TreatmentParameters) -> Vec<Vec2> {
        let [left, right] = [0, 1].map(|side| self.control_points(chart, p, side));
        let mut curve = join_halves(&left, &right);
        let peak = p.hairline.traits().peak;
        if peak > 0.0 {
            // Millimeters as steps of the chart, which is smaller than the skin here.
            let middle = curve[curve.len() / 2];
            let peak = peak / chart.skin_at(middle).distance(chart.skin_at(middle + Vec2::Y));
            offset(
                &mut curve,
                |q| chart.skin_at(q),
                |_, s| {
                    // Straight flanks, a round tip, and a mound on either side of its foot.
                    let u = (1.0 - 2.0 * s / PEAK_MM[1]).max(0.0);
                    peak * (lerp(u, u * (2.0 - u), PEAK_ROUND) - 0.5) * smoothstep(PEAK_ENDS.0, PEAK_ENDS.1, s)
                        + PEAK_MOUND * peak * gaussian(s - PEAK_TO_MOUND, PEAK_MOUND_WIDTH)
                },
            );
        }
        for q in &mut curve {
            *q = self.limit_forward(*q, Self::most_ahead(chart, *q));
        }
        remove_self_intersections(&mut curve);
        curve
    }

    /// How far ahead of the foremost line a design may run at a place, mm.
    fn most_ahead(chart: &Chart, q: Vec2) -> f32 {
        lerp(MOST_AHEAD_AT_TEMPLE_MM, MOST_AHEAD_MM, smoothstep(FRONT_ABOVE - LIMIT_CHANGES_MM, FRONT_ABOVE, chart.skin_at(q).y))
    }

    /// The place itself, or where it may be at most: so far ahead of the foremost line.
    fn limit_forward(&self, place: Vec2, ahead: f32) -> Vec2 {
        let mut q = place;
        for _ in 0..LIMIT_STEPS {
            let beyond = -ahead - self.behind_foremost(q);
            if beyond <= 0.0 {
                break;
            }
            let slope = |d: Vec2| self.behind_foremost(q + d) - self.behind_foremost(q - d);
            q += vec2(slope(Vec2::X), slope(Vec2::Y)).normalize_or(Vec2::NEG_Y) * (beyond + LIMIT_BEYOND_MM);
        }
        q
    }

    /// Where the handles sit: middle, left and right corner, left and right temporal point.
    pub fn handles(&self, chart: &Chart, p: &TreatmentParameters) -> [SkinPlace; 5] {
        let curve = self.regular_line(chart, p);
        handle_points(&curve).map(|i| chart.place(curve[i]))
    }

    /// Moves control points as the handles say.
    fn apply_handles(&self, chart: &Chart, handles: &Handles, side: usize, points: &mut [Vec2]) {
        let outward = if side == 0 { Vec3::X } else { Vec3::NEG_X };
        let moves = [(0, handles.middle, Vec3::X), (CORNER, handles.corners[side], outward), (TEMPLE, handles.temples[side], Vec3::Y)]
            .map(|(point, way, axis)| if way == [0.0; 2] { Vec2::ZERO } else { self.chart_offset(chart, points[point], way, axis) });
        for (point, shares) in points.iter_mut().zip(HANDLE_WEIGHTS) {
            *point += moves[0] * shares[0] + moves[1] * shares[1] + moves[2] * shares[2];
        }
    }

    /// The way on the chart for one along the skin, mm: towards the face, and along `axis`; as far as it may go.
    fn chart_offset(&self, chart: &Chart, from: Vec2, [forward, aside]: [f32; 2], axis: Vec3) -> Vec2 {
        // In stretches short enough for the skin's tangent.
        let stretches = (forward.abs().max(aside.abs()) / STRETCH_MM).ceil().max(1.0);
        let there = |shares: [f32; 2]| {
            let (forward, aside) = (forward * shares[0] / stretches, aside * shares[1] / stretches);
            (0..stretches as usize).fold(from, |q, _| {
                let (place, normal) = (chart.skin_at(q), chart.normal(q));
                let along = |axis: Vec3| (axis - normal * normal.dot(axis)).normalize_or_zero();
                // Forward runs across the other axis, so that the two never fall into one.
                let aside_axis = along(axis);
                let forward_axis = along(Vec3::Z - aside_axis * aside_axis.z);
                chart.at(place + forward_axis * forward + aside_axis * aside)
            })
        };
        let may = |q: Vec2| self.behind_foremost(q) >= -Self::most_ahead(chart, q);
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

    /// Control points of one side, midline first; `side_index` is 0 on the left.
    fn control_points(&self, chart: &Chart, p: &TreatmentParameters, side_index: usize) -> Vec<Vec2> {
        let (l, side) = (&self.landmarks, if side_index == 0 { 1.0 } else { -1.0 });
        let traits = p.hairline.traits();
        let middle = chart.above_glabella(l, p.hairline_height_cm * MM_PER_CM + traits.back);
        let start = chart.skin_at(middle);
        let own = |k: u32| p.asymmetry * triangular(self.seed, STREAM, k) * side;
        let drawn = |k: u32| own(k) + p.irregularity * BOTH_SIDES * triangular(self.seed, STREAM, k + BOTH_SIDES_FROM);
        let corner = l.frontotemporal;
        // Corners above the outer canthus. They go up and down with the midpoint.
        let forward = traits.corners(p.temple_recession);
        // A mature man's corner, half closed, is level with the middle.
        let ahead = traits.corner_forward + LEVEL_FORWARD * traits.level * (corner.y - l.mid_frontal.y - LEVEL_MM);
        // No corner is closed further than on the lowest line; on it, too, the slider opens it.
        let room = chart.above_glabella(l, LOWEST_HAIRLINE_CM * MM_PER_CM).y - middle.y + FOREMOST.hairline.traits().corners(0.0)
            - traits.corners(0.0);
        let forward = forward + ahead.min(room);
        // A corner limited in its way forward flattens the curve between.
        let own_bow = if ahead > room { room / ahead } else { 1.0 };
        let usual = HairlineShape::Natural.traits().front;
        let front = [0, 1, 2].map(|i| lerp(usual[i], traits.front[i], own_bow));
        let lower = middle.y - chart.at(l.mid_frontal).y;
        let corner_z = chart.skin_at(chart.at(corner) + vec2(0.0, lower + forward - OWN_CORNER_BACK * drawn(0))).z;
        let canthus = corner.x.abs() + traits.corner_out + OWN_CORNER_OUT * drawn(1);
        let drop = start.z - corner_z;
        let apex = chart.from_above(canthus, corner_z);
        let height = chart.skin_at(apex).y;
        let temple = l.temporal_point;
        let mirror = |q: Vec2| vec2(q.x * side, q.y);
        // Between corner and temporal point the edge keeps a little behind both.
        let edge = |share: f32, bow: f32| chart.from_left(lerp(height, temple.y, share), lerp(corner_z, temple.z, share) - bow);
        let mut points = vec![middle + vec2(0.0, OWN_MIDDLE * own(2))];
        for ((share, differ, k), back) in FRONT_POINTS.into_iter().zip(front) {
            points.push(mirror(chart.from_above(canthus * share, start.z - drop * back + differ * drawn(k))));
        }
        points.push(mirror(apex));
        points.extend(EDGE_POINTS.into_iter().zip(traits.edge).map(|(share, bow)| mirror(edge(share, bow))));
        points.push(mirror(chart.at(temple)) + vec2(0.0, OWN_TEMPLE * drawn(5)));
        let below = vec3(BELOW_TEMPLE.x, temple.y + BELOW_TEMPLE.y, BELOW_TEMPLE.z);
        points.extend([below, LAST].map(|p| mirror(chart.at(p))));
        self.apply_handles(chart, &p.handles, side_index, &mut points);
        points
    }

    /// Moves the front of the curve in and out: mounds, and notches between them.
    fn add_irregularity(&self, chart: &Chart, p: &TreatmentParameters, curve: &mut [Vec2]) {
        let irregularity = p.irregularity * p.hairline.traits().waves;
        offset(
            curve,
            |q| chart.skin_at(q),
            |q, s| {
                // Only hairline and temple.
                let share = irregularity * smoothstep(IRREGULAR_TO.0, IRREGULAR_TO.1, s);
                if share <= 0.0 {
                    return 0.0;
                }
                let side = u32::from(q.x < 0.0);
                let own = p.asymmetry * SIDE_PHASE * smoothstep(0.0, SIDE_PHASE_FROM, s);
                let notch = |wave: &Wave| {
                    let random = |index: u32| triangular(self.seed, STREAM + wave.stream, index);
                    let phase = random(PERSON) * PHASE + random(side) * own;
                    sin(TAU * (s / wave.length + phase)) * wave.amplitude
                };
                let mounds = sin(TAU * (s / MOUNDS.length + QUARTER)) * MOUNDS.amplitude + MIDDLE_MOUND.0 * gaussian(s, MIDDLE_MOUND.1);
                NOTCHES.iter().fold(mounds, |mm, wave| mm + notch(wave)) * share
            },
        );
    }
}
