//! Takes the pictures that are measured, and says which of their pixels are which part of the head.

use super::image::luminance;
use super::image::{Mask, Picture, Plane, percentile};
use crate::common::change;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::camera::{Camera, CameraParameters};
use smp_visualizer::head::Head;
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::simulation::Simulation;

/// A head that is photographed again and again.
#[derive(Default)]
pub(super) struct Studio {
    simulation: Simulation,
    /// Masks of treated skin by what they were asked for.
    treated: Vec<(String, Mask)>,
}

/// Parameters by name and text.
pub(super) type Set<'a> = &'a [(&'a str, &'a str)];

/// All hair of the top lost, nothing done about it.
pub(super) const BALD: Set = &[("norwood", "7"), ("density", "0")];
/// The same treated.
pub(super) const TREATED: Set = &[("norwood", "7")];
/// The same head's own hair.
pub(super) const NATIVE: Set = &[("norwood", "1"), ("density", "0")];

/// A Monk tone, and the hair that comes with it: black from 8 on.
pub(super) fn skin(tone: usize) -> [(&'static str, &'static str); 2] {
    const TONES: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    [("skin", TONES[tone - 1]), ("hair-color", if tone >= 8 { "black" } else { "dark-brown" })]
}

impl Studio {
    /// The default head but for these settings, later ones over earlier ones, at rest in a square picture.
    pub(super) fn shot(&mut self, side: usize, settings: &[Set]) -> Picture {
        let mut wanted = Settings::default();
        wanted.set_all(settings.iter().flat_map(|s| s.iter().copied()).collect::<Vec<_>>().into_iter()).unwrap_or_else(|e| panic!("{e}"));
        let s = &mut self.simulation;
        // The view last: choosing one moves the camera.
        for index in (0..Id::Compare as usize + 1).filter(|i| *i != Id::View as usize) {
            s.set_at(index, wanted.get_at(index)).unwrap_or_else(|e| panic!("{e}"));
        }
        s.resize(side, side);
        change(s, &[]);
        Picture::new(&s.pixmap().expect("drawn").bytes, side)
    }

    /// The tone that matches the hair of the last picture.
    pub(super) fn matching_tone(&self) -> Option<f64> {
        self.simulation.report().matching_tone
    }

    /// The camera of the last picture.
    pub(super) fn view(&self) -> Camera {
        let (p, side) = (self.simulation.settings(), self.simulation.pixmap().expect("drawn").width);
        Camera::new(&CameraParameters { yaw_deg: p.number(Id::Yaw), pitch_deg: p.number(Id::Pitch), zoom: p.number(Id::Zoom) }, side, side)
    }

    pub(super) fn head(&self) -> &Head {
        self.simulation.head().expect("drawn")
    }

    /// Side of the picture in which the head stands 800 px high, vertex to chin, seen from in front.
    pub(super) fn side_of_800(&mut self) -> usize {
        self.shot(64, &[&[("view", "front")]]);
        let (l, view) = (self.head().landmarks, self.view());
        let height = view.project(l.menton).y - view.project(l.vertex).y;
        (800.0 * 64.0 / height + 0.5) as usize
    }

    /// Pixels of the skin whose triangles' corners all satisfy `counts` and face the camera of the last picture.
    pub(super) fn skin_where(&self, counts: impl Fn(Vec3) -> bool) -> Mask {
        let (view, mesh) = (self.view(), &self.head().mesh);
        let mut mask = Mask::new(view.width, view.height, |_, _| false);
        for corners in &mesh.triangles {
            let p = corners.map(|v| mesh.positions[v as usize]);
            let normal = (p[1] - p[0]).cross(p[2] - p[0]).normalize_or(Vec3::Y);
            if !p.iter().all(|p| counts(*p)) || view.facing_cosine(p[0], normal) < 0.15 {
                continue;
            }
            let [a, b, c] = p.map(|p| view.project(p));
            let edge = |p: (f32, f32), q: (f32, f32), x: f32, y: f32| (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0);
            let q = [(a.x, a.y), (b.x, b.y), (c.x, c.y)];
            let range = |of: fn(&(f32, f32)) -> f32, last: usize| {
                let low = q.iter().map(of).fold(f32::MAX, f32::min).max(0.0) as usize;
                low..(q.iter().map(of).fold(0.0, f32::max) as usize + 2).min(last)
            };
            for y in range(|p| p.1, view.height) {
                for x in range(|p| p.0, view.width) {
                    let (u, v) = (x as f32 + 0.5, y as f32 + 0.5);
                    let e = [edge(q[0], q[1], u, v), edge(q[1], q[2], u, v), edge(q[2], q[0], u, v)];
                    if e.iter().all(|e| *e <= 0.0) || e.iter().all(|e| *e >= 0.0) {
                        mask.v[y * view.width + x] = true;
                    }
                }
            }
        }
        mask
    }

