//! Where scalp hair grows before any loss, and how densely.
//!
//! Stage I: a natural hairline in front, round the ears, sideburns, nape.

use super::chart::Chart;
use super::outline::{Outline, mirrored, spanning};
use crate::base::math::{Vec2, Vec3, lerp, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::streams;
use crate::head::{Build, Landmarks, Mesh};

/// Height of a young man's hairline above the glabella, mm along the skin: men average 57–80.
pub const YOUNG_HAIRLINE_MM: f32 = 70.0;
/// Height of a woman's hairline: 62 in Japanese women, 64 from the brows in Korean ones.
pub const WOMANS_HAIRLINE_MM: f32 = 66.0;

/// Down a nape hair thins over so much more than elsewhere, and its hairs get finer and shorter over this, mm (found by
/// trial against photographs of shaved heads: the border is not told from the neck by single hairs).
const NAPE_THINS_MM: f32 = 26.0;
const NAPE_FADES_MM: f32 = 34.0;

/// The hair-bearing scalp of stage I.
pub struct Region {
    whole: Outline,
    front: Outline,
    landmarks: Landmarks,
    offset: Vec3,
    /// How much the sideburns thin towards their ends, 0–1.
    wispy: f32,
}

impl Region {
    /// The region of one person.
    pub fn new(chart: &Chart, l: &Landmarks, build: Build, seed: u32) -> Self {
        let front = match build {
            Build::Masculine => front(chart, l),
            Build::Feminine => round_front(chart, l),
        };
        let mut left = front.clone();
        // Behind the ear hair begins under its rim, a few mm from the fold.
        let (ear, behind) = (l.ear_top, l.ear_top.z - 19.0);
        let spot = |x: f32, y: f32, z: f32| chart.at(vec3(x, y, z));
        left.push(spot(66.0, l.temporal_point.y - 12.0, l.temporal_point.z - 14.0));
        left.extend(sideburn(build).map(|(y, z)| spot(71.0, y, z)));
        left.extend([
            spot(73.0, 17.0, 3.0),
            spot(75.0, ear.y - 3.0, -2.5),
            spot(76.0, ear.y + 5.0, ear.z - 1.0),
            spot(75.0, ear.y - 1.0, ear.z - 14.5),
            spot(72.0, 9.0, behind),
            spot(67.0, -12.0, behind - 3.0),
            spot(60.0, l.nape.y + 12.0, behind - 9.0),
            spot(49.0, l.nape.y - 3.0, l.nape.z + 14.0),
            spot(27.0, l.nape.y - 9.0, l.nape.z + 4.0),
            spot(0.0, l.nape.y - 7.0, l.nape.z),
        ]);
        let mut half = front;
        half.push(chart.at(vec3(74.0, 30.0, 34.0)));
        let other: Vec<Vec2> = half.iter().map(|q| vec2(-q.x, q.y)).collect();
        Self {
            whole: Outline::closed(chart, &mirrored(&left)),
            front: Outline::behind(chart, &spanning(&half, &other), |_| true),
            landmarks: *l,
            offset: noise::offset(seed, streams::REGION),
            wispy: if build == Build::Masculine { 0.1 } else { 1.0 },
        }
    }

    /// Distances inside the edge of the hair, mm along the skin, uneven as in life; negative outside.
    ///
    /// The second is that inside hairline and temples alone: large at the ears, sideburns and nape.
    pub fn depths(&self, q: Vec2, p: Vec3) -> (f32, f32) {
        let uneven = self.unevenness(p);
        (self.whole.depth(q) + uneven, self.front.depth(q) + uneven)
    }

    /// Distance inside the edge of the hair without its unevenness, mm.
    pub fn plain_depth(&self, q: Vec2) -> f32 {
        self.whole.depth(q)
    }

    /// Distance inside hairline and temples without their unevenness, mm.
    pub fn plain_front_depth(&self, q: Vec2) -> f32 {
        self.front.depth(q)
    }

    /// How long and thick a hair is here, 0–1 of the usual: it fades over the nape, `depth` mm inside the edge of the hair.
    pub fn fullness(&self, p: Vec3, depth: f32) -> f32 {
        lerp(1.0, smoothstep(0.0, NAPE_FADES_MM, depth), self.nape(p))
    }

    /// How far down the nape a place is, 0–1.
    fn nape(&self, p: Vec3) -> f32 {
        smoothstep(4.0, self.landmarks.nape.y + 10.0, p.y) * smoothstep(0.0, -20.0, p.z)
    }

    fn unevenness(&self, p: Vec3) -> f32 {
        let front = smoothstep(-20.0, 30.0, p.z);
        let at = p + self.offset;
        (noise::value(at * 0.03) * 6.0 + noise::value(at * 0.11) * 4.0 + noise::value(at * 0.4) * 2.5) * (0.4 + 0.6 * front)
    }

    /// Share 0–1 of full hair density that the place bears, from its two depths.
    ///
    /// Front: half after 5 mm, all after 18 (51 units/cm² at the hairline, 100 behind).
    pub fn share(&self, p: Vec3, depth: f32, front_depth: f32) -> f32 {
        let nape = self.nape(p);
        let edge = hairline_share(front_depth);
        let wisp = self.wispy * smoothstep(34.0, 8.0, p.y) * smoothstep(-2.0, 8.0, p.z);
        let soft = smoothstep(0.0, 5.0 + (NAPE_THINS_MM * nape).max(13.0 * wisp), depth);
        let crown = (p - self.landmarks.whorl).length();
        edge.min(soft) * side_share(p) * (0.92 + 0.08 * smoothstep(90.0, 30.0, crown))
    }
}

/// Share of the top's density that the sides have: three quarters beside the ears, less thin towards the back.
pub fn side_share(p: Vec3) -> f32 {
    let side = smoothstep(50.0, 70.0, p.x.abs()) * smoothstep(100.0, 45.0, p.y);
    1.0 - side * (0.28 - 0.18 * smoothstep(0.0, -60.0, p.z))
}

/// Share of the density behind a natural hairline, `depth` mm inside it.
pub fn hairline_share(depth: f32) -> f32 {
    if depth >= 18.0 {
        return 1.0;
    }
    0.5 * smoothstep(-1.0, 5.0, depth) + 0.5 * smoothstep(3.0, 18.0, depth)
}

/// Edge of the sideburn as (y, z), mm from the ear canals: down its front, round its end, up a few mm before the ear.
///
/// A man's is blunt, 2–3 cm wide, and ends at the tragus (barbers' usual cut); a woman's is short and narrow.
fn sideburn(build: Build) -> [(f32, f32); 6] {
    match build {
        Build::Masculine => [(28.0, 33.0), (10.0, 32.0), (-4.0, 30.5), (-9.5, 25.0), (-10.0, 12.0), (-5.0, 5.5)],
        Build::Feminine => [(30.0, 31.0), (17.0, 27.5), (4.0, 24.0), (-4.0, 19.5), (-3.0, 12.0), (8.0, 5.5)],
    }
}

/// A triangle of the mesh on the skull, not on ears or face below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patch {
    /// Index in the mesh's list.
    pub triangle: u32,
    /// Its middle on the chart.
    pub place: Vec2,
    /// Its middle, mm.
    pub middle: Vec3,
}

