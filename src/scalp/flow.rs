//! Which way hair lies: out of a whorl at the crown, forward over the top, down and back at the sides.

use super::chart::Chart;
use crate::base::math::{Vec3, cos, exp, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::random::uniform;
use crate::base::streams;
use crate::head::Landmarks;

const STREAM: u32 = streams::FLOW;
/// Angle between the hair and the way straight out of the whorl at its very centre, radians.
const TWIST: f32 = 1.25;
/// Distance over which the spiral straightens, mm.
const WHORL_REACH: f32 = 28.0;

/// The direction field of one person.
pub struct Flow {
    /// Centre of the whorl, mm.
    pub whorl: Vec3,
    sense: f32,
    offset: Vec3,
}

impl Flow {
    /// Side and sense from the seed: on the right in 7 of 10 people, clockwise in 8 of 10.
    pub fn new(chart: &Chart, landmarks: &Landmarks, seed: u32) -> Self {
        let side = if uniform(seed, STREAM, 0) < 0.7 { -1.0 } else { 1.0 };
        let sense = if uniform(seed, STREAM, 1) < 0.8 { 1.0 } else { -1.0 };
        let shift = vec3((uniform(seed, STREAM, 2) - 0.5) * 8.0, 0.0, (uniform(seed, STREAM, 3) - 0.5) * 16.0);
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
        let top = smoothstep(70.0, 105.0, p.y) * smoothstep(-50.0, 10.0, p.z);
        let low = smoothstep(88.0, 30.0, p.y) * smoothstep(25.0, 60.0, p.x.abs() + (20.0 - p.z).max(0.0) * 0.6);
        let course = spiral + along(Vec3::Z) * (0.9 * top) + along(vec3(0.0, -1.0, -0.45)) * (2.2 * low);
        let at = p + self.offset;
        let wander =
            vec3(noise::value(at * 0.07), noise::value(at * 0.07 + Vec3::splat(40.0)), noise::value(at * 0.07 + Vec3::splat(80.0)));
        let course = along(course.normalize_or(radial) + wander * 0.5).normalize_or(radial);
        let lift = self.exit_angle(p, front_depth);
        course * cos(lift) + normal * sin(lift)
    }

    /// Angle between hair and skin, radians: 15° at the hairline, 6° at the temples, 32–45° from mid-scalp back.
    fn exit_angle(&self, p: Vec3, front_depth: f32) -> f32 {
        let back = smoothstep(40.0, -50.0, p.z);
        let inner = lerp(30.0, 44.0, back * smoothstep(60.0, 100.0, p.y));
        let side = smoothstep(50.0, 68.0, p.x.abs()) * smoothstep(95.0, 60.0, p.y);
        let temple = side * smoothstep(5.0, 40.0, p.z);
        let degrees = lerp(lerp(inner, 26.0, side), 8.0, temple);
        let edge = lerp(15.0_f32.min(degrees), degrees, smoothstep(0.0, 35.0, front_depth));
        edge.to_radians()
    }
}
