//! One strand between four guides: its lock, its strays and its curl.

use super::guides::drawn_turn;
use super::style::Style;
use super::{Groom, Root};
use crate::base::math::{TAU, Vec3, exp, lerp, max, min, sin, smoothstep};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::scalp::tufts;

const STREAM: u32 = streams::STRANDS;

/// Of so much hair over a place, mm²/mm², nothing below is seen; only that much is drawn, and more of it where strands end.
const OPAQUE: f32 = 8.0;
const ENDS: (f32, f32) = (0.7, 1.8);
/// Under so much nothing is drawn at all, where hair lies on the head: its hull faces up so far.
const BURIED: f32 = 5.5;
const LIES: f32 = 0.15;
/// Light sees into so much of a mass at the most, mm²/mm²: thick bundles would turn black.
const SEEN: f32 = 4.0;
/// [`Point::above`] of a point that is buried.
pub const HIDDEN: f32 = f32::MAX;

/// A hair this near the parting may fall to its other side, mm.
const STRAY_MM: f32 = 3.2;
/// Size of a lock at 4 and at 20 cm, chart units, and lengths between which it grows, mm.
const LOCK: (f32, f32) = (4.2, 7.0);
const LOCK_GROWS_MM: (f32, f32) = (40.0, 200.0);
/// The least size of a lock, in radii of its curl: ringlets lie side by side.
const LOCK_OF_CURL: f32 = 2.2;
/// Share of the length over which straight and curled hair finds its lock.
const FOUND: (f32, f32) = (0.9, 0.3);
/// How far towards its middle a lock draws its hairs, and how much locks differ; of curled hair.
const DRAWN: (f32, f32) = (0.46, 0.28);
const DRAWN_CURLED: f32 = 0.92;
/// Short hair joins locks by this share, growing over these lengths, mm: too short to reach its neighbours.
const JOINS: f32 = 0.25;
const JOINS_MM: (f32, f32) = (10.0, 50.0);
/// Share of its lock's pull that a miniaturised hair does not feel.
const FINE_FREE: f32 = 0.6;
/// Share of hairs that fly away from the mass, of 256, and cross it, of 32.
const FLYAWAYS: u32 = 7;
const CROSSERS: u32 = 1;
/// How far a flyaway stands off, as a share of its length and at the most, mm; tied hair is drawn flat.
const FLIES: (f32, f32) = (0.18, 10.0);
const FLIES_TIED: f32 = 0.25;
const FREE_TIED: f32 = 0.35;
/// The same of a hair that crosses, mm.
const CROSSES: (f32, f32) = (0.22, 14.0);
/// Hairs end before the longest by up to this share; a lock by this share.
const SHORTER: f32 = 0.28;
const LOCK_SHORTER: f32 = 0.11;
/// Way over which a hair leaves its neighbours, mm.
const OWN_WAY_MM: f32 = 30.0;
/// Size of regions that bend alike, mm.
const SWELL_MM: f32 = 24.0;
/// How far locks of standing and of laid hair part, as a share of the way.
const UNRULY: (f32, f32) = (0.13, 0.02);
/// Hair longer than this swings, mm; by so much, mm; over such a wave, mm.
const SWINGS_FROM_MM: f32 = 90.0;
const SWING_MM: f32 = 2.4;
const SWING_WAVE_MM: f32 = 105.0;
/// Distance between the hairs of a unit at the skin, mm.
const APART_MM: f32 = 0.16;
/// Two ripples of a hair, waves per mm.
const RIPPLES: (f32, f32) = (0.0088, 0.0132);

/// So many points from the root on are never left out.
const ROOT_POINTS: usize = 3;

/// A point of a strand.
#[derive(Clone, Copy, Default)]
pub struct Point {
    /// Place, mm.
    pub place: Vec3,
    /// Unit outward normal of the head below.
    pub normal: Vec3,
    /// Hair between it and the open, mm²/mm² along the normal, as far as light goes; [`HIDDEN`] where no more need be drawn.
    pub above: f32,
}

/// What all strands of a head have in common.
pub struct Strands<'a> {
    groom: &'a Groom,
    /// Which guide points are in sight.
    seen: &'a [bool],
    /// How far a strand has found its lock and its own way, at each point.
    ease: Vec<(f32, f32)>,
    sines: [f32; 256],
    lock_size: f32,
    curl: (f32, f32),
    clumps: f32,
    unruly: f32,
    swing: f32,
    flies: f32,
    /// How far it leaves its guides.
    free: f32,
    joins: f32,
}

