//! The direction field of a hair style along the hull, from the landmarks.

use super::hull::Hull;
use super::style::{GroomParameters, Style};
use crate::base::math::{Vec3, lerp, smoothstep, vec3};
use crate::base::noise;
use crate::base::streams;
use crate::head::Landmarks;
use crate::scalp::flow::GrowthField;
use crate::scalp::person::Person;

const STREAM: u32 = streams::COMB;

/// A side parting lies above the arch of a brow, mm from the midline (barbers' rule).
const SIDE_PARTING_MM: f32 = 32.0;
/// A parting ends this far before the whorl, mm.
const BEFORE_WHORL_MM: f32 = 8.0;
/// Irregularity of a parting: amplitudes and wavelengths, mm (choice: partings are never straight; photographs of partings).
const PARTING_WAVES: [(f32, f32); 2] = [(3.6, 21.0), (1.6, 5.0)];
/// How far back hair runs off the parting, at first, against aside, on top and in front (found by trial against widths of partings).
const ALONG_PARTING: (f32, f32) = (0.85, 0.3);
/// It is sampled so far before and behind the ear canals, mm.
const PARTING_REACH_MM: f32 = 160.0;
/// Longer hair than this is cut to one length and no longer tapered, mm: it reaches below the ear.
const ONE_LENGTH_MM: f32 = 110.0;
/// Share of the length at nape and sides of a tapered cut, the lengths over which a uniform cut by clippers goes over to it, and the height from
/// which on hair has its full length, mm.
const TAPER: f32 = 0.22;
const TAPERS_MM: (f32, f32) = (6.0, 40.0);
const FULL_LENGTH_FROM_Y: f32 = 85.0;
/// Steepness of the hull, as its normal's height, between which combed hair goes over to hanging.
const STEEP: (f32, f32) = (0.80, 0.25);
/// Sine of the angle at which laid hair and tied hair leave the skin.
const LIFT: (f32, f32) = (0.42, 0.12);
/// Share of its grown direction with which a combed hair leaves the skin.
const AS_GROWN: f32 = 0.15;
/// Far behind the hairline hair grows as if it were so far, mm.
const BEHIND_FRONT_MM: f32 = 60.0;

/// How much of each there is in a style's direction: as it grows, the combing direction from one height on, mm above the ear
/// canals, and down where the hull is steep (found by trial on pictures from eight views).
struct Weights {
    grown: f32,
    way: Vec3,
    combed: f32,
    from_y: (f32, f32),
    down: f32,
}

const CUT: Weights = Weights { grown: 1.0, way: Vec3::ZERO, combed: 0.0, from_y: (0.0, 1.0), down: 0.35 };
const FORWARD: Weights = Weights { grown: 0.7, way: Vec3::Z, combed: 1.5, from_y: (40.0, 90.0), down: 1.0 };
const BACK: Weights = Weights { grown: 0.15, way: vec3(0.0, 0.1, -1.0), combed: 1.6, from_y: (20.0, 80.0), down: 0.9 };

/// Parted hair: weights of combing where the hull is level, of hanging where it is steep, of keeping off the face; and the way
/// it does (all found by trial, as are the lengths below).
const PARTED: [f32; 3] = [1.25, 1.2, 1.1];
const OFF_FACE: Vec3 = vec3(1.0, -0.6, -0.7);
/// Where the face is: z, y and |x| between which it begins, mm.
const FACE: [(f32, f32); 3] = [(20.0, 50.0), (95.0, 60.0), (66.0, 46.0)];
/// How far before the ear canals hair falls forward instead of back, mm.
const FRONT_Z: (f32, f32) = (20.0, 70.0);
/// The way aside from a parting, mm: at the line itself, and at the most; the way back beside it; how far behind its rear end it
/// is still felt; and how radial hair is there.
const ASIDE_MM: (f32, f32) = (3.5, 40.0);
const BACK_MM: f32 = 22.0;
const ENDS_MM: f32 = 14.0;
const RADIAL: f32 = 0.9;
/// Height of the tie above the ear canals, mm.
const TIE_Y: f32 = 38.0;
/// Tied hair from before the ear goes round above it: place it goes round, from the ear's top (inward, up, forward), mm, and how much that
/// place counts over the tie; between which z and y, from that place, hair does so, mm.
const ROUND_EAR: Vec3 = vec3(-4.0, 26.0, -12.0);
const ROUND_WEIGHT: f32 = 3.0;
const BEFORE_EAR_Z: (f32, f32) = (-4.0, 10.0);
const BEFORE_EAR_Y: (f32, f32) = (8.0, -10.0);
/// Tied hair of the top is drawn up and back on its way: by these shares, between these distances from the tie, and these z, mm.
const DRAWN_UP: f32 = 0.35;
const DRAWN_UP_MM: (f32, f32) = (40.0, 120.0);
const DRAWN_BACK: f32 = -0.55;
const DRAWN_BACK_Z: (f32, f32) = (-20.0, 40.0);

