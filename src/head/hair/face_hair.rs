//! Brows and lashes: straight hairs rooted in the skin, the two sides alike but not mirrored.

use super::strand::Strand;
use crate::base::math::{Vec2, Vec3, cos, lerp, sin, vec2, vec3};
use crate::base::noise;
use crate::base::random::{triangular, uniform};
use crate::head::body::Body;
use crate::head::build::FaceHairMeasures;
use crate::head::form::profile::{Ramp, Varying};
use crate::head::mesh::inset;

/// Pieces of the dark line of a side's lash roots, and of that between its half of the lips.
const LINE_PIECES: u32 = 120;

/// One seed for all: brows and lashes are the same on every head.
const SEED: u32 = 7;

/// All hairs of the face, both sides, and the dark line between the lids.
pub(in crate::head) fn face_hair(body: &Body) -> (Vec<Strand>, Vec<Strand>) {
    let measures = &body.measures.face_hair;
    let lines = LidAndLipLines::new(body);
    let (mut hairs, mut line) = (Vec::new(), Vec::new());
    for side in 0..2 {
        let starts = (hairs.len(), line.len());
        let random = SideRandom { stream: KINDS * side };
        line.extend((0..LINE_PIECES).map(|i| line_piece(measures, &lines, random, i)));
        line.extend((0..LINE_PIECES).map(|i| lip_piece(&lines, random, i)));
        hairs.extend((0..measures.brow_hairs).filter_map(|i| brow_hair(body, random, i)));
        hairs.extend((0..measures.lower_lashes).flat_map(|i| lash(measures, &lines, random, i, Lid::Lower)));
        hairs.extend((0..measures.upper_lashes).flat_map(|i| lash(measures, &lines, random, i, Lid::Upper)));
        if side == 1 {
            for strand in hairs[starts.0..].iter_mut().chain(&mut line[starts.1..]) {
                for v in [&mut strand.root, &mut strand.tip, &mut strand.normal] {
                    v.x = -v.x;
                }
            }
        }
    }
    (hairs, line)
}

/// Kinds of draws of a brow hair: place along the brow, whether it grows, place across, course, length, how far it stands off, diameter.
mod brow_draw {
    pub(super) const ALONG: u32 = 0;
    pub(super) const GROWS: u32 = 1;
    pub(super) const ACROSS: u32 = 2;
    pub(super) const COURSE: u32 = 3;
    pub(super) const LENGTH: u32 = 4;
    pub(super) const STANDS: u32 = 5;
    pub(super) const DIAMETER: u32 = 6;
}

/// First of three kinds of draws of an upper and of a lower lash: place along the lid, length, fan.
const LASH_DRAWS: [u32; 2] = [7, 10];

/// Kinds of draws of a piece of the dark lines: place along the line, place across, and length or diameter.
mod line_draw {
    pub(super) const ALONG: u32 = 13;
    pub(super) const ACROSS: u32 = 14;
    pub(super) const SIZE: u32 = 15;
}

/// Indices from which on draws of a kind that is used twice begin: whether a brow hair strays and how dark it is, from what share of
/// white hairs on it is white, and pieces between the lips.
const STRAYS_FROM: u32 = 20_000;
const WHITE_FROM: u32 = 10_000;
const LIPS_FROM: u32 = 4000;

/// Kinds of draws that a side has at most: its numbers are those of the first side this far on.
const KINDS: u32 = 16;

/// Random numbers of one side of the face; `kind` keeps the draws for different purposes apart.
#[derive(Clone, Copy)]
struct SideRandom {
    stream: u32,
}

impl SideRandom {
    fn uniform(self, kind: u32, index: u32) -> f32 {
        uniform(SEED, self.stream + kind, index)
    }

    fn triangular(self, kind: u32, index: u32) -> f32 {
        triangular(SEED, self.stream + kind, index)
    }
}

/// Middle line of the brow in front view, mm; `u` runs from its head (0) to its tail (1).
fn brow_line(measures: &FaceHairMeasures, u: f32) -> Vec2 {
    let (peak, [height, head, tail]) = (measures.peak, measures.arch);
    let from_peak = (u - peak) / if u < peak { peak } else { 1.0 - peak };
    let drop = if u < peak { head } else { tail };
    vec2(lerp(measures.brow[0], measures.brow[1], u), height - drop * from_peak * from_peak)
}

