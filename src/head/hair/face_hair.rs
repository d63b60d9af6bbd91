//! Brows and lashes: straight hairs rooted in the skin, the two sides alike but not mirrored.

use super::strand::Strand;
use crate::base::math::{Vec2, Vec3, cos, lerp, sin, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::random::{triangular, uniform};
use crate::head::body::Body;
use crate::head::build::Growth;
use crate::head::mesh::parts;

/// Pieces a side of the dark line where the lids meet.
const LINE_PIECES: u32 = 120;

/// A head has one face: its hairs never change.
const SEED: u32 = 7;

/// All hairs of the face, both sides, and the dark line between the lids.
pub(in crate::head) fn grow(body: &Body) -> (Vec<Strand>, Vec<Strand>) {
    let growth = &body.measures.growth;
    let seams = Seams::new(body);
    let (mut hairs, mut line) = (Vec::new(), Vec::new());
    for side in 0..2 {
        let starts = (hairs.len(), line.len());
        let dice = Dice { stream: 16 * side };
        line.extend((0..LINE_PIECES).map(|i| line_piece(growth, &seams, dice, i)));
        line.extend((0..LINE_PIECES).map(|i| lip_piece(&seams, dice, i)));
        hairs.extend((0..growth.brow_hairs).filter_map(|i| brow_hair(body, dice, i)));
        hairs.extend((0..growth.lower_lashes).flat_map(|i| lash(growth, &seams, dice, i, Lid::Lower)));
        hairs.extend((0..growth.upper_lashes).flat_map(|i| lash(growth, &seams, dice, i, Lid::Upper)));
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

/// Random numbers of one side of the face; `kind` tells the questions apart.
#[derive(Clone, Copy)]
struct Dice {
    stream: u32,
}

impl Dice {
    fn uniform(self, kind: u32, index: u32) -> f32 {
        uniform(SEED, self.stream + kind, index)
    }

    fn around_zero(self, kind: u32, index: u32) -> f32 {
        triangular(SEED, self.stream + kind, index)
    }
}

/// Middle line of the brow in front view, mm; `u` runs from its head (0) to its tail (1).
fn brow_line(growth: &Growth, u: f32) -> Vec2 {
    let (peak, [height, head, tail]) = (growth.peak, growth.arch);
    let from_peak = (u - peak) / if u < peak { peak } else { 1.0 - peak };
    let drop = if u < peak { head } else { tail };
    vec2(lerp(growth.brow[0], growth.brow[1], u), height - drop * from_peak * from_peak)
}

/// How unevenly brow hairs stand, as a share, and over what length of brow, mm; how far its edges wander, and over what, mm.
const TUFTS: f32 = 0.55;
const TUFT_MM: f32 = 2.6;
const EDGE_WANDERS: f32 = 1.3;
const EDGE_MM: f32 = 5.0;
/// Share of hairs that stray, and how much further from the middle, as a multiple.
const STRAYS: f32 = 0.07;
const STRAY_REACH: f32 = 1.5;
const STRAYS_FROM: u32 = 20_000;
/// How far a brow hair may turn off its course, radians.
const COURSE: f32 = 0.34;

/// One hair of the brow, or none where the brow thins out.
fn brow_hair(body: &Body, dice: Dice, index: u32) -> Option<Strand> {
    let growth = &body.measures.growth;
    let u = dice.uniform(0, index);
    // Soft start at the head, thinner towards the tail, in tufts all along.
    let uneven = |kind: f32, mm: f32| noise::value(vec3(u * (growth.brow[1] - growth.brow[0]) / mm, kind, dice.stream as f32));
    let tuft = 1.0 + TUFTS * uneven(0.5, TUFT_MM);
    if dice.uniform(1, index) > smoothstep(-0.03, 0.24, u) * lerp(1.0, 0.2, smoothstep(0.5, 1.0, u)) * tuft {
        return None;
    }
    let stray = if dice.uniform(5, index + STRAYS_FROM) < STRAYS { STRAY_REACH } else { 1.0 };
    let across = dice.around_zero(2, index) * stray;
    let half_width = lerp(growth.half_width[0], growth.half_width[1], smoothstep(0.0, 0.3, u)) * lerp(1.0, 0.4, smoothstep(0.45, 1.0, u));
    let at = brow_line(growth, u) + vec2(0.0, across * half_width + EDGE_WANDERS * uneven(7.5, EDGE_MM));
    let ahead = (brow_line(growth, u + 0.02) - brow_line(growth, u - 0.02)).normalize_or(Vec2::X);
    // Upward at the head, then outward; upper hairs bend down and lower ones up, so that they meet in the middle.
    let rise = lerp(1.05, 0.42, smoothstep(0.0, 0.3, u)) * lerp(1.0, 0.1, smoothstep(0.4, 0.9, u));
    let turn = rise - 0.42 * across.clamp(-1.0, 1.0) * smoothstep(0.1, 0.4, u) + COURSE * dice.around_zero(3, index);
    let (s, c) = (sin(turn), cos(turn));
    let direction = vec2(ahead.x * c - ahead.y * s, ahead.x * s + ahead.y * c);
    let grown = lerp(0.55, 1.0, dice.uniform(4, index));
    let length = growth.brow_length * grown * lerp(2.7, 5.4, smoothstep(0.0, 0.35, u)) * lerp(1.0, 0.62, smoothstep(0.6, 1.0, u));
    let (root, normal) = settle(body, vec3(at.x, at.y, growth.front - 0.0085 * at.x * at.x));
    let along_skin = vec3(direction.x, direction.y, 0.0).reject_from_normalized(normal).normalize_or(Vec3::Y);
    let free = root + along_skin * length;
    let height = lerp(0.3, 0.8, dice.uniform(5, index));
    let tip = free + normal * (height - body.distance(free));
    Some(Strand {
        root,
        tip,
        normal,
        diameter: lerp(growth.brow_width[0], growth.brow_width[1], dice.uniform(6, index)),
        pigment: lerp(0.62, 0.95, dice.uniform(6, index + STRAYS_FROM)),
        white_at: dice.uniform(0, index + 10_000),
    })
}

/// The rims of both lids and the line between the lips as places of the skin, found once.
struct Seams {
    upper: Vec<(Vec3, Vec3)>,
    lower: Vec<(Vec3, Vec3)>,
    lips: Vec<(Vec3, Vec3)>,
}

impl Seams {
    const PIECES: usize = 40;
    /// Lashes leave the lid so far from the slit, mm.
    const FROM_EDGE: f32 = 0.35;

    fn new(body: &Body) -> Seams {
        let way = |i: usize| i as f32 / Self::PIECES as f32;
        let rim = |upper: bool| {
            let place = |i: usize| {
                let edge = parts::edge(&body.measures.eye, lerp(-1.0, 1.0, way(i)), upper);
                parts::on_closed(body, edge.at + edge.out * Self::FROM_EDGE)
            };
            (0..=Self::PIECES).map(place).collect()
        };
        let (mouth, touch) = (&body.measures.mouth, &body.measures.touch);
        let lip = |i: usize| {
            let x = way(i) * mouth.half_width;
            parts::onto(body, touch.apply(vec3(x, mouth.line_height(x), mouth.front - 0.012 * x * x)))
        };
        Seams { upper: rim(true), lower: rim(false), lips: (0..=Self::PIECES).map(lip).collect() }
    }

    /// Place and normal a share of the way along one of them, moved `above` mm up the skin.
    fn at(line: &[(Vec3, Vec3)], share: f32, above: f32) -> (Vec3, Vec3) {
        let at = (share * Self::PIECES as f32).clamp(0.0, Self::PIECES as f32 - 0.001);
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

/// One lash in two pieces: out of the rim's front edge, then bent up (or down).
fn lash(growth: &Growth, seams: &Seams, dice: Dice, index: u32, lid: Lid) -> [Strand; 2] {
    let is_upper = lid == Lid::Upper;
    let (kinds, count) = if is_upper { (7, growth.upper_lashes) } else { (10, growth.lower_lashes) };
    let u = (index as f32 + dice.uniform(kinds, index)) / count as f32;
    let t = lerp(-0.80, 0.97, u);
    let (p, normal) = Seams::at(if is_upper { &seams.upper } else { &seams.lower }, 0.5 + 0.5 * t, 0.0);
    let root = p - normal * 0.35;
    let grown = lerp(0.6, 1.0, dice.uniform(kinds + 1, index)) * lerp(0.5, 1.0, smoothstep(-0.85, 0.1, t));
    // Neighbours lean together in clumps.
    let clump = noise::value(vec3(t * LASH_CLUMPS, kinds as f32 + 0.5, dice.stream as f32));
    let fan = 0.75 * (t + 0.12) + 0.20 * dice.around_zero(kinds + 2, index) + LASH_LEAN * clump;
    let length = growth.lashes[usize::from(!is_upper)] * grown;
    // They leave the lid forwards and a little down, then turn up; the lower ones turn down.
    let first = vec3(fan * 0.6, if is_upper { -0.22 } else { -0.35 }, 1.0).normalize_or(Vec3::Z);
    let second = vec3(fan, if is_upper { growth.lift } else { -0.8 }, if is_upper { 0.85 } else { 0.7 }).normalize_or(Vec3::Z);
    let bend = root + first * (length * 0.45);
    let tip = bend + second * (length * 0.55);
    let diameter = if is_upper { growth.lash_width } else { 0.045 };
    let normal = (normal + Vec3::Z).normalize_or(Vec3::Z);
    let strand = |root, tip, thick: f32| Strand { root, tip, normal, diameter: diameter * thick, pigment: 0.95, white_at: Strand::NEVER };
    [strand(root, bend, 1.0), strand(bend, tip, 0.72)]
}

/// A short piece of the dark line that the lash roots draw along the upper lid.
fn line_piece(growth: &Growth, seams: &Seams, dice: Dice, index: u32) -> Strand {
    let t = lerp(-0.88, 0.99, (index as f32 + dice.uniform(13, index)) / LINE_PIECES as f32);
    let above = |kind: u32| 0.25 * dice.around_zero(14, kind) - 0.1;
    let (a, normal) = Seams::at(&seams.upper, 0.5 + 0.5 * t, above(index));
    let reach = lerp(0.02, 0.05, dice.uniform(15, index));
    let (b, _) = Seams::at(&seams.upper, (0.5 + 0.5 * (t + reach)).min(0.998), above(index + LINE_PIECES));
    let pigment = lerp(0.25, 0.85, smoothstep(-1.0, -0.2, t)) * growth.liner;
    let (root, tip) = (a - normal * 0.45, b - normal * 0.45);
    Strand { root, tip, normal: (normal + Vec3::Z).normalize_or(Vec3::Z), diameter: 0.24, pigment, white_at: Strand::NEVER }
}

/// How dark a piece of the shadow between the lips is, and how far it strays from the line, mm (more looks inked).
const LIP_SHADOW: f32 = 0.09;
const LIP_SHADOW_SPREAD: f32 = 0.55;

/// A short piece of the shadow where the lips meet.
fn lip_piece(seams: &Seams, dice: Dice, index: u32) -> Strand {
    let t = (index as f32 + dice.uniform(13, index + 4000)) / LINE_PIECES as f32;
    let above = LIP_SHADOW_SPREAD * dice.around_zero(14, index + 4000);
    let (root, normal) = Seams::at(&seams.lips, t * 0.93, above);
    let (tip, _) = Seams::at(&seams.lips, (t + 0.05).min(0.95), above);
    let normal = (normal + Vec3::Z).normalize_or(Vec3::Z);
    let uneven = 1.0 + 0.8 * noise::value(vec3(t * 5.0, 3.5, dice.stream as f32));
    let pigment = LIP_SHADOW * uneven * smoothstep(1.0, 0.6, t);
    Strand { root, tip, normal, diameter: lerp(0.55, 0.35, dice.uniform(15, index + 4000)), pigment, white_at: Strand::NEVER }
}

/// Place of the skin next to one a few mm off it, and its normal.
fn settle(body: &Body, p: Vec3) -> (Vec3, Vec3) {
    let (value, gradient) = body.gradient(p);
    let p = p - gradient * (value / gradient.length_squared().max(0.1));
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
            let (strands, _) = grow(&body);
            assert!(strands.len() > 700);
            for (i, strand) in strands.iter().enumerate() {
                let left = |p: Vec3| vec3(p.x.abs(), p.y, p.z);
                // Lashes root in the bead that ends the lids, as deep as its front edge; it is no part of the body's form.
                let (open, closed) = (body.distance(left(strand.root)), body.closed(left(strand.root)));
                // The second piece of a lash begins where the first ends.
                let goes_on = i > 0 && strands[i - 1].tip == strand.root;
                assert!(open.abs() < 0.3 || (-0.5..0.3).contains(&closed) || goes_on, "root {} lies off the skin", strand.root);
                assert!(body.closed(left(strand.tip)) > -0.6, "tip {} is buried", strand.tip);
                assert!(strand.root.distance(strand.tip) < 12.0);
            }
        }
    }
}
