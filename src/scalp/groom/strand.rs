//! One strand interpolated between four guides: clumping to its lock, strays, curl.

use super::guides::drawn_mm_per_turn;
use super::style::Style;
use super::{Groom, HairRoot};
use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{TAU, Vec3, Vec4, exp, lerp, max, min, sin, smoothstep};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::scalp::voronoi;

const STREAM: u32 = streams::STRANDS;

/// Of so much hair over a place, mm²/mm², nothing below is seen; only that much is drawn, and more of it where strands end.
const OPAQUE: f32 = 8.0;
const ENDS: (f32, f32) = (0.7, 1.8);
/// Under so much nothing is drawn at all, where hair lies on the head: its hull faces up so far.
const BURIED: f32 = 5.5;
const LEVEL_NORMAL_Y: f32 = 0.15;
/// Light enters a mass to this depth at the most, mm²/mm²: deeper ones would render black.
const MOST_LIGHT_DEPTH: f32 = 4.0;
/// [`StrandPoint::above`] of a point that is buried.
pub const HIDDEN: f32 = f32::MAX;

/// A hair this near the parting may fall to its other side, mm.
const STRAY_MM: f32 = 3.2;
/// Size of a lock at 4 and at 20 cm, chart units, and lengths between which it grows, mm.
const LOCK: (f32, f32) = (4.2, 7.0);
const LOCK_GROWS_MM: (f32, f32) = (40.0, 200.0);
/// The least size of a lock, in radii of its curl: ringlets lie side by side.
const LOCK_OF_CURL: f32 = 2.2;
/// Share of the length over which straight and curled hair finds its lock.
const JOINED_BY: (f32, f32) = (0.9, 0.3);
/// Clumping: how far towards its middle a lock draws its hairs, and how much locks differ; the same of curled hair.
const CLUMPING: (f32, f32) = (0.46, 0.28);
const CLUMPING_CURLED: f32 = 0.92;
/// Short hair joins locks by this share, growing over these lengths, mm: too short to reach its neighbors.
const JOINS: f32 = 0.25;
const JOINS_MM: (f32, f32) = (10.0, 50.0);
/// Reduction of clumping of miniaturized hair, as a share.
const FINE_UNCLUMPED: f32 = 0.6;
/// Flyaways in 256 hairs, and hairs that cross the mass in 32.
const FLYAWAYS: u32 = 7;
const CROSSERS: u32 = 1;
/// How far a flyaway stands off, as a share of its length and at the most, mm; tied hair is drawn flat.
const FLYAWAY_REACH: (f32, f32) = (0.18, 10.0);
const FLYAWAY_REACH_TIED: f32 = 0.25;
const FREEDOM_TIED: f32 = 0.35;
/// The same of a hair that crosses, mm.
const CROSSES: (f32, f32) = (0.22, 14.0);
/// Hairs end before the longest by up to this share; a lock by this share.
const SHORTER: f32 = 0.28;
const LOCK_SHORTER: f32 = 0.11;
/// Length over which a hair takes its own course, mm.
const OWN_WAY_MM: f32 = 30.0;
/// Size of regions that bend alike, mm.
const BEND_REGION_MM: f32 = 24.0;
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
/// Share of its length at which a strand begins to find its lock.
const JOINS_FROM: f32 = 0.05;
/// Length of a strand that ends neither early nor with its lock, as a share of its guides'; of a flyaway; and the most that any has.
const FULL_LENGTH: f32 = 1.02;
const FLYAWAY_LENGTH: f32 = 0.8;
const MOST_LENGTH: f32 = 1.12;
/// A strand goes on straight behind its guides' tips, by so much of a segment more at the most.
const BEYOND_TIP: f32 = 1.2;

/// How far a strand leaves its lock and its guides, all by choice.
struct Stray {
    /// Phase of a curl within its lock, turns either way: loose and tight locks.
    phase: (f32, f32),
    /// Weights of the bend of a lock and of its region.
    bend: (f32, f32),
    /// What a bend is at the root, mm.
    bend_mm: f32,
    /// How far locks stand off: what differs between them, and the mean, mm.
    lock_off_mm: (f32, f32),
    /// How far a hair ripples, mm: a terminal hair, and what more a miniaturized one; and what of that is off the head.
    ripple_mm: (f32, f32),
    ripple_off: f32,
    /// Shift of the second ripple's phase against the first.
    ripple_shift: f32,
    /// Phase of the swing: shares of the region's bend and of the lock's. The swing's shares aside and ahead.
    swing_phase: (f32, f32),
    swing_way: (f32, f32),
    /// What locks and hairs differ in height by, mm, for what lies above them.
    height_mm: (f32, f32),
}

