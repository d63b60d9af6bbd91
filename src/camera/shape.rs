//! How a person's head differs from the body's: five scales that ease into each other and a shear of the vault (a low-order
//! free-form deformation). In: places and normals of the body's head, mm. Out: those of the person's.

use crate::base::math::Vec3;

/// Half the height over which the scale of the face eases into that of the vault about the Frankfurt horizontal, and half the depth over
/// which that of the front eases into that of the back about the ears, mm (choice).
const EASE_MM: f64 = 25.0;
/// The vault leans from this height on, and in full over the other, mm (choice: from the ears to the brow).
const LEAN_MM: (f64, f64) = (10.0, 60.0);
/// Smoothstep is `t²(3 − 2t)`, and its slope `6t(1 − t)`.
const STEP: (f64, f64) = (3.0, 6.0);

/// A person's head by six numbers; the identity by default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeadShape {
    /// Factor of the breadth.
    pub breadth: f64,
    /// Factor of heights above the Frankfurt horizontal, and below it.
    pub above: f64,
    /// See [`HeadShape::above`].
    pub face: f64,
    /// Factor of depths in front of the ears, and behind them.
    pub front: f64,
    /// See [`HeadShape::front`].
    pub behind: f64,
    /// How far the vault leans forward, mm per mm of height.
    pub lean: f64,
}

impl Default for HeadShape {
    fn default() -> Self {
        Self { breadth: 1.0, above: 1.0, face: 1.0, front: 1.0, behind: 1.0, lean: 0.0 }
    }
}

/// An ease between two limits and its slope.
fn ease(from: f64, to: f64, x: f64) -> (f64, f64) {
    let t = ((x - from) / (to - from)).max(0.0).min(1.0);
    (t * t * (STEP.0 - 2.0 * t), STEP.1 * t * (1.0 - t) / (to - from))
}

/// A ramp that begins smoothly, and its slope.
fn ramp(y: f64) -> (f64, f64) {
    let (from, to) = LEAN_MM;
    let t = ((y - from) / (to - from)).max(0.0).min(1.0);
    (0.5 * (to - from) * t * t + (y - to).max(0.0), t)
}

impl HeadShape {
    /// Number of its parameters, in the order of its fields.
    pub const TERMS: usize = 6;

    /// The person's place for one of the body's head, mm.
    pub fn place(&self, place: Vec3) -> Vec3 {
        single(self.place_exact(double(place)))
    }

    /// The same in double precision.
    pub fn place_exact(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let (up, front) = (ease(-EASE_MM, EASE_MM, y).0, ease(-EASE_MM, EASE_MM, z).0);
        let (tall, deep) = (self.face + (self.above - self.face) * up, self.behind + (self.front - self.behind) * front);
        [x * self.breadth, y * tall, z * deep + self.lean * ramp(y).0]
    }

    /// How a place moves when each of the terms grows: by a factor's own share, and by the lean, mm.
    pub fn place_slopes(&self, [x, y, z]: [f64; 3]) -> [[f64; 3]; Self::TERMS] {
        let (up, front) = (ease(-EASE_MM, EASE_MM, y).0, ease(-EASE_MM, EASE_MM, z).0);
        [
            [x * self.breadth, 0.0, 0.0],
            [0.0, y * self.above * up, 0.0],
            [0.0, y * self.face * (1.0 - up), 0.0],
            [0.0, 0.0, z * self.front * front],
            [0.0, 0.0, z * self.behind * (1.0 - front)],
            [0.0, 0.0, ramp(y).0],
        ]
    }