    /// Treated skin of a view, without a rim of `rim` mm: where pigment takes more than a twentieth of the light.
    pub(super) fn treated(&mut self, side: usize, settings: &[Set], rim: f32) -> Mask {
        let key = format!("{side} {settings:?} {rim}");
        if let Some((_, mask)) = self.treated.iter().find(|(k, _)| *k == key) {
            return mask.clone();
        }
        let bare = self.shot(side, &[settings, &[&[("density", "0")]]].concat());
        let treated = self.shot(side, &[settings, &[&[("density", "180")]]].concat());
        let mm = self.view().typical_pixels_per_mm();
        // The backdrop is gray, skin never is.
        let head = Mask { width: side, v: bare.light.iter().map(|c| (c.x - c.z).abs() > 0.004).collect() };
        let (before, after) = (bare.luminance().blurred(&head, mm), treated.luminance().blurred(&head, mm));
        let mask = head.and(|i| after.v[i] < 0.95 * before.v[i]).eroded(rim * mm);
        self.treated.push((key, mask.clone()));
        mask
    }
}

/// Light and the two ratios of color by which one mean color differs from another: Y, R/G, B/G.
pub(super) fn ratios(treated: Vec3, bare: Vec3) -> [f64; 3] {
    let t = treated / bare;
    [luminance(treated) / luminance(bare), t.x / t.y, t.z / t.y].map(f64::from)
}

/// Percentile of the light of the skin around a highlight that is the diffuse beside it: lit, yet untouched by its wash.
const BESIDE: f32 = 35.0;

/// A highlight as photographs show it, blurred by 1 mm.
pub(super) struct Shine {
    /// Its brightest place over the diffuse skin beside it.
    pub(super) ratio: f32,
    /// Light of its brightest place.
    pub(super) peak: f32,
    /// Its brightest pixel.
    pub(super) place: usize,
    /// Skin brighter than half way from the diffuse to the peak, within 40 mm of it, cm².
    pub(super) area_cm2: f32,
    /// That skin.
    pub(super) core: Mask,
    /// Everything brighter than a quarter of the way.
    pub(super) glow: Mask,
}

/// The brightest place of the skin under a mask.
pub(super) fn shine(light: &Plane, mask: &Mask, px_per_mm: f32) -> Shine {
    let soft = light.blurred(mask, px_per_mm);
    let inner = mask.eroded(3.0 * px_per_mm);
    let (at, _) = inner
        .v
        .iter()
        .enumerate()
        .filter(|(_, m)| **m)
        .fold((0, 0.0), |best, (i, _)| if soft.v[i] > best.1 { (i, soft.v[i]) } else { best });
    let peak = soft.v[at];
    let beside = percentile(inner.of(&soft.v).collect(), BESIDE);
    let near = |i: usize| mask.between(i, at) < 40.0 * px_per_mm;
    let over = |share: f32| beside + share * (peak - beside);
    let core = mask.and(|i| soft.v[i] > over(0.5) && near(i));
    let glow = mask.and(|i| soft.v[i] > over(0.25));
    Shine { ratio: peak / beside, peak, place: at, area_cm2: core.count() as f32 / (px_per_mm * px_per_mm * 100.0), core, glow }
}