/// How unevenly brow hairs stand, as a share, and over what length of brow, mm; how far its edges stray, and over what, mm.
const TUFTS: f32 = 0.55;
const TUFT_MM: f32 = 2.6;
const EDGE_STRAYS: f32 = 1.3;
const EDGE_MM: f32 = 5.0;
/// Share of hairs that stray, and how much further from the middle, as a multiple.
const STRAYS: f32 = 0.07;
const STRAY_REACH: f32 = 1.5;
/// How far a brow hair may turn off its course, radians.
const COURSE: f32 = 0.34;
/// Rows of the noise for tufts and for edges.
const TUFT_ROW: f32 = 0.5;
const EDGE_ROW: f32 = 7.5;

// A brow from its head (0) to its tail (1), found by trial on rendered heads.

/// Share of hairs that grow: from the soft start on, and thinner towards the tail.
const BROW_STARTS: Ramp = Ramp(-0.03, 0.24);
const BROW_THINS: Varying = Varying(1.0, 0.2, Ramp(0.5, 1.0));
/// Where its half width goes from that of the head to that behind it, and the share that is left at the tail.
const BROW_WIDENS: Ramp = Ramp(0.0, 0.3);
const BROW_NARROWS: Varying = Varying(1.0, 0.4, Ramp(0.45, 1.0));
/// Way along it over which its course is measured.
const BROW_STEP: f32 = 0.02;
/// How far hairs rise over the brow's course, radians, and the share that is left towards the tail.
const BROW_RISE: Varying = Varying(1.05, 0.42, Ramp(0.0, 0.3));
const BROW_LIES: Varying = Varying(1.0, 0.1, Ramp(0.4, 0.9));
/// How far hairs at its edges turn to its middle line, radians, and where along it that begins.
const BROW_MEETS: f32 = 0.42;
const BROW_MEETS_FROM: Ramp = Ramp(0.1, 0.4);
/// Length of a hair, mm, the share that is left at the tail, and the least share that a hair has grown.
const BROW_LENGTH: Varying = Varying(2.7, 5.4, Ramp(0.0, 0.35));
const BROW_SHORTENS: Varying = Varying(1.0, 0.62, Ramp(0.6, 1.0));
const BROW_GROWN: f32 = 0.55;
/// How fast the skin under the brow falls back from the midline, 1/mm.
const BROW_CURVE: f32 = 0.0085;
/// How far a hair's tip stands off the skin, mm, and how dark a hair is: least and most.
const BROW_STANDS: (f32, f32) = (0.3, 0.8);
const BROW_PIGMENT: (f32, f32) = (0.62, 0.95);

/// One hair of the brow, or none where the brow thins out.
fn brow_hair(body: &Body, random: SideRandom, index: u32) -> Option<Strand> {
    let measures = &body.measures.face_hair;
    let u = random.uniform(brow_draw::ALONG, index);
    // Soft start at the head, thinner towards the tail, in tufts all along.
    let uneven = |kind: f32, mm: f32| noise::value(vec3(u * (measures.brow[1] - measures.brow[0]) / mm, kind, random.stream as f32));
    let tuft = 1.0 + TUFTS * uneven(TUFT_ROW, TUFT_MM);
    if random.uniform(brow_draw::GROWS, index) > BROW_STARTS.at(u) * BROW_THINS.at(u) * tuft {
        return None;
    }
    let stray = if random.uniform(brow_draw::STANDS, index + STRAYS_FROM) < STRAYS { STRAY_REACH } else { 1.0 };
    let across = random.triangular(brow_draw::ACROSS, index) * stray;
    let half_width = lerp(measures.half_width[0], measures.half_width[1], BROW_WIDENS.at(u)) * BROW_NARROWS.at(u);
    let at = brow_line(measures, u) + vec2(0.0, across * half_width + EDGE_STRAYS * uneven(EDGE_ROW, EDGE_MM));
    let ahead = (brow_line(measures, u + BROW_STEP) - brow_line(measures, u - BROW_STEP)).normalize_or(Vec2::X);
    // Upward at the head, then outward; upper hairs bend down and lower ones up, so that they meet in the middle.
    let rise = BROW_RISE.at(u) * BROW_LIES.at(u);
    let angle = rise - BROW_MEETS * across.clamp(-1.0, 1.0) * BROW_MEETS_FROM.at(u) + COURSE * random.triangular(brow_draw::COURSE, index);
    let (s, c) = (sin(angle), cos(angle));
    let direction = vec2(ahead.x * c - ahead.y * s, ahead.x * s + ahead.y * c);
    let grown = lerp(BROW_GROWN, 1.0, random.uniform(brow_draw::LENGTH, index));
    let length = measures.brow_length * grown * BROW_LENGTH.at(u) * BROW_SHORTENS.at(u);
    let (root, normal) = project_to_skin(body, vec3(at.x, at.y, measures.front - BROW_CURVE * at.x * at.x));
    let along_skin = vec3(direction.x, direction.y, 0.0).reject_from_normalized(normal).normalize_or(Vec3::Y);
    let free = root + along_skin * length;
    let height = lerp(BROW_STANDS.0, BROW_STANDS.1, random.uniform(brow_draw::STANDS, index));
    let tip = free + normal * (height - body.distance(free));
    Some(Strand {
        root,
        tip,
        normal,
        diameter: lerp(measures.brow_width[0], measures.brow_width[1], random.uniform(brow_draw::DIAMETER, index)),
        pigment: lerp(BROW_PIGMENT.0, BROW_PIGMENT.1, random.uniform(brow_draw::DIAMETER, index + STRAYS_FROM)),
        white_at: random.uniform(brow_draw::ALONG, index + WHITE_FROM),
    })
}

