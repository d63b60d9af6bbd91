//! Brows and lashes: straight hairs rooted in the skin, the two sides alike but not mirrored.

use super::body::Body;
use super::strand::Strand;
use crate::base::math::{Vec2, Vec3, cos, mix, sin, smoothstep, vec2, vec3};
use crate::base::random::{triangular, unit};

/// Pieces a side of the dark line where the lids meet.
const LINE_PIECES: u32 = 120;

/// What grows on one side of a face.
pub(super) struct Growth {
    /// Hairs tried for the brow, upper and lower lashes.
    brow_hairs: u32,
    upper_lashes: u32,
    lower_lashes: u32,
    /// Brow from head to tail (x), mm.
    brow: [f32; 2],
    /// Height of its peak, and how far head and tail lie below, mm.
    arch: [f32; 3],
    /// Where along the brow its peak lies, 0–1.
    peak: f32,
    /// Half its width at the head and behind it, mm.
    half_width: [f32; 2],
    /// Where to look for its skin at the midline (z), mm.
    front: f32,
    /// Length of upper and lower lashes, mm.
    lashes: [f32; 2],
}

impl Growth {
    pub(super) const MAN: Growth = Growth {
        brow_hairs: 900,
        upper_lashes: 68,
        lower_lashes: 24,
        brow: [11.0, 52.5],
        arch: [37.8, 4.4, 3.4],
        peak: 0.66,
        half_width: [3.7, 5.0],
        front: 96.0,
        lashes: [4.8, 2.2],
    };

    /// A brow half as broad, above the bone's edge and with a higher arch; longer lashes.
    pub(super) const WOMAN: Growth = Growth {
        brow_hairs: 760,
        upper_lashes: 90,
        lower_lashes: 24,
        brow: [11.5, 50.5],
        arch: [37.4, 4.8, 4.6],
        peak: 0.68,
        half_width: [2.8, 3.4],
        front: 92.0,
        lashes: [7.0, 2.4],
    };
}

/// A head has one face: its hairs never change.
const SEED: u32 = 7;

