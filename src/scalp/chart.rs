//! The chart of the scalp: an azimuthal equidistant map of its skin.
//!
//! Its pole lies under the vertex: the crown in the middle, forward up (+y), the head's left
//! to the right (+x), 100 units a radian. The map is for naming places and telling inside from outside. It shrinks
//! around the nape and stretches at the ears, so every length and area is measured on the skin itself.

use crate::base::grid::{ScalarGrid, for_samples_in_triangle};
use crate::base::math::{Vec2, Vec3, acos, cos, sin, vec2, vec3};
use crate::head::{Landmarks, Mesh};

/// Chart units a radian.
const SCALE: f32 = 100.0;
/// Half the edge of the chart: 140° from the pole, below nape and lobes.
pub const EXTENT: f32 = 245.0;
/// Samples along an edge of the chart: one every 4.1 units, about 4 mm.
pub const SIDE: usize = 121;

/// Neighboring triangles overlap by this share: no sample falls between them.
const SLACK: f32 = 0.001;
/// Height of the inner center above the ear canals as a share of the vertex's, and its place behind them, mm (choice).
const CENTER_HEIGHT: f32 = 0.08;
const CENTER_BEHIND_MM: f32 = 8.0;
/// Places nearer to the pole than this lie on it, in units of the chart and mm.
const AT_POLE: f32 = 1e-6;
/// Fixed-point iterations from a place to its coordinates, and where they begin: above the center and beside the midline, mm.
const ITERATIONS: usize = 12;
const GUESS_MM: f32 = 70.0;

/// A place of the skin and which way it faces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinPlace {
    /// On the skin, mm.
    pub place: Vec3,
    /// Unit normal of the skin there.
    pub normal: Vec3,
}

/// Skin as distances from an inner center, sampled on the map.
pub struct Chart {
    center: Vec3,
    radius: ScalarGrid,
    /// Skin at each sample of a [`ScalarGrid`] with [`SIDE`] and [`EXTENT`].
    pub skin: Vec<Vec3>,
}

impl Chart {
    /// Projects the skull of a head; ears and whatever else stands off it are left out.
    pub fn new(mesh: &Mesh, landmarks: &Landmarks) -> Self {
        let center = vec3(0.0, landmarks.vertex.y * CENTER_HEIGHT, -CENTER_BEHIND_MM);
        let mut least = vec![f32::MAX; SIDE * SIDE];
        for corners in &mesh.triangles {
            let p = corners.map(|v| mesh.positions[v as usize] - center);
            if (p[1] - p[0]).cross(p[2] - p[0]).dot(p[0]) <= 0.0 {
                continue;
            }
            for_samples_in_triangle(SIDE, EXTENT, p.map(project_equidistant), SLACK, |at, [u, v, w]| {
                least[at] = least[at].min((p[0] * u + p[1] * v + p[2] * w).length());
            });
        }
        let typical = landmarks.vertex.y - center.y;
        let mut sample = 0;
        let radius = ScalarGrid::from_fn(SIDE, EXTENT, |_| {
            sample += 1;
            let found = least[sample - 1];
            if found < f32::MAX { found } else { typical }
        });
        let mut chart = Self { center, radius, skin: Vec::with_capacity(SIDE * SIDE) };
        let mut skin = Vec::with_capacity(SIDE * SIDE);
        ScalarGrid::from_fn(SIDE, EXTENT, |q| {
            skin.push(chart.skin_at(q));
            0.0
        });
        chart.skin = skin;
        chart
    }

    /// Place on the chart of a point, whatever its distance from the skin.
    pub fn at(&self, p: Vec3) -> Vec2 {
        project_equidistant(p - self.center)
    }

    /// The skin at a place of the chart, mm.
    pub fn skin_at(&self, q: Vec2) -> Vec3 {
        let length = q.length().max(AT_POLE);
        let angle = length / SCALE;
        let across = q * (sin(angle) / length);
        self.center + vec3(across.x, cos(angle), across.y) * self.radius.at(q)
    }

    /// Unit normal of the skin at a place of the chart, outward.
    pub fn normal(&self, q: Vec2) -> Vec3 {
        let across = |d: Vec2| self.skin_at(q + d) - self.skin_at(q - d);
        across(Vec2::Y).cross(across(Vec2::X)).normalize_or(Vec3::Y)
    }

