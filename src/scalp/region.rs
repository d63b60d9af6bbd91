//! Where scalp hair grows before any loss, and how densely.
//!
//! Stage I: a natural hairline in front, round the ears, sideburns, nape.

use super::chart::Chart;
use super::outline::{Outline, close_mirrored, join_halves};
use super::points;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::streams;
use crate::head::{Build, Landmarks, Mesh};

/// Height of a young man's hairline above the glabella, mm along the skin: men average 57–80.
pub const YOUNG_HAIRLINE_MM: f32 = 70.0;
/// Height of a woman's hairline: 62 in Japanese women, 64 from the brows in Korean ones.
pub const WOMANS_HAIRLINE_MM: f32 = 66.0;

/// Down a nape hair thins over so much more than elsewhere, and its hairs get finer and shorter over this, mm (found by
/// trial against photographs of shaved heads: no single hairs mark the border to the neck).
const NAPE_THINS_MM: f32 = 26.0;
const NAPE_FADES_MM: f32 = 34.0;
/// The nape begins at this height above the ear canals and is in full this far above its landmark, and it begins and is in full
/// this far behind the ear canals, mm (choice).
const NAPE_TOP_MM: f32 = 4.0;
const NAPE_FULL_MM: f32 = 10.0;
const NAPE_BEHIND_MM: (f32, f32) = (0.0, -20.0);

/// What a coordinate of a control point is counted from.
#[derive(Clone, Copy)]
enum Origin {
    EarCanals,
    TemporalPoint,
    EarTop,
    BehindEar,
    Nape,
}

/// Behind the ear hair begins under its rim, a few mm from the fold: this far behind the top of the ear, mm.
const BEHIND_EAR_MM: f32 = 19.0;

impl Origin {
    fn of(self, l: &Landmarks) -> Vec3 {
        match self {
            Self::EarCanals => Vec3::ZERO,
            Self::TemporalPoint => l.temporal_point,
            Self::EarTop => l.ear_top,
            Self::BehindEar => vec3(l.ear_top.x, l.ear_top.y, l.ear_top.z - BEHIND_EAR_MM),
            Self::Nape => l.nape,
        }
    }
}

/// A control point of the edge, left half: x from the midline, y up and z forward from their origins, mm.
struct ControlPoint {
    x: f32,
    y: (Origin, f32),
    z: (Origin, f32),
}

impl ControlPoint {
    fn on(&self, chart: &Chart, l: &Landmarks) -> Vec2 {
        chart.at(vec3(self.x, self.y.0.of(l).y + self.y.1, self.z.0.of(l).z + self.z.1))
    }
}

/// From the temple to the sideburn (choice).
const BELOW_TEMPLE: ControlPoint = ControlPoint { x: 66.0, y: (Origin::TemporalPoint, -12.0), z: (Origin::TemporalPoint, -14.0) };
/// From the sideburn over the ear and down behind it to the nape's middle (choice).
const ROUND_EAR_AND_NAPE: [ControlPoint; 10] = [
    ControlPoint { x: 73.0, y: (Origin::EarCanals, 17.0), z: (Origin::EarCanals, 3.0) },
    ControlPoint { x: 75.0, y: (Origin::EarTop, -3.0), z: (Origin::EarCanals, -2.5) },
    ControlPoint { x: 76.0, y: (Origin::EarTop, 5.0), z: (Origin::EarTop, -1.0) },
    ControlPoint { x: 75.0, y: (Origin::EarTop, -1.0), z: (Origin::EarTop, -14.5) },
    ControlPoint { x: 72.0, y: (Origin::EarCanals, 9.0), z: (Origin::BehindEar, 0.0) },
    ControlPoint { x: 67.0, y: (Origin::EarCanals, -12.0), z: (Origin::BehindEar, -3.0) },
    ControlPoint { x: 60.0, y: (Origin::Nape, 12.0), z: (Origin::BehindEar, -9.0) },
    ControlPoint { x: 49.0, y: (Origin::Nape, -3.0), z: (Origin::Nape, 14.0) },
    ControlPoint { x: 27.0, y: (Origin::Nape, -9.0), z: (Origin::Nape, 4.0) },
    ControlPoint { x: 0.0, y: (Origin::Nape, -7.0), z: (Origin::Nape, 0.0) },
];
/// Where the hairline alone ends, beside the ear: no other edge follows, mm (choice).
const HAIRLINE_END: Vec3 = vec3(74.0, 30.0, 34.0);
/// How much a man's sideburns thin towards their ends, 0–1, where a woman's do in full (choice).
const WISPY_MASCULINE: f32 = 0.1;