impl<'a> Strands<'a> {
    pub(super) fn new(groom: &'a Groom, seen: &'a [bool]) -> Self {
        let p = &groom.parameters;
        let n = groom.guides.segments;
        let length = p.length_mm * p.texture.chord();
        let ease = |k: usize| {
            let t = k as f32 / n as f32;
            (smoothstep(0.05, lerp(FOUND.0, FOUND.1, p.texture.clumps()), t), 1.0 - exp(-t * length / OWN_WAY_MM))
        };
        Self {
            groom,
            seen,
            ease: (0..=n).map(ease).collect(),
            sines: core::array::from_fn(|i| sin(i as f32 * (TAU / 256.0))),
            lock_size: lerp(LOCK.0, LOCK.1, smoothstep(LOCK_GROWS_MM.0, LOCK_GROWS_MM.1, p.length_mm))
                .max(LOCK_OF_CURL * p.texture.curl().0),
            curl: (p.texture.curl().0, drawn_turn(p)),
            clumps: p.texture.clumps(),
            unruly: if matches!(p.style, Style::Cut | Style::Forward) { UNRULY.0 } else { UNRULY.1 },
            swing: if p.length_mm > SWINGS_FROM_MM && p.style != Style::Tied { SWING_MM } else { 0.0 },
            joins: lerp(JOINS, 1.0, smoothstep(JOINS_MM.0, JOINS_MM.1, p.length_mm)),
            flies: if p.style == Style::Tied { FLIES_TIED } else { 1.0 },
            free: if p.style == Style::Tied { FREE_TIED } else { 1.0 },
        }
    }