/// The rims of both lids and the line between the lips as places of the skin, found once.
struct LidAndLipLines {
    upper: Vec<(Vec3, Vec3)>,
    lower: Vec<(Vec3, Vec3)>,
    lips: Vec<(Vec3, Vec3)>,
}

impl LidAndLipLines {
    const PIECES: usize = 40;
    /// Lashes leave the lid so far from the slit, mm.
    const FROM_EDGE: f32 = 0.35;
    /// How fast the lips fall back from the midline, 1/mm.
    const LIPS_CURVE: f32 = 0.012;
    /// The last place along a line lies so far before its end, in pieces.
    const BEFORE_END: f32 = 0.001;

    fn new(body: &Body) -> LidAndLipLines {
        let way = |i: usize| i as f32 / Self::PIECES as f32;
        let rim = |upper: bool| {
            let place = |i: usize| {
                let edge = inset::lid_edge(&body.measures.eye, lerp(-1.0, 1.0, way(i)), upper);
                inset::project_to_lids(body, edge.at + edge.out * Self::FROM_EDGE)
            };
            (0..=Self::PIECES).map(place).collect()
        };
        let (mouth, deformation) = (&body.measures.mouth, &body.measures.deformation);
        let lip = |i: usize| {
            let x = way(i) * mouth.half_width;
            inset::project_to_skin(body, deformation.forward(vec3(x, mouth.line_height(x), mouth.front - Self::LIPS_CURVE * x * x)))
        };
        LidAndLipLines { upper: rim(true), lower: rim(false), lips: (0..=Self::PIECES).map(lip).collect() }
    }

    /// Place and normal a share of the way along one of them, moved `above` mm up the skin.
    fn at(line: &[(Vec3, Vec3)], share: f32, above: f32) -> (Vec3, Vec3) {
        let at = (share * Self::PIECES as f32).clamp(0.0, Self::PIECES as f32 - Self::BEFORE_END);
        let (a, b) = (line[at as usize], line[at as usize + 1]);
        let part = at - at as usize as f32;
        let normal = a.1.lerp(b.1, part).normalize_or(Vec3::Z);
        (a.0.lerp(b.0, part) + Vec3::Y.reject_from_normalized(normal) * above, normal)
    }
}

/// Which lid a lash grows from.
#[derive(Clone, Copy, PartialEq)]
enum Lid {
    Upper,
    Lower,
}

/// Clumps of lashes along half a lid, and how far they lean together, as a slope.
const LASH_CLUMPS: f32 = 9.0;
const LASH_LEAN: f32 = 0.5;

// Lashes along a lid from its inner (−1) to its outer corner (1), found by trial on rendered heads.

/// Between what places they stand.
const LASHES_STAND: (f32, f32) = (-0.80, 0.97);
/// How deep under the skin's surface they root, and lines of roots lie, mm: at the front edge of the bead that ends the lid.
const LASH_DEPTH: f32 = 0.35;
const LINE_DEPTH: f32 = 0.45;
/// Least share that a lash has grown; towards the inner corner half of it is left.
const LASH_GROWN: f32 = 0.6;
const LASH_LENGTHENS: Varying = Varying(0.5, 1.0, Ramp(-0.85, 0.1));
/// How they fan out: slope along the lid, the place where they stand straight, and how much single ones stray.
const LASH_FAN: f32 = 0.75;
const LASH_FAN_MIDDLE: f32 = 0.12;
const LASH_STRAYS: f32 = 0.20;
/// The first piece has this share of the fan and goes down, of an upper and a lower lash; how far a lower one turns down after, and
/// how far forward both go then; all as slopes.
const FIRST_FAN: f32 = 0.6;
const FIRST_DOWN: [f32; 2] = [-0.22, -0.35];
const LOWER_TURNS: f32 = -0.8;
const SECOND_FORWARD: [f32; 2] = [0.85, 0.7];
/// Shares of its length in both pieces, and of its diameter in the second; diameter of a lower lash, mm; how dark all are.
const PIECE_LENGTHS: [f32; 2] = [0.45, 0.55];
const SECOND_THICK: f32 = 0.72;
const LOWER_WIDTH: f32 = 0.045;
const LASH_PIGMENT: f32 = 0.95;