/// The edge is moved by noise: features per mm, and twice the mm that each moves it at the most (choice).
const UNEVENNESS: [(f32, f32); 3] = [(0.03, 6.0), (0.11, 4.0), (0.4, 2.5)];
/// Share of it behind the first of these depths, and what is added up to the second: z, mm (choice).
const UNEVEN_SHARE: (f32, f32) = (0.4, 0.6);
const UNEVEN_FRONT_MM: (f32, f32) = (-20.0, 30.0);

/// The hair-bearing scalp of stage I.
pub struct Region {
    outline: Outline,
    front: Outline,
    /// The hairline as a line on the chart, from the head's left over the front to its right.
    pub hairline: Vec<Vec2>,
    landmarks: Landmarks,
    offset: Vec3,
    /// How much the sideburns thin towards their ends, 0–1.
    wispy: f32,
}

impl Region {
    /// The region of one person.
    pub fn new(chart: &Chart, l: &Landmarks, build: Build, seed: u32) -> Self {
        let front = match build {
            Build::Masculine => hairline_points(chart, l),
            Build::Feminine => feminine_hairline_points(chart, l),
        };
        let mut left = front.clone();
        left.push(BELOW_TEMPLE.on(chart, l));
        left.extend(sideburn(build).map(|(y, z)| chart.at(vec3(SIDEBURN_X_MM, y, z))));
        left.extend(ROUND_EAR_AND_NAPE.map(|control| control.on(chart, l)));
        let mut half = front;
        half.push(chart.at(HAIRLINE_END));
        let other: Vec<Vec2> = half.iter().map(|q| vec2(-q.x, q.y)).collect();
        let hairline = join_halves(&half, &other);
        Self {
            outline: Outline::closed(chart, &close_mirrored(&left)),
            front: Outline::behind(chart, &hairline, |_| true),
            hairline,
            landmarks: *l,
            offset: noise::offset(seed, streams::REGION),
            wispy: if build == Build::Masculine { WISPY_MASCULINE } else { 1.0 },
        }
    }

    /// Distances inside the edge of the hair, mm along the skin, uneven as in life; negative outside.
    ///
    /// The second is that inside hairline and temples alone: large at the ears, sideburns and nape.
    pub fn depths(&self, q: Vec2, p: Vec3) -> (f32, f32) {
        let uneven = self.unevenness(p);
        (self.outline.depth(q) + uneven, self.front.depth(q) + uneven)
    }

    /// Distance inside the edge of the hair without its unevenness, mm.
    pub fn plain_depth(&self, q: Vec2) -> f32 {
        self.outline.depth(q)
    }

    /// Distance inside hairline and temples without their unevenness, mm.
    pub fn plain_front_depth(&self, q: Vec2) -> f32 {
        self.front.depth(q)
    }

    /// How long and thick a hair is here, 0–1 of the usual: it fades over the nape, `depth` mm inside the edge of the hair.
    pub fn fullness(&self, p: Vec3, depth: f32) -> f32 {
        lerp(1.0, smoothstep(0.0, NAPE_FADES_MM, depth), self.nape_share(p))
    }

    /// How far down the nape a place is, 0–1.
    fn nape_share(&self, p: Vec3) -> f32 {
        smoothstep(NAPE_TOP_MM, self.landmarks.nape.y + NAPE_FULL_MM, p.y) * smoothstep(NAPE_BEHIND_MM.0, NAPE_BEHIND_MM.1, p.z)
    }

    fn unevenness(&self, p: Vec3) -> f32 {
        let front = smoothstep(UNEVEN_FRONT_MM.0, UNEVEN_FRONT_MM.1, p.z);
        let at = p + self.offset;
        let mm = UNEVENNESS.map(|(per_mm, mm)| noise::value(at * per_mm) * mm);
        (mm[0] + mm[1] + mm[2]) * (UNEVEN_SHARE.0 + UNEVEN_SHARE.1 * front)
    }

    /// Share 0–1 of full hair density that the place bears, from its two depths.
    ///
    /// Front: half after 5 mm, all after 18 (51 units/cm² at the hairline, 100 behind).
    pub fn share(&self, p: Vec3, depth: f32, front_depth: f32) -> f32 {
        let nape = self.nape_share(p);
        let edge = hairline_share(front_depth);
        let wisp = self.wispy * smoothstep(WISPY_Y_MM.0, WISPY_Y_MM.1, p.y) * smoothstep(WISPY_Z_MM.0, WISPY_Z_MM.1, p.z);
        let soft = smoothstep(0.0, EDGE_THINS_MM + (NAPE_THINS_MM * nape).max(WISPY_THINS_MM * wisp), depth);
        let crown = (p - self.landmarks.whorl).length();
        edge.min(soft) * side_share(p) * (FROM_CROWN.0 + FROM_CROWN.1 * smoothstep(FROM_CROWN_MM.0, FROM_CROWN_MM.1, crown))
    }
}