    /// The skin at a place of the chart and its normal.
    #[inline(never)]
    pub fn place(&self, q: Vec2) -> SkinPlace {
        SkinPlace { place: self.skin_at(q), normal: self.normal(q) }
    }

    /// How far a point stands off the skin, mm; positive outside.
    pub fn height(&self, p: Vec3) -> f32 {
        self.height_at(self.at(p), p)
    }

    /// The same for a point whose place on the chart is known.
    pub fn height_at(&self, q: Vec2, p: Vec3) -> f32 {
        (p - self.center).length() - self.radius.at(q)
    }

    /// Direction outward from the inner center.
    pub fn outward(&self, p: Vec3) -> Vec3 {
        (p - self.center).normalize_or(Vec3::Y)
    }

    /// Chart place of the skin of the upper head with these `x` and `z`, mm.
    pub fn from_above(&self, x: f32, z: f32) -> Vec2 {
        let mut guess = vec3(x, self.center.y + GUESS_MM, z);
        for _ in 0..ITERATIONS {
            let p = self.skin_at(self.at(guess));
            guess += vec3(x - p.x, 0.0, z - p.z);
            guess.y = p.y;
        }
        self.at(guess)
    }

    /// Chart place of the skin on the left side of the head with these `y` and `z`, mm.
    pub fn from_left(&self, y: f32, z: f32) -> Vec2 {
        let mut guess = vec3(GUESS_MM, y, z);
        for _ in 0..ITERATIONS {
            let p = self.skin_at(self.at(guess));
            guess += vec3(0.0, y - p.y, z - p.z);
            guess.x = p.x;
        }
        self.at(guess)
    }

    /// Chart place on the midline, `mm` along the skin above the glabella.
    pub fn above_glabella(&self, landmarks: &Landmarks, mm: f32) -> Vec2 {
        let mut q = self.at(landmarks.glabella);
        q.x = 0.0;
        let mut from = self.skin_at(q);
        let mut gone = 0.0;
        while gone < mm {
            let next = q - vec2(0.0, 1.0);
            let to = self.skin_at(next);
            let step = (to - from).length();
            if gone + step > mm {
                return q - vec2(0.0, (mm - gone) / step);
            }
            (q, from, gone) = (next, to, gone + step);
        }
        q
    }
}

/// Azimuthal equidistant projection of a direction.
fn project_equidistant(d: Vec3) -> Vec2 {
    let across = vec2(d.x, d.z);
    let length = across.length();
    if length < AT_POLE {
        return Vec2::ZERO;
    }
    across * (acos(d.y / d.length()) * SCALE / length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::tests::head;

    #[test]
    fn chart_and_skin_agree() {
        let head = head();
        let chart = Chart::new(&head.mesh, &head.landmarks);
        for q in [vec2(0.0, 60.0), vec2(40.0, 30.0), vec2(-70.0, -80.0), vec2(3.0, -2.0)] {
            let p = chart.skin_at(q);
            assert!((chart.at(p) - q).length() < 0.01, "{q} → {p} → {}", chart.at(p));
            assert!(chart.height(p).abs() < 0.01);
        }
        let p = chart.skin_at(chart.from_above(30.0, 20.0));
        assert!((p.x - 30.0).abs() < 0.1 && (p.z - 20.0).abs() < 0.1, "{p}");
        let p = chart.skin_at(chart.from_left(50.0, -30.0));
        assert!((p.y - 50.0).abs() < 0.1 && (p.z + 30.0).abs() < 0.1, "{p}");
    }

    #[test]
    fn vertices_of_the_skull_lie_on_the_chart() {
        let head = head();
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let mut worst = 0.0_f32;
        for p in head.mesh.positions.iter().filter(|p| p.y > 60.0) {
            worst = worst.max(chart.height(*p).abs());
        }
        assert!(worst < 0.6, "{worst} mm off the chart");
    }

    #[test]
    fn lengths_on_the_midline_are_true() {
        let head = head();
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let steps: Vec<Vec3> = (0..=80).map(|i| chart.skin_at(chart.above_glabella(&head.landmarks, i as f32))).collect();
        let length: f32 = steps.windows(2).map(|w| (w[1] - w[0]).length()).sum();
        assert!((length - 80.0).abs() < 0.8, "{length}");
    }
}