    /// The first points, which turn most, and every `stride`-th along the strand of a root, and the last; its `own`-th hair where single hairs are drawn. `rank` 0–1 is
    /// the strand's among all: where so much hair lies that it is one too many, its points are hidden. Returns how far apart
    /// guides' points are, mm, and whether the strand strays from the others; none where no guide is near.
    pub fn strand(&self, root: &Root, own: u32, rank: f32, stride: usize, out: &mut Vec<Point>) -> Option<(f32, bool)> {
        out.clear();
        let Groom { parameters: p, guides, comb, seed, .. } = self.groom;
        // Nobody parts hair to the hair.
        let stray = (bits(*seed, STREAM, root.unit) >> 8) as f32 * (1.0 / 8_388_608.0) - 1.0;
        let four = guides.around(root.chart, comb.side(root.place + Vec3::X * (STRAY_MM * stray)))?;
        let chance = bits(*seed, STREAM + 1, root.unit * 4 + own);
        let draw = |shift: u32| (chance >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
        let (lock, middle) = tufts::cell(*seed, STREAM + 2, root.chart, self.lock_size);
        let lot = |shift: u32| (lock >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
        let flyaway = chance >> 24 < FLYAWAYS;
        let crosser = chance >> 27 == 31 - CROSSERS;
        let fine = 1.0 - root.vigour;
        let keeps = if flyaway || crosser {
            0.0
        } else {
            lerp(DRAWN.0 + DRAWN.1 * lot(16), DRAWN_CURLED, self.clumps) * self.joins * (1.0 - FINE_FREE * fine)
        };
        let early = (0.5 + 0.5 * draw(0)) * (0.5 + 0.5 * draw(0));
        let share = 1.02 - SHORTER * early + LOCK_SHORTER * lot(24);
        let length = min(root.length * share * if flyaway { 0.8 } else { 1.0 }, 1.12);
        let (radius, turn) = self.curl;
        let phase = (lot(4) + lerp(0.25, 0.07, self.clumps) * draw(8)) * 0.5;
        let other = draw(12);
        let aside = root.normal.cross(Vec3::Y).normalize_or(Vec3::X);
        let ahead = aside.cross(root.normal);
        let to_lock = tufts::along_skin(middle - root.chart, root.normal) * keeps;
        let n = guides.segments;
        let step = guides.length(&four) * length / n as f32;
        let start = four.iter().fold(Vec3::ZERO, |sum, &(first, share)| sum + guides.points[first].place * share);
        // Bends that whole regions share, and such as only a lock has.
        let swell = noise::value(root.place * (1.0 / SWELL_MM) + Vec3::splat((*seed & 0xfff) as f32)) * 2.0;
        let bend = 0.6 * lot(10) + 0.8 * swell;
        let turns_per_mm = 1.0 / turn;
        let apart = match own {
            0 => Vec3::ZERO,
            _ => (aside * self.sine(other + own as f32 / 3.0) + ahead * self.sine(other + own as f32 / 3.0 + 0.25)) * APART_MM,
        };
        let ends = ENDS.0 * n as f32;
        let mut k = 0;
        loop {
            let along = k as f32 * length;
            let i = (along as usize).min(n - 1);
            let u = min(along - i as f32, 1.2);
            if !flyaway && !four.iter().any(|&(first, _)| self.seen[first + i] || self.seen[first + i + 1]) {
                out.push(Point { above: HIDDEN, ..Point::default() });
                if k == n {
                    break;
                }
                k = (k + if k < ROOT_POINTS { 1 } else { stride }).min(n);
                continue;
            }
            let mass = four.iter().map(|&(first, share)| guides.points[first + i].mass * share).sum::<f32>();
            let opaque = if along > ends { OPAQUE * ENDS.1 } else { OPAQUE };
            if rank * mass > opaque && !flyaway && !crosser {
                out.push(Point { above: HIDDEN, ..Point::default() });
            } else {
                let (mut place, mut normal, mut height, mut top) = (Vec3::ZERO, Vec3::ZERO, 0.0, 0.0);
                let mut ahead_of = Vec3::ZERO;
                for &(first, share) in &four {
                    let (a, b) = (&guides.points[first + i], &guides.points[first + i + 1]);
                    let (of_a, of_b) = (share * (1.0 - u), share * u);
                    place += a.place * of_a + b.place * of_b;
                    normal += a.normal * share;
                    height += a.height * of_a + b.height * of_b;
                    top += a.top * share;
                    ahead_of += (b.place - a.place) * share;
                }
                let mut at = root.place + (place - start) + apart;
                let walk = k as f32 * step;
                let (grown, own_way) = self.ease[k];
                at += to_lock * (grown * self.free);
                // Locks part from each other, hairs from their lock.
                let parts = self.free * own_way * grown;
                at += aside * (bend * (1.5 + self.unruly * walk) * parts) + normal * ((lot(18) * 1.6 + 0.4) * parts);
                let loose = (0.5 + 0.9 * fine) * own_way * self.free;
                let (wave, ripple) = (self.sine(walk * RIPPLES.0 + other), self.sine(walk * RIPPLES.1 + other * 1.7));
                at += aside * (loose * wave) + normal * (loose * 0.5 * (draw(16) + ripple));
                if self.swing > 0.0 {
                    let swing = self.swing * own_way * self.sine(walk * (1.0 / SWING_WAVE_MM) + swell * 0.5 + lot(10) * 0.12);
                    at += (aside * 0.6 + ahead * 0.8) * swing;
                }
                height += (lot(18) * 1.1 + draw(16) * 0.5) * own_way;
                if flyaway {
                    let far = self.flies * min(FLIES.0 * walk, FLIES.1) * (1.0 + 0.4 * self.sine(walk * 0.012 + other));
                    at += normal * (far * (0.45 + 0.4 * draw(20))) + aside * (far * draw(4)) + ahead * (far * 0.5 * draw(8));
                    height += far * 0.5;
                }
                if crosser {
                    at += aside * (min(CROSSES.0 * walk, CROSSES.1) * draw(4) * own_way) + normal * (0.8 * own_way);
                    height += 0.8 * own_way;
                }
                if radius > 0.0 {
                    let angle = walk * turns_per_mm / p.texture.chord() + phase;
                    let r = radius * min(walk * turns_per_mm, 1.0) * (1.0 + 0.25 * draw(20));
                    let (c, s) = (self.sine(angle + 0.25), self.sine(angle));
                    // Around the way it goes here: off the head that is no longer along the skin of its root.
                    let axis = ahead_of.normalize_or(ahead);
                    let across = axis.cross(normal).normalize_or(aside);
                    at += across * (r * c) + across.cross(axis) * (r * (0.6 + s));
                    height += r * s;
                }
                let below_top = ((0.80 - height / max(top, 0.3)) * 1.25).clamp(0.0, 1.0);
                let buried = mass * below_top > BURIED && along < ends && normal.y > LIES;
                let above = if buried { HIDDEN } else { SEEN * mass / (mass + SEEN) * below_top };
                out.push(Point { place: at, normal, above });
            }
            if k == n {
                break;
            }
            k = (k + if k < ROOT_POINTS { 1 } else { stride }).min(n);
        }
        Some((step, flyaway || crosser))
    }

    /// Sine of so many whole turns.
    #[inline]
    fn sine(&self, turns: f32) -> f32 {
        self.sines[((turns - turns.floor()) * 256.0) as usize & 255]
    }
}