/// Hair thins over so many mm inside its edge, and over so many more where sideburns are wispy (choice).
const EDGE_THINS_MM: f32 = 5.0;
const WISPY_THINS_MM: f32 = 13.0;
/// Heights between which a sideburn grows wispy, and depths, mm (choice).
const WISPY_Y_MM: (f32, f32) = (34.0, 8.0);
const WISPY_Z_MM: (f32, f32) = (-2.0, 8.0);
/// Share of the full density far from the whorl, and what is added near it; distances between which it is, mm (choice).
const FROM_CROWN: (f32, f32) = (0.92, 0.08);
const FROM_CROWN_MM: (f32, f32) = (90.0, 30.0);

/// The sides: distances from the midline and heights between which they begin, mm (choice).
const SIDE_X_MM: (f32, f32) = (50.0, 70.0);
const SIDE_Y_MM: (f32, f32) = (100.0, 45.0);
/// Share of the density that they lack beside the ears, how much less behind, and over which depths, mm (choice).
const SIDE_LACKS: f32 = 0.28;
const SIDE_LACKS_LESS: f32 = 0.18;
const SIDE_BACK_MM: (f32, f32) = (0.0, -60.0);

/// Share of the top's density that the sides have: three quarters beside the ears, less thin towards the back.
pub fn side_share(p: Vec3) -> f32 {
    let side = smoothstep(SIDE_X_MM.0, SIDE_X_MM.1, p.x.abs()) * smoothstep(SIDE_Y_MM.0, SIDE_Y_MM.1, p.y);
    1.0 - side * (SIDE_LACKS - SIDE_LACKS_LESS * smoothstep(SIDE_BACK_MM.0, SIDE_BACK_MM.1, p.z))
}

/// Depths over which each half of the density behind a natural hairline comes, mm (51 units/cm² at the hairline, 100 behind).
const FIRST_HALF_MM: (f32, f32) = (-1.0, 5.0);
const SECOND_HALF_MM: (f32, f32) = (3.0, 18.0);

/// Share of the density behind a natural hairline, `depth` mm inside it.
pub fn hairline_share(depth: f32) -> f32 {
    if depth >= SECOND_HALF_MM.1 {
        return 1.0;
    }
    0.5 * smoothstep(FIRST_HALF_MM.0, FIRST_HALF_MM.1, depth) + 0.5 * smoothstep(SECOND_HALF_MM.0, SECOND_HALF_MM.1, depth)
}

/// Edge of the sideburn as (y, z), mm from the ear canals: down its front, round its end, up a few mm before the ear.
///
/// A man's is blunt, 2–3 cm wide, and ends at the tragus (barbers' usual cut); a woman's is short and narrow.
const MASCULINE_SIDEBURN: [(f32, f32); 6] = [(28.0, 33.0), (10.0, 32.0), (-4.0, 30.5), (-9.5, 25.0), (-10.0, 12.0), (-5.0, 5.5)];
const FEMININE_SIDEBURN: [(f32, f32); 6] = [(30.0, 31.0), (17.0, 27.5), (4.0, 24.0), (-4.0, 19.5), (-3.0, 12.0), (8.0, 5.5)];
/// Its distance from the midline, mm.
const SIDEBURN_X_MM: f32 = 71.0;

fn sideburn(build: Build) -> [(f32, f32); 6] {
    match build {
        Build::Masculine => MASCULINE_SIDEBURN,
        Build::Feminine => FEMININE_SIDEBURN,
    }
}

/// A triangle of the mesh on the skull, not on ears or face below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalpTriangle {
    /// Index in the mesh's list.
    pub triangle: u32,
    /// Its middle on the chart.
    pub place: Vec2,
    /// Its middle, mm.
    pub middle: Vec3,
}

/// A triangle of the scalp faces outward at least so much, as a cosine; ears and jaw edge on do not: they face sideways to the way
/// out of the head. Nor does it stand off the chart's skin by more, mm.
const LEAST_FACING: f32 = 0.3;
const MOST_HEIGHT_MM: f32 = 2.0;

