//! Marks of hair roots: the shaft under translucent skin, a streak behind the hair's exit that widens as it goes deeper.

use super::splat::Atlas;
use super::transmission::Transmission;
use crate::base::math::max;
use crate::optics::hair;

/// Diameter of the scalp's hair on average, mm, for which the optics of roots are given.
const USUAL_MM: f32 = 0.067;
/// Shorter hairs count as this long where the streak is counted in lengths, mm.
const LEAST_LENGTH_MM: f32 = 0.1;
/// Where one, two or three soft points lie along the streak, and how much of its darkness each stands for, both as shares: most of it where
/// the hair leaves the skin.
const POINTS: [&[(f32, f32)]; 3] = [&[(0.25, 1.0)], &[(0.08, 0.60), (0.50, 0.40)], &[(0.05, 0.45), (0.27, 0.32), (0.60, 0.23)]];
/// Points of a streak per px of it, so that none stands apart: as for hair above the skin, but softer.
const POINTS_PER_PX: f32 = 0.6;

/// The mark of a hair's root under the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RootMark {
    /// Radius where it leaves the skin, px.
    pub radius: f32,
    /// How much wider it is at its end, px.
    pub widening: f32,
    /// Area that it darkens as if wholly, in squares of a px over the profile's of a mark.
    pub darkness: f32,
    /// Length of the streak behind the hair's exit, as a share of the way to the tip.
    pub behind: f32,
}

/// One of the soft points that a streak is drawn as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftPoint {
    /// Place, px.
    pub x: f32,
    /// Place, px.
    pub y: f32,
    /// Radius, px.
    pub radius: f32,
    /// Share of light it takes in its middle.
    pub strength: f32,
}

impl RootMark {
    /// The mark of the root of a hair of a diameter, mm, at a scale of px/mm, `share` as strong as a root's can be; `length` is
    /// the hair's own, mm. A thicker hair's is as much wider and, lying deeper, a little fainter (found by trial: beard beside
    /// scalp).
    pub fn of_hair(diameter: f32, scale: f32, share: f32, length: f32) -> Self {
        let thicker = diameter * (1.0 / USUAL_MM);
        let wide = thicker * scale;
        let area = hair::ROOT_MM2 * wide * wide;
        Self {
            radius: hair::ROOT_RADIUS_MM * wide,
            widening: hair::ROOT_WIDENING_MM * wide,
            darkness: area * share / thicker.sqrt(),
            behind: hair::ROOT_BEHIND_MM / max(length, LEAST_LENGTH_MM),
        }
    }

    /// Radius of its widest point, px.
    pub fn widest(&self) -> f32 {
        self.radius + self.widening
    }

    /// The same for `n` hairs side by side that are drawn as one.
    #[must_use]
    pub fn bundled(self, n: usize) -> Self {
        let wider = (n as f32).sqrt();
        Self { radius: self.radius * wider, widening: self.widening * wider, darkness: self.darkness * n as f32, ..self }
    }

    /// The points of a hair's streak, whose root is at a place and whose tip is (`dx`, `dy`) from there, px.
    pub fn points(self, (x, y): (f32, f32), (dx, dy): (f32, f32)) -> impl Iterator<Item = SoftPoint> {
        let length = self.behind * (dx * dx + dy * dy).sqrt();
        let places = POINTS[((length * POINTS_PER_PX) as usize).min(POINTS.len() - 1)];
        places.iter().map(move |&(t, share)| {
            let (radius, back) = (self.radius + self.widening * t, self.behind * t);
            SoftPoint { x: x - dx * back, y: y - dy * back, radius, strength: self.darkness * share / (radius * radius) }
        })
    }

    /// Draws that streak, as far as the atlas has marks of its width.
    #[inline(never)]
    pub fn draw(self, atlas: &Atlas, plane: &mut Transmission, place: (f32, f32), way: (f32, f32)) {
        if atlas.has_size(self.widest()) {
            self.points(place, way).for_each(|p| atlas.draw(plane, p.x, p.y, p.radius, p.strength));
        }
    }
}