/// Triangles within `margin` mm of the hair-bearing scalp.
pub fn patches(chart: &Chart, mesh: &Mesh, region: &Region, margin: f32) -> Vec<Patch> {
    let lowest = region.landmarks.nape.y - margin;
    let mut found = Vec::new();
    for (triangle, corners) in mesh.triangles.iter().enumerate() {
        let [a, b, c] = corners.map(|v| mesh.positions[v as usize]);
        let middle = (a + b + c) / 3.0;
        // Ears and jaw edge on: they face sideways to the way out of the head.
        if middle.y < lowest || (b - a).cross(c - a).normalize_or_zero().dot(chart.outward(middle)) < 0.3 {
            continue;
        }
        let place = chart.at(middle);
        if region.plain_depth(place) > -margin && chart.height_at(place, middle) < 2.0 {
            found.push(Patch { triangle: triangle as u32, place, middle });
        }
    }
    found.shrink_to_fit();
    found
}

/// Control points of the stage I hairline, left half: midline, mound, corner, temple down to the temporal point.
fn front(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let middle = chart.above_glabella(l, YOUNG_HAIRLINE_MM);
    let start = chart.skin_at(middle);
    let canthus = l.outer_canthus.x.abs();
    // Type I: the corner stays about 5 cm in front of the ears.
    let corner = l.tragion.z + 50.0;
    let temple = l.temporal_point;
    let drop = |share: f32| corner + (temple.z - corner) * share;
    vec![
        middle,
        chart.from_above(14.0, start.z - 1.0),
        chart.from_above(27.0, start.z - 7.0),
        chart.from_above(canthus - 8.0, corner + 9.0),
        chart.from_above(canthus + 1.0, corner),
        chart.from_left(84.0, drop(0.3) - 1.0),
        chart.from_left(70.0, drop(0.7) - 1.0),
        chart.at(temple),
    ]
}

/// The same of a woman: round, its corners closed, its temples hardly a peak.
fn round_front(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let middle = chart.above_glabella(l, WOMANS_HAIRLINE_MM);
    let start = chart.skin_at(middle);
    let canthus = l.outer_canthus.x.abs();
    let temple = l.temporal_point;
    // Where a man's recess begins, hers bends down over the canthus without turning back.
    let bend = temple.z + 2.5;
    vec![
        middle,
        chart.from_above(14.0, start.z - 0.5),
        chart.from_above(27.0, start.z - 5.0),
        chart.from_above(canthus - 8.5, start.z - 12.5),
        chart.from_above(canthus, bend),
        chart.from_left(80.0, temple.z - 3.5),
        chart.from_left(71.0, temple.z - 3.0),
        chart.from_left(temple.y, temple.z - 1.5),
    ]
}
