//! The growth direction field of hair: out of a whorl at the crown, forward over the top, down and back at the sides.

use super::chart::Chart;
use crate::base::math::{Vec3, cos, exp, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::random::uniform;
use crate::base::streams;
use crate::head::Landmarks;

const STREAM: u32 = streams::FLOW;
/// Angle between the hair and the way straight out of the whorl at its very center, radians.
const TWIST: f32 = 1.25;
/// Distance over which the spiral straightens, mm.
const WHORL_REACH: f32 = 28.0;
/// Share of people whose whorl is on the right, and of those in whom it turns clockwise.
const ON_THE_RIGHT: f32 = 0.7;
const CLOCKWISE: f32 = 0.8;
/// The whorl lies within half of these of its landmark, across and along the head, mm (choice).
const WHORL_VARIES_MM: (f32, f32) = (8.0, 16.0);

/// Forward on top and front: heights and depths between which that begins, mm, and its weight beside the spiral's (choice).
const TOP_Y_MM: (f32, f32) = (70.0, 105.0);
const TOP_Z_MM: (f32, f32) = (-50.0, 10.0);
const TOP_WEIGHT: f32 = 0.9;
/// Down and a little back at the sides and behind: heights between which that begins, mm, and distances from the midline, to which
/// each mm behind the depth adds its share (choice).
const LOW_Y_MM: (f32, f32) = (88.0, 30.0);
const LOW_X_MM: (f32, f32) = (25.0, 60.0);
const BEHIND_Z_MM: f32 = 20.0;
const BEHIND_SHARE: f32 = 0.6;
/// Its direction, and its weight beside the spiral's (choice).
const LOW: Vec3 = vec3(0.0, -1.0, -0.45);
const LOW_WEIGHT: f32 = 2.2;
/// Features per mm of the noise by which directions vary, and how far apart on it its three parts are read, mm (choice).
const NOISE_PER_MM: f32 = 0.07;
const NOISE_APART_MM: f32 = 40.0;

/// Angles between hair and skin, degrees: at the hairline, on top and from mid-scalp back, at the sides and at the temples.
const EDGE_DEGREES: f32 = 15.0;
const TOP_DEGREES: (f32, f32) = (30.0, 44.0);
const SIDE_DEGREES: f32 = 26.0;
const TEMPLE_DEGREES: f32 = 8.0;
/// Where each begins, mm: depth and height of the back, distance from the midline and height of the sides, depth of the temples,
/// distance behind the hairline (choice).
const BACK_Z_MM: (f32, f32) = (40.0, -50.0);
const BACK_Y_MM: (f32, f32) = (60.0, 100.0);
const SIDE_X_MM: (f32, f32) = (50.0, 68.0);
const SIDE_Y_MM: (f32, f32) = (95.0, 60.0);
const TEMPLE_Z_MM: (f32, f32) = (5.0, 40.0);
const EDGE_MM: f32 = 35.0;

/// The direction field of one person.
pub struct GrowthField {
    /// Center of the whorl, mm.
    pub whorl: Vec3,
    sense: f32,
    offset: Vec3,
}

impl GrowthField {
    /// Side and sense from the seed: on the right in 7 of 10 people, clockwise in 8 of 10.
    pub fn new(chart: &Chart, landmarks: &Landmarks, seed: u32) -> Self {
        let side = if uniform(seed, STREAM, 0) < ON_THE_RIGHT { -1.0 } else { 1.0 };
        let sense = if uniform(seed, STREAM, 1) < CLOCKWISE { 1.0 } else { -1.0 };
        let shift = vec3((uniform(seed, STREAM, 2) - 0.5) * WHORL_VARIES_MM.0, 0.0, (uniform(seed, STREAM, 3) - 0.5) * WHORL_VARIES_MM.1);
        let w = landmarks.whorl;
        let near = vec3(w.x.abs() * side, w.y, w.z) + shift;
        Self { whorl: chart.skin_at(chart.at(near)), sense, offset: noise::offset(seed, STREAM) }
    }

    /// Unit direction of a hair from root to tip.
    ///
    /// `front_depth` is the distance behind the hairline, mm; `normal` the unit normal of the skin.
    pub fn direction(&self, p: Vec3, normal: Vec3, front_depth: f32) -> Vec3 {
        let along = |v: Vec3| v - normal * v.dot(normal);
        let away = along(p - self.whorl);
        let distance = (p - self.whorl).length();
        let radial = away.normalize_or(along(Vec3::Z).normalize_or(Vec3::X));
        // Clockwise as seen from outside.
        let around = radial.cross(normal) * self.sense;
        let twist = TWIST * exp(-distance / WHORL_REACH);
        let spiral = radial * cos(twist) + around * sin(twist);
        // Forward on top and front; down and a little back at the sides and behind.
        let top = smoothstep(TOP_Y_MM.0, TOP_Y_MM.1, p.y) * smoothstep(TOP_Z_MM.0, TOP_Z_MM.1, p.z);
        let beside = p.x.abs() + (BEHIND_Z_MM - p.z).max(0.0) * BEHIND_SHARE;
        let low = smoothstep(LOW_Y_MM.0, LOW_Y_MM.1, p.y) * smoothstep(LOW_X_MM.0, LOW_X_MM.1, beside);
        let course = spiral + along(Vec3::Z) * (TOP_WEIGHT * top) + along(LOW) * (LOW_WEIGHT * low);
        let at = (p + self.offset) * NOISE_PER_MM;
        let noise = |k: f32| noise::value(at + Vec3::splat(k * NOISE_APART_MM));
        let course = along(course.normalize_or(radial) + vec3(noise(0.0), noise(1.0), noise(2.0)) * 0.5).normalize_or(radial);
        let lift = self.exit_angle(p, front_depth);
        course * cos(lift) + normal * sin(lift)
    }

    /// Angle between hair and skin, radians: 15° at the hairline, 6° at the temples, 32–45° from mid-scalp back.
    fn exit_angle(&self, p: Vec3, front_depth: f32) -> f32 {
        let back = smoothstep(BACK_Z_MM.0, BACK_Z_MM.1, p.z);
        let inner = lerp(TOP_DEGREES.0, TOP_DEGREES.1, back * smoothstep(BACK_Y_MM.0, BACK_Y_MM.1, p.y));
        let side = smoothstep(SIDE_X_MM.0, SIDE_X_MM.1, p.x.abs()) * smoothstep(SIDE_Y_MM.0, SIDE_Y_MM.1, p.y);
        let temple = side * smoothstep(TEMPLE_Z_MM.0, TEMPLE_Z_MM.1, p.z);
        let degrees = lerp(lerp(inner, SIDE_DEGREES, side), TEMPLE_DEGREES, temple);
        let edge = lerp(EDGE_DEGREES.min(degrees), degrees, smoothstep(0.0, EDGE_MM, front_depth));
        edge.to_radians()
    }
}