    /// Slopes of the place: of x by x; of y by y; of z by z; of z by y.
    fn slopes(&self, [_, y, z]: [f64; 3]) -> [f64; 4] {
        let ((up, up_slope), (front, front_slope)) = (ease(-EASE_MM, EASE_MM, y), ease(-EASE_MM, EASE_MM, z));
        let (tall, deep) = (self.face + (self.above - self.face) * up, self.behind + (self.front - self.behind) * front);
        let y_y = tall + y * (self.above - self.face) * up_slope;
        let z_z = deep + z * (self.front - self.behind) * front_slope;
        [self.breadth, y_y, z_z, self.lean * ramp(y).1]
    }

    /// The person's unit normal for one of the body's head at a place: by the inverse transpose of the slopes.
    pub fn normal(&self, place: Vec3, normal: Vec3) -> Vec3 {
        single(self.normal_exact(double(place), double(normal)))
    }

    /// The same in double precision.
    pub fn normal_exact(&self, place: [f64; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
        let [x_x, y_y, z_z, z_y] = self.slopes(place);
        let z = z / z_z;
        let (x, y) = (x / x_x, (y - z_y * z) / y_y);
        let length = (x * x + y * y + z * z).sqrt();
        [x / length, y / length, z / length]
    }

    /// The person's direction for one of the body's head at a place, mm per mm.
    pub fn direction(&self, place: Vec3, direction: Vec3) -> Vec3 {
        let [x_x, y_y, z_z, z_y] = self.slopes(double(place));
        let [x, y, z] = double(direction);
        single([x_x * x, y_y * y, z_z * z + z_y * y])
    }
}

fn double(v: Vec3) -> [f64; 3] {
    [v.x, v.y, v.z].map(f64::from)
}

fn single([x, y, z]: [f64; 3]) -> Vec3 {
    Vec3::new(x as f32, y as f32, z as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::vec3;

    const SHAPE: HeadShape = HeadShape { breadth: 1.08, above: 0.94, face: 1.1, front: 0.93, behind: 1.09, lean: -0.12 };

    #[test]
    fn the_identity_moves_nothing() {
        let p = vec3(31.7, -12.3, 88.1);
        assert_eq!(HeadShape::default().place(p), p);
        assert_eq!(HeadShape::default().direction(p, Vec3::Z), Vec3::Z);
    }

    #[test]
    fn normals_stay_upright_on_moved_surfaces() {
        for i in 0..200 {
            let at = |k: u32| crate::base::random::uniform(3, k, i);
            let p = vec3(at(0) * 160.0 - 80.0, at(1) * 220.0 - 100.0, at(2) * 200.0 - 100.0);
            let normal = vec3(at(3) - 0.5, at(4) - 0.5, at(5) - 0.5).normalize_or(Vec3::Y);
            let (u, moved) = (normal.any_orthonormal_vector(), SHAPE.normal(p, normal));
            for along in [u, normal.cross(u)] {
                // By finite differences and by the slopes.
                let step = (SHAPE.place(p + along * 0.2) - SHAPE.place(p - along * 0.2)) / 0.4;
                assert!((step - SHAPE.direction(p, along)).length() < 4e-3, "{step} at {p}");
                assert!(step.normalize_or(Vec3::X).dot(moved).abs() < 4e-3, "{p}");
            }
            assert!(moved.dot(SHAPE.direction(p, normal)) > 0.0 && (moved.length() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn slopes_of_the_terms_are_those_of_the_place() {
        let base = [40.0, 80.0, -60.0];
        let grown = |k: usize, by: f64| {
            let mut s = SHAPE;
            let terms = [&mut s.breadth, &mut s.above, &mut s.face, &mut s.front, &mut s.behind];
            match terms.into_iter().nth(k) {
                Some(factor) => *factor *= 1.0 + by,
                None => s.lean += by,
            }
            s.place_exact(base)
        };
        for (k, slope) in SHAPE.place_slopes(base).iter().enumerate() {
            let (more, less) = (grown(k, 1e-5), grown(k, -1e-5));
            assert!((0..3).all(|i| ((more[i] - less[i]) / 2e-5 - slope[i]).abs() < 1e-6), "term {k}");
        }
    }
}