/// One lash in two pieces: out of the rim's front edge, then bent up (or down).
fn lash(measures: &FaceHairMeasures, lines: &LidAndLipLines, random: SideRandom, index: u32, lid: Lid) -> [Strand; 2] {
    let is_upper = lid == Lid::Upper;
    let lid_index = usize::from(!is_upper);
    let kinds = LASH_DRAWS[lid_index];
    let count = if is_upper { measures.upper_lashes } else { measures.lower_lashes };
    let u = (index as f32 + random.uniform(kinds, index)) / count as f32;
    let t = lerp(LASHES_STAND.0, LASHES_STAND.1, u);
    let (p, normal) = LidAndLipLines::at(if is_upper { &lines.upper } else { &lines.lower }, 0.5 + 0.5 * t, 0.0);
    let root = p - normal * LASH_DEPTH;
    let grown = lerp(LASH_GROWN, 1.0, random.uniform(kinds + 1, index)) * LASH_LENGTHENS.at(t);
    // Neighbors lean together in clumps.
    let clump = noise::value(vec3(t * LASH_CLUMPS, kinds as f32 + 0.5, random.stream as f32));
    let fan = LASH_FAN * (t + LASH_FAN_MIDDLE) + LASH_STRAYS * random.triangular(kinds + 2, index) + LASH_LEAN * clump;
    let length = measures.lashes[lid_index] * grown;
    // They leave the lid forwards and a little down, then turn up; the lower ones turn down.
    let first = vec3(fan * FIRST_FAN, FIRST_DOWN[lid_index], 1.0).normalize_or(Vec3::Z);
    let second = vec3(fan, if is_upper { measures.lift } else { LOWER_TURNS }, SECOND_FORWARD[lid_index]).normalize_or(Vec3::Z);
    let bend = root + first * (length * PIECE_LENGTHS[0]);
    let tip = bend + second * (length * PIECE_LENGTHS[1]);
    let diameter = if is_upper { measures.lash_width } else { LOWER_WIDTH };
    let normal = (normal + Vec3::Z).normalize_or(Vec3::Z);
    let strand =
        |root, tip, thick: f32| Strand { root, tip, normal, diameter: diameter * thick, pigment: LASH_PIGMENT, white_at: Strand::NEVER };
    [strand(root, bend, 1.0), strand(bend, tip, SECOND_THICK)]
}

/// The line of lash roots: between what places of the lid it runs, the last place a piece may end at, as a share of the line, and
/// least and greatest length of a piece along the lid.
const LINE_RUNS: (f32, f32) = (-0.88, 0.99);
const LINE_ENDS: f32 = 0.998;
const LINE_PIECE: (f32, f32) = (0.02, 0.05);
/// How far up and down its pieces stray, and how far below the rim they lie, mm; how dark they are, their diameter, mm.
const LINE_STRAYS: f32 = 0.25;
const LINE_BELOW: f32 = 0.1;
const LINE_PIGMENT: Varying = Varying(0.25, 0.85, Ramp(-1.0, -0.2));
const LINE_WIDTH: f32 = 0.24;

/// A short piece of the dark line that the lash roots draw along the upper lid.
fn line_piece(measures: &FaceHairMeasures, lines: &LidAndLipLines, random: SideRandom, index: u32) -> Strand {
    let t = lerp(LINE_RUNS.0, LINE_RUNS.1, (index as f32 + random.uniform(line_draw::ALONG, index)) / LINE_PIECES as f32);
    let above = |index: u32| LINE_STRAYS * random.triangular(line_draw::ACROSS, index) - LINE_BELOW;
    let (a, normal) = LidAndLipLines::at(&lines.upper, 0.5 + 0.5 * t, above(index));
    let reach = lerp(LINE_PIECE.0, LINE_PIECE.1, random.uniform(line_draw::SIZE, index));
    let (b, _) = LidAndLipLines::at(&lines.upper, (0.5 + 0.5 * (t + reach)).min(LINE_ENDS), above(index + LINE_PIECES));
    let pigment = LINE_PIGMENT.at(t) * measures.liner;
    let (root, tip) = (a - normal * LINE_DEPTH, b - normal * LINE_DEPTH);
    Strand { root, tip, normal: (normal + Vec3::Z).normalize_or(Vec3::Z), diameter: LINE_WIDTH, pigment, white_at: Strand::NEVER }
}

