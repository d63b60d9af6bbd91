//! The named views: where their camera stands, and how far a photograph of that name may be from it.

use super::linear::{cross, rotated};
use super::request::{HandleKind, ViewName};

/// Sine and cosine of 10°, 15°, 40° and 70°.
const TEN: (f64, f64) = (0.173_648_177_666_930_35, 0.984_807_753_012_208);
const FIFTEEN: (f64, f64) = (0.258_819_045_102_520_76, 0.965_925_826_289_068_3);
const FORTY: (f64, f64) = (0.642_787_609_686_539_3, 0.766_044_443_118_978);
const FORTY_FIVE: (f64, f64) = (core::f64::consts::FRAC_1_SQRT_2, core::f64::consts::FRAC_1_SQRT_2);
const FIFTY: (f64, f64) = (FORTY.1, FORTY.0);
const SEVENTY: (f64, f64) = (0.939_692_620_785_908_4, 0.342_020_143_325_668_7);
const AHEAD: (f64, f64) = (0.0, 1.0);
const BEHIND: (f64, f64) = (0.0, -1.0);
const LEFT: (f64, f64) = (1.0, 0.0);

/// How far photographs of a view differ from it, standard deviations about the camera's axes right, up and back, radians (choice: they
/// are to keep views apart, not to hold one).
const SPREAD: [f64; 3] = [0.15, 0.2, 0.25];
/// From above and behind a picture may be held any way round.
const SPREAD_ANY_WAY_ROUND: [f64; 3] = [0.15, 0.2, 1.5];

/// Turns about right and up that starts are tried at, radians (choice: twice the spread lies within reach of one).
const TURNS: [f64; 3] = [0.0, 0.45, -0.45];

/// Axes of a camera by sine and cosine of its yaw and pitch.
fn aim((sy, cy): (f64, f64), (sp, cp): (f64, f64)) -> [[f64; 3]; 3] {
    let (right, back) = ([cy, 0.0, -sy], [sy * cp, sp, cy * cp]);
    [right, cross(back, right), back]
}

impl ViewName {
    /// Axes of the camera that the name stands for.
    pub(super) fn axes(self) -> [[f64; 3]; 3] {
        let right = |(s, c): (f64, f64)| (-s, c);
        match self {
            Self::Front => aim(AHEAD, FIFTEEN),
            Self::ThreeQuarterLeft => aim(FORTY, TEN),
            Self::ThreeQuarterRight => aim(right(FORTY), TEN),
            Self::Left => aim(LEFT, TEN),
            Self::Right => aim(right(LEFT), TEN),
            Self::Bowed => aim(AHEAD, FIFTY),
            Self::Top => aim(AHEAD, SEVENTY),
            Self::Crown => aim(BEHIND, FORTY_FIVE),
            Self::Back => aim(BEHIND, TEN),
        }
    }

    /// Standard deviations of a photograph's rotation from it about the camera's axes, radians.
    pub(super) fn spread(self) -> [f64; 3] {
        match self {
            Self::Front | Self::ThreeQuarterLeft | Self::ThreeQuarterRight | Self::Left | Self::Right | Self::Bowed | Self::Back => SPREAD,
            Self::Top | Self::Crown => SPREAD_ANY_WAY_ROUND,
        }
    }

    /// Axes to start from, the view's own first.
    pub(super) fn starts(self) -> impl Iterator<Item = [[f64; 3]; 3]> {
        let axes = self.axes();
        TURNS.into_iter().flat_map(move |pitch| TURNS.into_iter().map(move |yaw| rotated(axes, [pitch, yaw, 0.0])))
    }

    /// Places of the face that it shows.
    pub(super) fn kinds(self) -> &'static [HandleKind] {
        use HandleKind::{EarTopLeft, EarTopRight, Menton, OuterCanthusLeft, OuterCanthusRight, Pronasale};
        match self {
            Self::Front => &HandleKind::ALL,
            // The chin lies behind the nose.
            Self::Bowed => &[OuterCanthusLeft, OuterCanthusRight, Pronasale, EarTopLeft, EarTopRight],
            Self::ThreeQuarterLeft => &[OuterCanthusLeft, OuterCanthusRight, Pronasale, Menton, EarTopLeft],
            Self::ThreeQuarterRight => &[OuterCanthusLeft, OuterCanthusRight, Pronasale, Menton, EarTopRight],
            Self::Left => &[OuterCanthusLeft, Pronasale, Menton, EarTopLeft],
            Self::Right => &[OuterCanthusRight, Pronasale, Menton, EarTopRight],
            Self::Top => &[Pronasale, EarTopLeft, EarTopRight],
            Self::Crown | Self::Back => &[EarTopLeft, EarTopRight],
        }
    }

    /// Least number of handles that tell a pose together with the view's name.
    pub(super) fn least_handles(self) -> usize {
        match self {
            Self::Front | Self::ThreeQuarterLeft | Self::ThreeQuarterRight | Self::Left | Self::Right | Self::Bowed => 3,
            Self::Top | Self::Crown | Self::Back => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::{Camera, CameraParameters};

    #[test]
    fn views_stand_where_their_yaw_and_pitch_say() {
        let angles =
            [(0.0, 15.0), (40.0, 10.0), (-40.0, 10.0), (90.0, 10.0), (-90.0, 10.0), (0.0, 50.0), (0.0, 70.0), (180.0, 45.0), (180.0, 10.0)];
        for (view, (yaw_deg, pitch_deg)) in ViewName::ALL.into_iter().zip(angles) {
            let camera = Camera::new(&CameraParameters { yaw_deg, pitch_deg, zoom: 1.0 }, 100, 100);
            for (axis, own) in [camera.right, camera.up, camera.back].into_iter().zip(view.axes()) {
                assert!([axis.x, axis.y, axis.z].into_iter().zip(own).all(|(a, b)| (f64::from(a) - b).abs() < 1e-6), "{view:?}");
            }
        }
    }
}