const STRAY: Stray = Stray {
    phase: (0.25, 0.07),
    bend: (0.6, 0.8),
    bend_mm: 1.5,
    lock_off_mm: (1.6, 0.4),
    ripple_mm: (0.5, 0.9),
    ripple_off: 0.5,
    ripple_shift: 1.7,
    swing_phase: (0.5, 0.12),
    swing_way: (0.6, 0.8),
    height_mm: (1.1, 0.5),
};

/// A flyaway's wave: amplitude as a share, and waves per mm; how far it stands off along the normal: mean and spread as shares;
/// the shares of that ahead, and of it that counts as height (choice).
const FLYAWAY_WAVE: (f32, f32) = (0.4, 0.012);
const FLYAWAY_OFF: (f32, f32) = (0.45, 0.4);
const FLYAWAY_AHEAD: f32 = 0.5;
const FLYAWAY_HEIGHT: f32 = 0.5;
/// Height of a hair that crosses over the others, mm.
const CROSSES_OVER_MM: f32 = 0.8;
/// How much the radii of curls differ, as a share; and how far their axis lies off the skin, in radii.
const CURL_SPREAD: f32 = 0.25;
const CURL_OFF: f32 = 0.6;
/// Share of the height of the uppermost hair above which none lies over a strand, factor on what is missing to it, and the least
/// height, mm.
const TOP: f32 = 0.80;
const BELOW_TOP: f32 = 1.25;
const LEAST_TOP_MM: f32 = 0.3;

/// A quarter turn, from sine to cosine, and how many hairs of a unit are spread over one turn.
const QUARTER: f32 = 0.25;
const HAIRS_APART: f32 = 3.0;
/// Entries of the table of sines.
const SINES: usize = 256;
/// Half of the values of 24 random bits.
const HALF_OF_U24: f32 = 8_388_608.0;

/// So many points from the root on are never left out.
const ROOT_POINTS: usize = 3;

