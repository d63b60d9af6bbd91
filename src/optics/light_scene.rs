//! A light scene: lamps, ambient light, white balance and backdrop, resolved for one camera (a rig of spherical lobes).
//!
//! Four lamps and a linear gradient of ambient light. The lamps are fixed to the camera, as in a studio, or to the room in which the
//! head is turned. The camera of a room goes up and down but never around it: a turn of the head by its yaw leaves lamps and camera
//! where they are, and only the camera's pitch moves the lamps in the picture. What is above stays above the head, so a lamp overhead
//! comes near the camera's axis in a view from the top.

use crate::base::choice::choices;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, exp, pow, vec3};

choices! {
    /// Where the head is seen.
    pub enum LightName {
        /// Soft boxes fixed to the camera.
        #[default]
        Studio = "studio",
        /// Outdoors: sky above, the sun behind the head, the camera on the shaded side.
        Daylight = "daylight",
        /// One small hard lamp overhead, between tiles.
        Bathroom = "bathroom",
        /// A flash beside the lens, in a dim room.
        Flash = "flash",
        /// Several downlights in a ceiling.
        Shop = "shop",
    }
}

/// Radius of a lamp in the half vector's angle, rad, times the root of its lobe's exponent (photographs: highlights of
/// 3–9 cm² with a clipped core and an edge; without a radius they fade like powder).
const LAMP_RADIUS: f32 = 0.53;
/// Irradiance of the ambient light: height of a normal that its mean direction has, and the share of its radiance that reaches skin (choice).
const AMBIENT_HEIGHT: f32 = 0.9;
const AMBIENT_SHARE: f32 = 0.72;
/// Normals to a side of the square around the ball that the camera meters, and the share of its radius that they reach (choice).
const METERED: usize = 12;
const METERED_RADIUS: f32 = 0.95;

/// The [`LightScene::tilt`] of a level camera, and of every camera that carries its lamps.
pub const LEVEL: [f32; 2] = [0.0, 1.0];

/// What a scene's lamps are fixed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedTo {
    /// The camera: directions are right, up, towards the viewer in its frame.
    Camera,
    /// The room: directions are right, up to the zenith, level towards the viewer.
    Room,
}

/// A lamp of a scene as it is set up.
#[derive(Clone, Copy, Debug)]
pub struct Lamp {
    /// Towards it, see [`FixedTo`]; of any length.
    pub towards: Vec3,
    /// Linear RGB, before white balance.
    pub color: LinearRgb,
    /// Irradiance on skin that faces it, as a multiple of the color.
    pub power: f32,
    /// Exponent of the lobe: 30 is a small soft box, 4 a wall.
    pub focus: f32,
    /// Share of it that shows as a highlight.
    pub highlight: f32,
    /// Radius in the half vector's angle, rad; none where it is as wide as its lobe.
    pub radius: Option<f32>,
    /// Whether it is so near the lens that all the camera sees is lit, the nearer the more.
    pub beside_lens: bool,
}

/// A scene as it is set up. The first lamp is the key light: it draws the relief of the skin and the shadows of single hairs.
#[derive(Clone, Copy, Debug)]
pub struct LightScene {
    /// What the lamps are fixed to.
    pub fixed_to: FixedTo,
    /// The lamps, the key light first.
    pub lamps: [Lamp; 4],
    /// Ambient light straight from below and from above: radiance × π, linear RGB, before white balance.
    pub ambient: [LinearRgb; 2],
    /// Shares of the camera's and of the head's up in the zenith of the ambient light.
    pub zenith: (f32, f32),
    /// Share of the color of all light that the camera's white balance takes out; 0 where lamps are as it leaves them.
    pub balanced: f32,
    /// Reflections of the key and the fill light in an eye: brightness and radius, rad.
    pub catchlights: [(f32, f32); 2],
    /// Strength of the highlight on hair that lies, times the studio's.
    pub hair_sheen: f32,
    /// What is behind the head.
    pub backdrop: Backdrop,
}

/// The backdrop, gray: linear light at `corner` far away, `corner` + `glow` behind the head.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Backdrop {
    /// Light far from the middle.
    pub corner: f32,
    /// What the glow adds in the middle.
    pub glow: f32,
}

/// A lamp as a camera sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct SceneLamp {
    /// Towards it in the camera's frame: right, up, towards the viewer; unit length.
    pub direction: Vec3,
    /// Irradiance on skin that faces it, as exposed, linear RGB.
    pub irradiance: LinearRgb,
    /// See [`Lamp::focus`] and [`Lamp::highlight`].
    pub focus: f32,
    /// See [`Lamp::highlight`].
    pub highlight: f32,
    /// Radius in the half vector's angle, rad.
    pub radius: f32,
    /// See [`Lamp::beside_lens`].
    pub beside_lens: bool,
}

/// A scene as a camera sees it and is exposed for it.
#[derive(Clone, Copy, Debug)]
pub struct SceneLights {
    /// The lamps, the key light first.
    pub lamps: [SceneLamp; 4],
    /// Zenith of the ambient light in the camera's frame.
    pub up: Vec3,
    /// The scene.
    pub scene: &'static LightScene,
    /// Exposure and white balance of this light, as factors.
    tint: LinearRgb,
    /// Ambient light, as a multiple of the studio's.
    pub room: f32,
}