/// All hairs of the face, both sides, and the dark line between the lids.
pub(super) fn grow(body: &Body) -> (Vec<Strand>, Vec<Strand>) {
    let growth = &body.measures.growth;
    let seam = Seam::new(body);
    let (mut hairs, mut line) = (Vec::new(), Vec::new());
    for side in 0..2 {
        let starts = (hairs.len(), line.len());
        let dice = Dice { stream: 16 * side };
        line.extend((0..LINE_PIECES).map(|i| line_piece(&seam, dice, i)));
        hairs.extend((0..growth.brow_hairs).filter_map(|i| brow_hair(body, dice, i)));
        hairs.extend((0..growth.lower_lashes).map(|i| lash(body, &seam, dice, i, Lid::Lower)));
        hairs.extend((0..growth.upper_lashes).map(|i| lash(body, &seam, dice, i, Lid::Upper)));
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
    fn unit(self, kind: u32, index: u32) -> f32 {
        unit(SEED, self.stream + kind, index)
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
    vec2(mix(growth.brow[0], growth.brow[1], u), height - drop * from_peak * from_peak)
}

/// One hair of the brow, or none where the brow thins out.
fn brow_hair(body: &Body, dice: Dice, index: u32) -> Option<Strand> {
    let growth = &body.measures.growth;
    let u = dice.unit(0, index);
    // Soft start at the head, thinner towards the tail.
    if dice.unit(1, index) > smoothstep(-0.03, 0.14, u) * mix(1.0, 0.2, smoothstep(0.5, 1.0, u)) {
        return None;
    }
    let across = dice.around_zero(2, index);
    let half_width = mix(growth.half_width[0], growth.half_width[1], smoothstep(0.0, 0.3, u)) * mix(1.0, 0.4, smoothstep(0.45, 1.0, u));
    let at = brow_line(growth, u) + vec2(0.0, across * half_width);
    let ahead = (brow_line(growth, u + 0.02) - brow_line(growth, u - 0.02)).normalize_or(Vec2::X);
    // Upward at the head, then outward; upper hairs bend down and lower ones up, so that they meet in the middle.
    let rise = mix(1.05, 0.42, smoothstep(0.0, 0.3, u)) * mix(1.0, 0.1, smoothstep(0.4, 0.9, u));
    let turn = rise - 0.42 * across * smoothstep(0.1, 0.4, u) + 0.16 * dice.around_zero(3, index);
    let (s, c) = (sin(turn), cos(turn));
    let direction = vec2(ahead.x * c - ahead.y * s, ahead.x * s + ahead.y * c);
    let grown = mix(0.55, 1.0, dice.unit(4, index));
    let length = grown * mix(2.7, 5.4, smoothstep(0.0, 0.35, u)) * mix(1.0, 0.62, smoothstep(0.6, 1.0, u));
    let (root, normal) = settle(body, vec3(at.x, at.y, growth.front - 0.0085 * at.x * at.x));
    let along_skin = vec3(direction.x, direction.y, 0.0).reject_from_normalized(normal).normalize_or(Vec3::Y);
    let free = root + along_skin * length;
    let height = mix(0.3, 0.8, dice.unit(5, index));
    let tip = free + normal * (height - body.distance(free));
    Some(Strand {
        root,
        tip,
        normal,
        diameter: mix(0.036, 0.058, dice.unit(6, index)),
        pigment: 0.85,
        white_at: dice.unit(0, index + 10_000),
    })
}

/// Which lid a lash grows from.
#[derive(Clone, Copy, PartialEq)]
enum Lid {
    Upper,
    Lower,
}

/// The lid seam as places of the skin with their normals, evenly from the inner corner to the outer.
struct Seam {
    places: Vec<(Vec3, Vec3)>,
}

impl Seam {
    const PIECES: usize = 40;

    fn new(body: &Body) -> Seam {
        let eye = &body.measures.eye;
        let place = |i: usize| {
            let x = eye.across(mix(-1.0, 1.0, i as f32 / Self::PIECES as f32));
            settle(body, body.measures.touch.apply(vec3(x, eye.seam_height(x), 85.0 - 0.03 * (x - 28.0) * (x - 28.0))))
        };
        Seam { places: (0..=Self::PIECES).map(place).collect() }
    }

    /// Place and normal at `t`, from the inner corner (−1) to the outer (1), moved `above` mm up the skin.
    fn at(&self, t: f32, above: f32) -> (Vec3, Vec3) {
        let at = ((t + 1.0) * 0.5 * Self::PIECES as f32).clamp(0.0, Self::PIECES as f32 - 0.001);
        let (a, b) = (self.places[at as usize], self.places[at as usize + 1]);
        let part = at - at as usize as f32;
        let normal = a.1.lerp(b.1, part).normalize_or(Vec3::Z);
        (a.0.lerp(b.0, part) + Vec3::Y.reject_from_normalized(normal) * above, normal)
    }
}

/// One lash, resting on the cheek side of the closed lids.
fn lash(body: &Body, seam: &Seam, dice: Dice, index: u32, lid: Lid) -> Strand {
    let growth = &body.measures.growth;
    let (kinds, count) = if lid == Lid::Upper { (7, growth.upper_lashes) } else { (10, growth.lower_lashes) };
    let u = (index as f32 + dice.unit(kinds, index)) / count as f32;
    let t = mix(-0.78, 1.0, u);
    let (root, normal) = seam.at(t, if lid == Lid::Upper { -0.1 } else { -0.7 });
    let grown = mix(0.75, 1.0, dice.unit(kinds + 1, index)) * mix(0.55, 1.0, smoothstep(-0.8, 0.2, t));
    let fan = 0.75 * t + 0.18 + 0.22 * dice.around_zero(kinds + 2, index);
    let (length, lift) = if lid == Lid::Upper { (growth.lashes[0], 0.62) } else { (growth.lashes[1], 0.6) };
    let direction = (vec3(fan, -1.0, 0.0).reject_from_normalized(normal).normalize_or(Vec3::NEG_Y) + normal * lift).normalize_or(normal);
    let diameter = if lid == Lid::Upper { 0.055 } else { 0.04 };
    let free = root + direction * (length * grown);
    // Over a hollow cheek a straight lash would dive into the skin.
    let tip = free + Vec3::Z * (0.4 - body.distance(free)).max(0.0);
    Strand { root, tip, normal, diameter, pigment: 0.95, white_at: Strand::NEVER }
}

/// A short piece of the dark line that the lash roots draw between the lids.
fn line_piece(seam: &Seam, dice: Dice, index: u32) -> Strand {
    let t = mix(-0.93, 0.99, (index as f32 + dice.unit(13, index)) / LINE_PIECES as f32);
    let (root, normal) = seam.at(t, 0.28 * dice.around_zero(14, index));
    let reach = mix(0.02, 0.05, dice.unit(15, index));
    let (tip, _) = seam.at((t + reach).min(1.0), 0.28 * dice.around_zero(14, index + LINE_PIECES));
    let ends = smoothstep(1.0, 0.7, t.abs());
    Strand { root, tip, normal, diameter: 0.13, pigment: mix(0.45, 0.85, ends), white_at: Strand::NEVER }
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
            for strand in strands {
                let left = |p: Vec3| vec3(p.x.abs(), p.y, p.z);
                assert!(body.distance(left(strand.root)).abs() < 0.3, "root {} lies off the skin", strand.root);
                assert!(body.distance(left(strand.tip)) > -0.6, "tip {} is buried", strand.tip);
                assert!(strand.root.distance(strand.tip) < 12.0);
            }
        }
    }
}