/// A style on one head.
pub(super) struct StyleField {
    style: Style,
    /// Whether it is too long for tapered sides.
    one_length: bool,
    /// Share of the length at nape and sides.
    taper: f32,
    flow: GrowthField,
    /// Rear end of the parting, mm.
    end: Vec3,
    landmarks: Landmarks,
    /// How far aside of its end the parting runs, mm, one entry a mm of its length.
    parting_line: Vec<f32>,
    /// Where tied hair is held, mm.
    pub(super) tie: Vec3,
}

/// Directions in which a style lays hair over a hull. They depend on neither length nor loss, so they are cached.
pub struct StyleDirections([Vec<Vec3>; 3]);

impl StyleDirections {
    /// The directions of one style on one head.
    pub fn new(person: &Person, hull: &Hull, style: Style) -> Self {
        let style_field = StyleField::new(person, &GroomParameters { style, ..GroomParameters::default() });
        let field = |side: f32| hull.directions(|p, n| style_field.direction(p, n, side));
        Self([-1.0, 0.0, 1.0].map(|side| if side == 0.0 || style.is_parted() { field(side) } else { Vec::new() }))
    }

    /// Those of the hair on one side of the parting: −1, +1, or 0 where there is none.
    pub(super) fn side(&self, side: f32) -> &[Vec3] {
        &self.0[(side + 1.0) as usize]
    }
}

impl StyleField {
    /// Direction field of a style on one person.
    pub(super) fn new(person: &Person, p: &GroomParameters) -> Self {
        let l = person.landmarks;
        let aside = match p.style {
            Style::LeftParting => SIDE_PARTING_MM,
            Style::RightParting => -SIDE_PARTING_MM,
            Style::MiddleParting | Style::Cut | Style::Forward | Style::Back | Style::Tied => 0.0,
        };
        let offset = noise::offset(person.seed, STREAM);
        let parting_line = |i: usize| {
            let z = i as f32 - PARTING_REACH_MM;
            PARTING_WAVES.iter().map(|(mm, wave)| mm * noise::value(vec3(z / wave, 0.0, 0.0) + offset)).sum()
        };
        Self {
            style: p.style,
            one_length: p.length_mm > ONE_LENGTH_MM,
            taper: lerp(1.0, TAPER, smoothstep(TAPERS_MM.0, TAPERS_MM.1, p.length_mm)),
            flow: GrowthField::new(&person.chart, &l, person.seed),
            end: vec3(aside, person.whorl.y, person.whorl.z + BEFORE_WHORL_MM),
            landmarks: l,
            parting_line: (0..=2 * PARTING_REACH_MM as usize + 1).map(parting_line).collect(),
            tie: person.chart.skin_at(person.chart.at(vec3(0.0, TIE_Y, l.occiput.z))),
        }
    }

    /// Side of the parting on which a place lies, −1 or +1; 0 where there is no parting.
    pub(super) fn side(&self, p: Vec3) -> f32 {
        if self.style.is_parted() && p.z > self.end.z - BEFORE_WHORL_MM { self.distance_to_parting(p).signum() } else { 0.0 }
    }

    /// Distance to the head's left of the parting, mm.
    pub(super) fn distance_to_parting(&self, p: Vec3) -> f32 {
        let at = (p.z + PARTING_REACH_MM).max(0.0).min(2.0 * PARTING_REACH_MM);
        let (i, t) = (at as usize, at - at.floor());
        p.x - self.end.x - lerp(self.parting_line[i], self.parting_line[i + 1], t)
    }

    /// Share of the length that a place is cut to: barbers taper sides and nape.
    pub(super) fn length_share(&self, p: Vec3) -> f32 {
        if self.style == Style::Tied || self.style.is_parted() && self.one_length {
            return 1.0;
        }
        lerp(self.taper, 1.0, smoothstep(self.landmarks.nape.y, FULL_LENGTH_FROM_Y, p.y))
    }