/// How dark a piece of the shadow between the lips is, and how far it strays from the line, mm (more looks inked).
const LIP_SHADOW: f32 = 0.09;
const LIP_SHADOW_SPREAD: f32 = 0.55;
/// Shares of half the mouth's width: where its last piece begins and ends, and the length of a piece; where it fades to the corner.
const LIP_SHADOW_RUNS: (f32, f32) = (0.93, 0.95);
const LIP_SHADOW_PIECE: f32 = 0.05;
const LIP_SHADOW_FADES: Ramp = Ramp(1.0, 0.6);
/// How much its darkness varies, as a share; waves of that over half the width, and the row of the noise; diameters of its pieces, mm.
const LIP_SHADOW_VARIES: f32 = 0.8;
const LIP_SHADOW_WAVES: f32 = 5.0;
const LIP_SHADOW_ROW: f32 = 3.5;
const LIP_SHADOW_WIDTH: (f32, f32) = (0.55, 0.35);

/// A short piece of the shadow where the lips meet.
fn lip_piece(lines: &LidAndLipLines, random: SideRandom, index: u32) -> Strand {
    let t = (index as f32 + random.uniform(line_draw::ALONG, index + LIPS_FROM)) / LINE_PIECES as f32;
    let above = LIP_SHADOW_SPREAD * random.triangular(line_draw::ACROSS, index + LIPS_FROM);
    let (root, normal) = LidAndLipLines::at(&lines.lips, t * LIP_SHADOW_RUNS.0, above);
    let (tip, _) = LidAndLipLines::at(&lines.lips, (t + LIP_SHADOW_PIECE).min(LIP_SHADOW_RUNS.1), above);
    let normal = (normal + Vec3::Z).normalize_or(Vec3::Z);
    let uneven = 1.0 + LIP_SHADOW_VARIES * noise::value(vec3(t * LIP_SHADOW_WAVES, LIP_SHADOW_ROW, random.stream as f32));
    let pigment = LIP_SHADOW * uneven * LIP_SHADOW_FADES.at(t);
    Strand {
        root,
        tip,
        normal,
        diameter: lerp(LIP_SHADOW_WIDTH.0, LIP_SHADOW_WIDTH.1, random.uniform(line_draw::SIZE, index + LIPS_FROM)),
        pigment,
        white_at: Strand::NEVER,
    }
}

/// Place of the skin next to one a few mm off it, and its normal, by two Newton steps.
fn project_to_skin(body: &Body, p: Vec3) -> (Vec3, Vec3) {
    /// Least square of a gradient that is divided by.
    const LEAST_SLOPE_SQUARED: f32 = 0.1;
    let (value, gradient) = body.gradient(p);
    let p = p - gradient * (value / gradient.length_squared().max(LEAST_SLOPE_SQUARED));
    let (value, gradient) = body.gradient(p);
    let normal = gradient.normalize_or(Vec3::Z);
    (p - normal * value, normal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Build;

    #[test]
    fn hairs_root_in_the_skin_and_stand_out_of_it() {
        for build in [Build::Masculine, Build::Feminine] {
            let body = Body::new(build);
            let (strands, _) = face_hair(&body);
            assert!(strands.len() > 700);
            for (i, strand) in strands.iter().enumerate() {
                let left = |p: Vec3| vec3(p.x.abs(), p.y, p.z);
                // Lashes root in the bead that ends the lids, as deep as its front edge; it is no part of the body's form.
                let (open, closed) = (body.distance(left(strand.root)), body.distance_eyes_closed(left(strand.root)));
                // The second piece of a lash begins where the first ends.
                let goes_on = i > 0 && strands[i - 1].tip == strand.root;
                assert!(open.abs() < 0.3 || (-0.5..0.3).contains(&closed) || goes_on, "root {} lies off the skin", strand.root);
                assert!(body.distance_eyes_closed(left(strand.tip)) > -0.6, "tip {} is buried", strand.tip);
                assert!(strand.root.distance(strand.tip) < 12.0);
            }
        }
    }
}
