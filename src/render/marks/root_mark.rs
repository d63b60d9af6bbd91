//! Marks of hair roots: soft discs under the skin, wide from near and points from afar.

use crate::base::math::{lerp, max, smoothstep};
use crate::camera::projection::Projected;
use crate::optics::hair;

/// Diameter of the scalp's hair on average, mm, for which the optics of roots are given.
const USUAL_MM: f32 = 0.067;
/// Radii of a usual root's mark, px, between which it goes from what is seen from afar to what is seen from near (choice).
const NEAR_PX: (f32, f32) = (0.30, 0.80);
/// Shorter hairs count as this long where the mark's place is counted in lengths, mm.
const LEAST_LENGTH_MM: f32 = 0.1;

/// The mark of a hair's root under the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RootMark {
    /// Radius, px.
    pub radius: f32,
    /// Share of light it takes, 0–1.
    pub strength: f32,
    /// How far behind the hair's root it lies, as a share of the way to the tip.
    pub behind: f32,
}

impl RootMark {
    /// Where the mark lies for a hair from `root` to `tip`, px.
    pub fn place(&self, root: &Projected, tip: &Projected) -> (f32, f32) {
        (root.x - (tip.x - root.x) * self.behind, root.y - (tip.y - root.y) * self.behind)
    }

    /// The mark of the root of a hair of a diameter, mm, at a scale of px/mm, `share` as strong as a root's can be; `length` is
    /// the hair's own, mm. A thicker hair's is as much wider and, lying deeper, a little fainter (found by trial: beard beside
    /// scalp).
    ///
    /// From near it is a wide soft shadow under the skin behind the root; from afar the same darkness in one point.
    pub fn of_hair(diameter: f32, scale: f32, share: f32, length: f32) -> Self {
        let thicker = diameter * (1.0 / USUAL_MM);
        let radius = hair::ROOT_RADIUS_MM * thicker * scale;
        let near = smoothstep(NEAR_PX.0, NEAR_PX.1, hair::ROOT_RADIUS_MM * scale);
        let wider = lerp(1.0, hair::ROOT_SOFTER, near);
        Self {
            radius: radius * wider,
            strength: hair::ROOT_SHARE * share / (wider * wider * thicker.sqrt()),
            behind: near * hair::ROOT_BEHIND_MM / max(length, LEAST_LENGTH_MM),
        }
    }
}