    /// Unit direction in which a hair leaves the skin with this `normal`, `front` mm behind the hairline.
    pub(super) fn exit_direction(&self, p: Vec3, normal: Vec3, front: f32, side: f32) -> Vec3 {
        let grown = self.flow.direction(p, normal, front);
        if self.style == Style::Cut {
            return grown;
        }
        let lift = if self.style == Style::Tied { LIFT.1 } else { LIFT.0 };
        (self.direction(p, normal, side) + normal * lift + grown * AS_GROWN).normalize_or(grown)
    }

    /// Unit tangential direction in which hair lies at a place of the hull with this normal.
    fn direction(&self, p: Vec3, n: Vec3, side: f32) -> Vec3 {
        let flat = |v: Vec3| v - n * v.dot(n);
        let down = flat(Vec3::NEG_Y);
        let steep = smoothstep(STEEP.0, STEEP.1, n.y);
        let combed = |w: &Weights| {
            let grown = flat(self.flow.direction(p, n, BEHIND_FRONT_MM)).normalize_or(Vec3::Z);
            grown * w.grown + flat(w.way) * (w.combed * smoothstep(w.from_y.0, w.from_y.1, p.y)) + down * (w.down * steep)
        };
        let course = match self.style {
            Style::Cut => combed(&CUT),
            Style::Forward => combed(&FORWARD),
            Style::Back => combed(&BACK),
            Style::LeftParting | Style::MiddleParting | Style::RightParting => self.parted(p, n, side),
            Style::Tied => self.tied(p, flat),
        };
        flat(course).normalize_or(down.normalize_or(Vec3::X))
    }

    /// Away from the parting, then down; beside the face and never into it; radial from the parting's rear end behind it.
    fn parted(&self, p: Vec3, n: Vec3, side: f32) -> Vec3 {
        let flat = |v: Vec3| v - n * v.dot(n);
        let steep = smoothstep(STEEP.0, STEEP.1, n.y);
        let off = self.distance_to_parting(p);
        let side = if side == 0.0 { off.signum() } else { side };
        let behind = (self.end.z - p.z).max(0.0);
        // Off the parting hair runs along it at first: seen from above it covers twice as well as straight aside.
        // In front it falls beside the face.
        let back = lerp(ALONG_PARTING.0, ALONG_PARTING.1, smoothstep(FRONT_Z.0, FRONT_Z.1, p.z));
        let aside = off.abs().min(ASIDE_MM.1) + ASIDE_MM.0 * smoothstep(ENDS_MM, 0.0, behind);
        let combed = vec3(side * aside, 0.0, -behind * RADIAL - back * BACK_MM).normalize_or(Vec3::X * side);
        let [z, y, x] = FACE;
        let face = smoothstep(z.0, z.1, p.z) * smoothstep(y.0, y.1, p.y) * smoothstep(x.0, x.1, p.x.abs());
        let [level, hangs, avoids] = PARTED;
        flat(combed) * (level - steep) + flat(Vec3::NEG_Y) * (hangs * steep) + flat(OFF_FACE * vec3(side, 1.0, 1.0)) * (avoids * face)
    }

    /// Towards the tie: over the crown, and round above the ear from before it.
    fn tied(&self, p: Vec3, flat: impl Fn(Vec3) -> Vec3) -> Vec3 {
        let l = &self.landmarks;
        let round = vec3(p.x.signum() * (l.ear_top.x.abs() + ROUND_EAR.x), l.ear_top.y + ROUND_EAR.y, l.ear_top.z + ROUND_EAR.z);
        let before = smoothstep(round.z + BEFORE_EAR_Z.0, round.z + BEFORE_EAR_Z.1, p.z)
            * smoothstep(round.y + BEFORE_EAR_Y.0, round.y + BEFORE_EAR_Y.1, p.y);
        let to = (self.tie - p).lerp((round - p) * ROUND_WEIGHT, before);
        let up = DRAWN_UP * smoothstep(DRAWN_UP_MM.0, DRAWN_UP_MM.1, to.length());
        let back = DRAWN_BACK * smoothstep(DRAWN_BACK_Z.0, DRAWN_BACK_Z.1, p.z);
        let over = vec3(0.0, up, back);
        flat(to.normalize_or(Vec3::NEG_Z) + over * (1.0 - before))
    }
}
