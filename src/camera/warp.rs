//! A smooth displacement of the picture that brings the fitted outline onto the photograph's: radial basis functions of compact support
//! (Wendland 1995, C²).

/// Most pins.
pub const MOST_PINS: usize = 16;
/// Wendland's function is `(1 − r)⁴(4r + 1)`.
const WENDLAND: f64 = 4.0;

/// A smooth displacement of the picture, px; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Warp {
    pins: [Pin; MOST_PINS],
    len: usize,
    /// From so far on a pin moves nothing, px.
    reach_px: f64,
}

/// One center of the displacement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pin {
    /// Its place, px.
    pub at: [f64; 2],
    /// By how much it moves that place on its own, px.
    pub by: [f64; 2],
}

/// Weight of a pin at a share of its reach: 1 at 0, 0 from 1 on.
pub fn wendland(share: f64) -> f64 {
    let left = (1.0 - share).max(0.0);
    let squared = left * left;
    squared * squared * (WENDLAND * share + 1.0)
}

impl Warp {
    /// The displacement by pins, of which the first [`MOST_PINS`] count.
    pub fn new(pins: &[Pin], reach_px: f64) -> Self {
        let mut warp = Self { len: pins.len().min(MOST_PINS), reach_px, ..Self::default() };
        warp.pins.iter_mut().zip(pins).for_each(|(own, pin)| *own = *pin);
        warp
    }

    /// Its pins.
    pub fn pins(&self) -> &[Pin] {
        &self.pins[..self.len]
    }

    /// From so far on a pin moves nothing, px.
    pub fn reach_px(&self) -> f64 {
        self.reach_px
    }

    /// Whether it moves nothing.
    pub fn is_none(&self) -> bool {
        self.len == 0
    }

    /// Where a place of the picture is moved to, px.
    pub fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let mut moved = [x, y];
        for pin in self.pins() {
            let (dx, dy) = (x - pin.at[0], y - pin.at[1]);
            let squared = dx * dx + dy * dy;
            if squared < self.reach_px * self.reach_px {
                let weight = wendland(squared.sqrt() / self.reach_px);
                moved = [moved[0] + pin.by[0] * weight, moved[1] + pin.by[1] * weight];
            }
        }
        moved
    }

    /// The same in a picture of another size, that many times this one, whose origin lies at a place of this one, px.
    pub fn resized(&self, factor: f64, origin: [f64; 2]) -> Self {
        let mut warp = Self { reach_px: self.reach_px * factor, ..*self };
        for pin in &mut warp.pins[..self.len] {
            *pin = Pin { at: [0, 1].map(|k| (pin.at[k] - origin[k]) * factor), by: pin.by.map(|v| v * factor) };
        }
        warp
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_moves_its_place_and_nothing_beyond_its_reach() {
        let warp = Warp::new(&[Pin { at: [100.0, 50.0], by: [3.0, -4.0] }], 60.0);
        assert_eq!(warp.place([100.0, 50.0]), [103.0, 46.0]);
        assert_eq!(warp.place([161.0, 50.0]), [161.0, 50.0]);
        let half = warp.place([130.0, 50.0]);
        assert!(half[0] > 130.0 && half[0] < 131.5);
        assert_eq!(Warp::default().place([7.0, 9.0]), [7.0, 9.0]);
    }

    #[test]
    fn a_resized_picture_is_warped_alike() {
        let warp = Warp::new(&[Pin { at: [100.0, 50.0], by: [3.0, -4.0] }, Pin { at: [140.0, 80.0], by: [-1.0, 2.0] }], 60.0);
        let (there, small) = (warp.place([120.0, 70.0]), warp.resized(0.25, [20.0, 10.0]).place([25.0, 15.0]));
        assert!((0..2).all(|k| ((there[k] - [20.0, 10.0][k]) * 0.25 - small[k]).abs() < 1e-12));
    }
}