/// Triangles within `margin` mm of the hair-bearing scalp.
pub fn scalp_triangles(chart: &Chart, mesh: &Mesh, region: &Region, margin: f32) -> Vec<ScalpTriangle> {
    let lowest = region.landmarks.nape.y - margin;
    let mut found = Vec::new();
    for (triangle, corners) in mesh.triangles.iter().enumerate() {
        let [a, b, c] = corners.map(|v| mesh.positions[v as usize]);
        let middle = points::middle(mesh, triangle as u32);
        if middle.y < lowest || (b - a).cross(c - a).normalize_or_zero().dot(chart.outward(middle)) < LEAST_FACING {
            continue;
        }
        let place = chart.at(middle);
        if region.plain_depth(place) > -margin && chart.height_at(place, middle) < MOST_HEIGHT_MM {
            found.push(ScalpTriangle { triangle: triangle as u32, place, middle });
        }
    }
    found.shrink_to_fit();
    found
}

/// The stage I hairline of a man. Two places of its mound: mm from the midline, and in front of the line's middle (choice).
const MOUND_MM: [(f32, f32); 2] = [(14.0, -1.0), (27.0, -7.0)];
/// Its corner stays about 5 cm in front of the ears (type I), mm, and lies so far outside the outer canthus; a place before it lies
/// so far outside the canthus and in front of the corner (choice).
const CORNER_FROM_EAR_MM: f32 = 50.0;
const CORNER_FROM_CANTHUS_MM: f32 = 1.0;
const BEFORE_CORNER_MM: (f32, f32) = (-8.0, 9.0);
/// Two places of its temple: height above the ear canals, mm, and share of the way forward to the temporal point; both lie so far
/// behind that way, mm (choice).
const TEMPLE: [(f32, f32); 2] = [(84.0, 0.3), (70.0, 0.7)];
const TEMPLE_BEHIND_MM: f32 = 1.0;

/// Control points of the stage I hairline, left half: midline, mound, corner, temple down to the temporal point.
fn hairline_points(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let middle = chart.above_glabella(l, YOUNG_HAIRLINE_MM);
    let start = chart.skin_at(middle);
    let canthus = l.outer_canthus.x.abs();
    let corner = l.tragion.z + CORNER_FROM_EAR_MM;
    let temple = l.temporal_point;
    let mound = |(x, ahead): (f32, f32)| chart.from_above(x, start.z + ahead);
    let on_temple = |(y, share): (f32, f32)| chart.from_left(y, corner + (temple.z - corner) * share - TEMPLE_BEHIND_MM);
    vec![
        middle,
        mound(MOUND_MM[0]),
        mound(MOUND_MM[1]),
        chart.from_above(canthus + BEFORE_CORNER_MM.0, corner + BEFORE_CORNER_MM.1),
        chart.from_above(canthus + CORNER_FROM_CANTHUS_MM, corner),
        on_temple(TEMPLE[0]),
        on_temple(TEMPLE[1]),
        chart.at(temple),
    ]
}

/// The same of a woman's hairline (choice); the third place of the mound lies so far outside the canthus.
const ROUND_MOUND_MM: [(f32, f32); 2] = [(14.0, -0.5), (27.0, -5.0)];
const ROUND_CORNER_MM: (f32, f32) = (-8.5, -12.5);
/// Where a man's recess begins, hers bends down over the canthus without turning back: so far in front of the temporal point, mm.
const BEND_MM: f32 = 2.5;
/// Two places of her temple: height above the ear canals, and in front of the temporal point; and her temporal point, mm.
const ROUND_TEMPLE_MM: [(f32, f32); 2] = [(80.0, -3.5), (71.0, -3.0)];
const ROUND_TEMPORAL_MM: f32 = -1.5;

/// The same of a woman: round, its corners closed, its temples hardly a peak.
fn feminine_hairline_points(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let middle = chart.above_glabella(l, WOMANS_HAIRLINE_MM);
    let start = chart.skin_at(middle);
    let canthus = l.outer_canthus.x.abs();
    let temple = l.temporal_point;
    let mound = |(x, ahead): (f32, f32)| chart.from_above(x, start.z + ahead);
    let on_temple = |(y, ahead): (f32, f32)| chart.from_left(y, temple.z + ahead);
    vec![
        middle,
        mound(ROUND_MOUND_MM[0]),
        mound(ROUND_MOUND_MM[1]),
        mound((canthus + ROUND_CORNER_MM.0, ROUND_CORNER_MM.1)),
        chart.from_above(canthus, temple.z + BEND_MM),
        on_temple(ROUND_TEMPLE_MM[0]),
        on_temple(ROUND_TEMPLE_MM[1]),
        on_temple((temple.y, ROUND_TEMPORAL_MM)),
    ]
}
