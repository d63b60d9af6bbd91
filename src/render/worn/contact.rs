//! Contact shadows of worn hair and the marks of its roots, in close-ups.

use crate::base::math::{Vec3, max, min, smoothstep};
use crate::optics::SceneLights;
use crate::render::marks::hair_stroke::{self, HairStroke};
use crate::render::marks::root_mark::RootMark;
use crate::render::marks::splat::Atlas;
use crate::render::marks::transmission::Transmission;
use crate::render::surface::occlusion::DepthSurface;
use crate::scalp::groom::{HIDDEN, HairRoot, StrandPoint};

/// Hair so far from its root casts no shadow of its own any more, mm: it merges with that of the mass.
const REACH_MM: f32 = 9.0;
/// Width of a shadow's penumbra for each mm between hair and skin: the key light is a soft box of 20°.
const PENUMBRA: f32 = 0.35;
/// Its shadow fades from this share of that on (choice).
const FADES_FROM: f32 = 0.3;
/// Share of the light that the key light is, at most taken away.
const DARKNESS: f32 = 0.4;
/// Least cosine of key light and skin.
const LEAST_COSINE: f32 = 0.3;
/// Share of a root's mark that a long hair has: most of its follicle lies under the hair itself.
const ROOT: f32 = 0.28;

/// Draws roots and shadows into the plane of hair that dims the skin.
pub(super) struct ContactShadows<'a> {
    atlas: &'a Atlas,
    on: &'a DepthSurface<'a>,
    dark: &'a mut Transmission,
    /// Towards the key light, mm.
    key: Vec3,
}

impl<'a> ContactShadows<'a> {
    pub(super) fn new(atlas: &'a Atlas, on: &'a DepthSurface<'a>, dark: &'a mut Transmission, lights: &SceneLights) -> Self {
        let light = lights.lamps[0].direction;
        let view = on.view;
        Self { atlas, on, dark, key: view.right * light.x + view.up * light.y + view.back * light.z }
    }

    /// One hair with these points from its root on.
    pub(super) fn draw(&mut self, root: &HairRoot, points: &[StrandPoint]) {
        let Some((at, facing)) = self.on.project_visible(root.place, root.normal) else { return };
        let view = self.on.view;
        let scale = view.pixels_per_mm(at.distance);
        let Some(second) = points.get(1).filter(|p| p.above != HIDDEN) else { return };
        let mark = RootMark::of_hair(root.diameter, scale, ROOT * root.pigment * min(facing, 1.0), (second.place - root.place).length());
        let next = view.project(second.place);
        mark.draw(self.atlas, self.dark, (at.x, at.y), (next.x - at.x, next.y - at.y));
        let cosine = self.key.dot(root.normal);
        if cosine <= 0.0 {
            return;
        }
        let lit = smoothstep(0.0, LEAST_COSINE, cosine);
        let mut last = at;
        let mut gone = 0.0;
        for pair in points.windows(2) {
            let [from, to] = [pair[0].place, pair[1].place];
            gone += (to - from).length();
            if gone > REACH_MM || pair[1].above == HIDDEN {
                return;
            }
            let height = max((to - root.place).dot(root.normal), 0.0);
            let here = view.project(to - self.key * (height / max(cosine, LEAST_COSINE)));
            let wide = root.diameter + PENUMBRA * height;
            let fades = smoothstep(REACH_MM, FADES_FROM * REACH_MM, gone);
            let strength = DARKNESS * root.pigment * lit * fades * root.diameter / wide;
            hair_stroke::draw(self.atlas, self.dark, &HairStroke::new(&last, &here, wide * scale, strength), None);
            last = here;
        }
    }
}