impl Backdrop {
    /// Middle of the glow as a share of the height, from the top, and how fast it falls off along width and height: exponents of a Gaussian
    /// in shares of the picture (choice).
    const MIDDLE_HEIGHT: f32 = 0.46;
    const FALLOFF: (f32, f32) = (2.4, 2.2);

    /// The glow along the picture's width, 0–1 from the left; times [`Backdrop::across`] of the height it is the glow's shape.
    pub fn along(x: f32) -> f32 {
        exp(-(x - 0.5) * (x - 0.5) * Self::FALLOFF.0)
    }

    /// The glow along the picture's height, 0–1 from the top.
    pub fn across(y: f32) -> f32 {
        exp(-(y - Self::MIDDLE_HEIGHT) * (y - Self::MIDDLE_HEIGHT) * Self::FALLOFF.1)
    }
}

impl LightScene {
    /// The sine and cosine of the camera's pitch, −90°…90°, where it matters; its axis `back` points from the head towards it. No bit of it
    /// depends on the yaw.
    pub fn tilt(&self, back: Vec3) -> [f32; 2] {
        match self.fixed_to {
            FixedTo::Camera => LEVEL,
            FixedTo::Room => [back.y, (1.0 - back.y * back.y).max(0.0).sqrt()],
        }
    }

    fn seen(&'static self, [sin, cos]: [f32; 2], tint: LinearRgb) -> SceneLights {
        let rotated = |v: Vec3| vec3(v.x, v.y * cos - v.z * sin, v.y * sin + v.z * cos);
        let lamps = self.lamps.map(|lamp| SceneLamp {
            direction: rotated(lamp.towards.normalize()),
            irradiance: lamp.color * tint * lamp.power,
            focus: lamp.focus,
            highlight: lamp.highlight,
            radius: lamp.radius.unwrap_or(LAMP_RADIUS / lamp.focus.sqrt()),
            beside_lens: lamp.beside_lens,
        });
        SceneLights { lamps, up: rotated(Vec3::Y), scene: self, tint, room: 1.0 }
    }
}

impl SceneLights {
    /// A scene for a camera of that [`LightScene::tilt`]. The camera is exposed for a ball in the head's place: its mean light is that
    /// of the same ball in the `studio`. Of the color of that light, as a level camera sees it, a share is balanced out, and `cast` is
    /// what the balance leaves.
    pub fn new(scene: &'static LightScene, tilt: [f32; 2], studio: &'static LightScene, cast: LinearRgb) -> Self {
        let color = scene.seen(LEVEL, LinearRgb::WHITE).metered();
        let tint = cast / (color / color.green()).map(|v| pow(v, scene.balanced));
        let [own, reference] = [scene.seen(tilt, tint), studio.seen(LEVEL, cast)];
        let gain = reference.metered().green() / own.metered().green();
        let exposed = scene.seen(tilt, tint * gain);
        let room = |lights: &Self| lights.ambient(0.0).green();
        Self { room: room(&exposed) / room(&reference), ..exposed }
    }

    /// Color of all light together, green = 1.
    pub fn color(&self) -> LinearRgb {
        let all = self.lamps.iter().fold(self.ambient(0.0), |sum, lamp| sum + lamp.irradiance);
        all / all.green()
    }

    /// Ambient light: radiance × π of the room from a direction whose height is `up`, −1…1.
    pub fn ambient(&self, up: f32) -> LinearRgb {
        let t = 0.5 + 0.5 * up;
        (self.scene.ambient[0] * (1.0 - t) + self.scene.ambient[1] * t) * self.tint
    }

    /// Irradiance on a surface that nothing hides, with a normal in the camera's frame.
    pub fn open_irradiance(&self, normal: Vec3) -> LinearRgb {
        let mut sum = self.ambient(normal.dot(self.up) * AMBIENT_HEIGHT) * AMBIENT_SHARE;
        for lamp in &self.lamps {
            sum += lamp.irradiance * normal.dot(lamp.direction).max(0.0);
        }
        sum
    }

    /// Mean irradiance of a ball as the camera sees it. What is above counts twice as much as what is level, and what is below not at all:
    /// the subject is the scalp.
    fn metered(&self) -> LinearRgb {
        let at = |k: usize| (2.0 * (k as f32 + 0.5) / METERED as f32 - 1.0) * METERED_RADIUS;
        let places = (0..METERED).flat_map(|j| (0..METERED).map(move |i| (at(i), at(j))));
        let inside = places.filter(|(x, y)| x * x + y * y < METERED_RADIUS * METERED_RADIUS);
        let (sum, count) = inside.fold((LinearRgb::BLACK, 0.0), |(sum, count), (x, y)| {
            let normal = vec3(x, y, (1.0 - x * x - y * y).sqrt());
            let weight = 1.0 + normal.dot(self.up);
            (sum + self.open_irradiance(normal) * weight, count + weight)
        });
        sum / count
    }
}

/// Weight of a lamp of that focus in a direction `cosine` away from its middle, before normalization.
pub fn lobe_weight(cosine: f32, focus: f32) -> f32 {
    if cosine <= 0.0 { 0.0 } else { pow(cosine, focus) }
}