/// A point of a strand.
#[derive(Clone, Copy, Default)]
pub struct StrandPoint {
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
    sines: [f32; SINES],
    lock_size: f32,
    curl: (f32, f32),
    clumps: f32,
    unruly: f32,
    swing: f32,
    flyaway_reach: f32,
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
            (smoothstep(JOINS_FROM, lerp(JOINED_BY.0, JOINED_BY.1, p.texture.clumps()), t), 1.0 - exp(-t * length / OWN_WAY_MM))
        };
        Self {
            groom,
            seen,
            ease: (0..=n).map(ease).collect(),
            sines: core::array::from_fn(|i| sin(i as f32 * (TAU / SINES as f32))),
            lock_size: lerp(LOCK.0, LOCK.1, smoothstep(LOCK_GROWS_MM.0, LOCK_GROWS_MM.1, p.length_mm))
                .max(LOCK_OF_CURL * p.texture.curl().0),
            curl: (p.texture.curl().0, drawn_mm_per_turn(p)),
            clumps: p.texture.clumps(),
            unruly: if matches!(p.style, Style::Cut | Style::Forward) { UNRULY.0 } else { UNRULY.1 },
            swing: if p.length_mm > SWINGS_FROM_MM && p.style != Style::Tied { SWING_MM } else { 0.0 },
            joins: lerp(JOINS, 1.0, smoothstep(JOINS_MM.0, JOINS_MM.1, p.length_mm)),
            flyaway_reach: if p.style == Style::Tied { FLYAWAY_REACH_TIED } else { 1.0 },
            free: if p.style == Style::Tied { FREEDOM_TIED } else { 1.0 },
        }
    }

    /// The first points, which bend most, and every `stride`-th along the strand of a root, and the last; of its `own`-th hair
    /// where single hairs are drawn. `rank` 0–1 is the strand's among all: where enough hair of lower rank hides it, its
    /// points are hidden. Returns how far apart
    /// guides' points are, mm, and whether the strand strays from the others; none where no guide is near.
    pub fn strand(&self, root: &HairRoot, own: u32, rank: f32, stride: usize, out: &mut Vec<StrandPoint>) -> Option<(f32, bool)> {
        out.clear();
        let Groom { parameters: p, guides, style_field, seed, .. } = self.groom;
        // Partings are never exact: hairs near it may fall to the other side.
        let stray = (bits(*seed, STREAM, root.unit) >> 8) as f32 * (1.0 / HALF_OF_U24) - 1.0;
        let four = guides.guides_around(root.chart, style_field.side(root.place + Vec3::X * (STRAY_MM * stray)))?;
        let chance = bits(*seed, STREAM + 1, root.unit * 4 + own);
        let draw = |shift: u32| (chance >> shift & 0xff) as f32 * (2.0 / UNORM8_ONE) - 1.0;
        let (lock, middle) = voronoi::voronoi_cell(*seed, STREAM + 2, root.chart, self.lock_size);
        let lot = |shift: u32| (lock >> shift & 0xff) as f32 * (2.0 / UNORM8_ONE) - 1.0;
        let flyaway = chance >> 24 < FLYAWAYS;
        let crosser = chance >> 27 == 31 - CROSSERS;
        let fine = 1.0 - root.vigor;
        let keeps = if flyaway || crosser {
            0.0
        } else {
            lerp(CLUMPING.0 + CLUMPING.1 * lot(16), CLUMPING_CURLED, self.clumps) * self.joins * (1.0 - FINE_UNCLUMPED * fine)
        };
        let early = (0.5 + 0.5 * draw(0)) * (0.5 + 0.5 * draw(0));
        let share = FULL_LENGTH - SHORTER * early + LOCK_SHORTER * lot(24);
        let length = min(root.length * share * if flyaway { FLYAWAY_LENGTH } else { 1.0 }, MOST_LENGTH);
        let (radius, mm_per_turn) = self.curl;
        let phase = (lot(4) + lerp(STRAY.phase.0, STRAY.phase.1, self.clumps) * draw(8)) * 0.5;
        let other = draw(12);
        let aside = root.normal.cross(Vec3::Y).normalize_or(Vec3::X);
        let ahead = aside.cross(root.normal);
        let to_lock = voronoi::along_skin(middle - root.chart, root.normal) * keeps;
        let n = guides.segments;
        let step = guides.length(&four) * length / n as f32;
        let start = four.iter().fold(Vec4::ZERO, |sum, &(first, share)| sum + guides.points[first].place_height * share);
        // Bends that whole regions share, and such as only a lock has.
        let swell = noise::value(root.place * (1.0 / BEND_REGION_MM) + Vec3::splat((*seed & 0xfff) as f32)) * 2.0;
        let bend = STRAY.bend.0 * lot(10) + STRAY.bend.1 * swell;
        let turns_per_mm = 1.0 / mm_per_turn;
        let apart = match own {
            0 => Vec3::ZERO,
            _ => {
                (aside * self.sin_turns(other + own as f32 / HAIRS_APART)
                    + ahead * self.sin_turns(other + own as f32 / HAIRS_APART + QUARTER))
                    * APART_MM
            }
        };
        // Four lanes: three take as long one by one as twelve together.
        let flat = [root.place, apart, to_lock, aside, ahead].map(|v| v.extend(0.0));
        let [origin, apart, to_lock, side, front] = flat;
        let ends = ENDS.0 * n as f32;
        let mut k = 0;
        loop {
            let along = k as f32 * length;
            let i = (along as usize).min(n - 1);
            let u = min(along - i as f32, BEYOND_TIP);
            if !flyaway && !four.iter().any(|&(first, _)| self.seen[first + i] || self.seen[first + i + 1]) {
                out.push(StrandPoint { above: HIDDEN, ..StrandPoint::default() });
                if k == n {
                    break;
                }
                k = (k + if k < ROOT_POINTS { 1 } else { stride }).min(n);
                continue;
            }
            let mass = four.iter().map(|&(first, share)| guides.points[first + i].mass * share).sum::<f32>();
            let opaque = if along > ends { OPAQUE * ENDS.1 } else { OPAQUE };
            if rank * mass > opaque && !flyaway && !crosser {
                out.push(StrandPoint { above: HIDDEN, ..StrandPoint::default() });
            } else {
                let [mut place, mut normal, mut ahead_of] = [Vec4::ZERO; 3];
                for &(first, share) in &four {
                    let (a, b) = (&guides.points[first + i], &guides.points[first + i + 1]);
                    place += a.place_height * (share * (1.0 - u)) + b.place_height * (share * u);
                    normal += a.normal_top * share;
                    ahead_of += (b.place_height - a.place_height) * share;
                }
                let (mut height, top) = (place.w, normal.w);
                let mut at = origin + (place - start) + apart;
                let walk = k as f32 * step;
                let (grown, own_way) = self.ease[k];
                at += to_lock * (grown * self.free);
                // Locks part from each other, hairs from their lock.
                let parts = self.free * own_way * grown;
                at += side * (bend * (STRAY.bend_mm + self.unruly * walk) * parts)
                    + normal * ((lot(18) * STRAY.lock_off_mm.0 + STRAY.lock_off_mm.1) * parts);
                let loose = (STRAY.ripple_mm.0 + STRAY.ripple_mm.1 * fine) * own_way * self.free;
                let (wave, ripple) =
                    (self.sin_turns(walk * RIPPLES.0 + other), self.sin_turns(walk * RIPPLES.1 + other * STRAY.ripple_shift));
                at += side * (loose * wave) + normal * (loose * STRAY.ripple_off * (draw(16) + ripple));
                if self.swing > 0.0 {
                    let swing = self.swing
                        * own_way
                        * self.sin_turns(walk * (1.0 / SWING_WAVE_MM) + swell * STRAY.swing_phase.0 + lot(10) * STRAY.swing_phase.1);
                    at += (side * STRAY.swing_way.0 + front * STRAY.swing_way.1) * swing;
                }
                height += (lot(18) * STRAY.height_mm.0 + draw(16) * STRAY.height_mm.1) * own_way;
                if flyaway {
                    let far = self.flyaway_reach
                        * min(FLYAWAY_REACH.0 * walk, FLYAWAY_REACH.1)
                        * (1.0 + FLYAWAY_WAVE.0 * self.sin_turns(walk * FLYAWAY_WAVE.1 + other));
                    at += normal * (far * (FLYAWAY_OFF.0 + FLYAWAY_OFF.1 * draw(20)))
                        + side * (far * draw(4))
                        + front * (far * FLYAWAY_AHEAD * draw(8));
                    height += far * FLYAWAY_HEIGHT;
                }
                if crosser {
                    at += side * (min(CROSSES.0 * walk, CROSSES.1) * draw(4) * own_way) + normal * (CROSSES_OVER_MM * own_way);
                    height += CROSSES_OVER_MM * own_way;
                }
                if radius > 0.0 {
                    let angle = walk * turns_per_mm / p.texture.chord() + phase;
                    let r = radius * min(walk * turns_per_mm, 1.0) * (1.0 + CURL_SPREAD * draw(20));
                    let (c, s) = (self.sin_turns(angle + QUARTER), self.sin_turns(angle));
                    // Around the way it goes here: off the head that is no longer along the skin of its root.
                    let axis = ahead_of.truncate().normalize_or(ahead);
                    let across = axis.cross(normal.truncate()).normalize_or(aside);
                    at += (across * (r * c) + across.cross(axis) * (r * (CURL_OFF + s))).extend(0.0);
                    height += r * s;
                }
                let below_top = ((TOP - height / max(top, LEAST_TOP_MM)) * BELOW_TOP).clamp(0.0, 1.0);
                let buried = mass * below_top > BURIED && along < ends && normal.y > LEVEL_NORMAL_Y;
                let above = if buried { HIDDEN } else { MOST_LIGHT_DEPTH * mass / (mass + MOST_LIGHT_DEPTH) * below_top };
                out.push(StrandPoint { place: at.truncate(), normal: normal.truncate(), above });
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
    fn sin_turns(&self, turns: f32) -> f32 {
        self.sines[((turns - turns.floor()) * SINES as f32) as usize & (SINES - 1)]
    }
}
