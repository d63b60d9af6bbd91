//! Small pictures of the same head to choose from: under any pattern of loss, the familiar charts, and in any style.
//!
//! In charts no strand is drawn: skin is darkened by the hair left at each mesh vertex, which at this size reads as shaved hair.
//! The running picture is left as it is. All are seen in the studio: what is told apart is the hair.

use super::graph::Simulation;
use super::hair_vertices::HairVertices;
use crate::base::color::LinearRgb;
use crate::camera::{Camera, CameraParameters};
use crate::head::Strand;
use crate::optics::overlay::Overlay;
use crate::optics::skin::SkinOptics;
use crate::optics::{Inks, LightName, Lighting, OpticsParameters};
use crate::parameters::{Id, Settings};
use crate::render::hair::HairShading;
use crate::render::{Frame, Pixmap, WornShading};
use crate::scalp::groom::hull::Hull;
use crate::scalp::groom::{Groom, GroomParameters, StyleDirections};
use crate::scalp::loss::{Loss, Pattern};
use crate::scalp::scar::{Scar, ScarKind, ScarredSkin};

/// Share of the light that full hair keeps back, at the least: fair hair must be told from skin in a chart too.
const LEAST_TAKEN: f32 = 0.6;
/// Share of its darkness that hair has in a chart.
const STRENGTH: f32 = 0.93;
/// Largest side of a picture, px.
const LARGEST: usize = 192;

/// Views that tell the stages of a pattern apart, yaw and pitch in degrees and zoom: of the nape, of the margin in front, of patches all
/// over, of brows, and from above (choice: each shows all of its pattern).
const NAPE_VIEW: (f32, f32, f32) = (142.0, 8.0, 1.15);
const MARGIN_VIEW: (f32, f32, f32) = (0.0, 42.0, 1.1);
const PATCHES_VIEW: (f32, f32, f32) = (140.0, 46.0, 1.1);
const BROWS_VIEW: (f32, f32, f32) = (0.0, 14.0, 1.5);
const TOP_VIEW: (f32, f32, f32) = (0.0, 84.0, 1.22);

/// Where a pattern is seen best: from above, or where it lies.
fn pattern_camera(pattern: Pattern) -> CameraParameters {
    let (yaw_deg, pitch_deg, zoom) = match pattern {
        Pattern::Ophiasis => NAPE_VIEW,
        Pattern::Traction | Pattern::FrontalBand => MARGIN_VIEW,
        Pattern::Areata | Pattern::Patchy | Pattern::Scarring => PATCHES_VIEW,
        // Brows tell these two apart.
        Pattern::Totalis | Pattern::Universalis => BROWS_VIEW,
        Pattern::Norwood(_) | Pattern::Ludwig | Pattern::Diffuse => TOP_VIEW,
    };
    CameraParameters { yaw_deg, pitch_deg, zoom }
}

/// Width to which strands are merged in so small a picture, px.
const PICTURE_PX: f32 = 1.1;
/// Where hair as worn is told apart best.
const STYLE_CAMERA: CameraParameters = CameraParameters { yaw_deg: 40.0, pitch_deg: 16.0, zoom: 1.0 };

impl Simulation {
    /// A small picture of this head with one choice of a parameter, both by their places: a pattern of loss gone for a `share` of its way,
    /// 0–1, or a style or texture of the hair.
    ///
    /// None until the first picture is done, and for a choice that there is not, or that has no picture.
    pub fn thumbnail(&mut self, index: usize, choice: usize, share: f32, size: usize) -> Option<Pixmap> {
        let mut settings = self.settings.clone();
        settings.put_at(index, choice as f64).then_some(())?;
        let settings = settings.effective();
        let size = size.max(16).min(LARGEST);
        if index == Id::Pattern as usize {
            self.pattern_thumbnail(&settings, share, size)
        } else if index == Id::HairStyle as usize || index == Id::HairTexture as usize {
            self.style_thumbnail(&settings, size)
        } else {
            None
        }
    }

    /// A chart of a pattern: skin darkened by the hair left at each mesh vertex.
    fn pattern_thumbnail(&mut self, settings: &Settings, share: f32, size: usize) -> Option<Pixmap> {
        let pattern = Pattern::from(settings);
        let stage = share * pattern.last_stop();
        let (head, person) = (self.head.get()?, self.person.get()?);
        let key = self.person.version;
        if !self.hair_vertices.is_current(&key) {
            self.hair_vertices.store(key, HairVertices::new(head, person));
        }
        let ground = self.hair_vertices.get()?;
        let hair = match self.loss.get() {
            Some(loss) if loss.pattern == pattern => ground.hair(loss, stage),
            _ => ground.hair(&Loss::new(person, pattern), stage),
        };
        let inks = Inks::new(&OpticsParameters::from(settings));
        let taken = inks.hair.max(LinearRgb::gray(LEAST_TAKEN)) * STRENGTH;
        let (_, complexion) = self.complexion.entry.as_mut()?;
        // The albedo is darkened by the hair for this one picture, then restored.
        let bare = complexion.albedo.clone();
        for (root, hair) in ground.0.iter().zip(hair) {
            let albedo = &mut complexion.albedo[root.vertex as usize];
            *albedo -= *albedo * taken * hair;
        }
        let picture = self.draw_bust(settings, &Camera::new(&pattern_camera(pattern), size, size), None);
        self.complexion.entry.as_mut()?.1.albedo = bare;
        picture
    }

    /// This head with other hair.
    fn style_thumbnail(&self, settings: &Settings, size: usize) -> Option<Pixmap> {
        let p = GroomParameters::from(settings);
        let (head, person, scalp) = (self.head.get()?, self.person.get()?, self.scalp.get()?);
        if scalp.roots.is_empty() {
            return None;
        }
        let made;
        let hull = match self.hull.get() {
            Some(hull) => hull,
            None => {
                made = Hull::new(&head.mesh, head.landmarks.vertex.y);
                &made
            }
        };
        let groom = Groom::new(person, hull, &StyleDirections::new(person, hull, p.style), &scalp.roots, &p);
        self.draw_bust(settings, &Camera::new(&STYLE_CAMERA, size, size), Some((&groom, hull)))
    }

    /// A head without scar, treatment and stubble.
    fn draw_bust(&self, settings: &Settings, view: &Camera, worn: Option<(&Groom, &Hull)>) -> Option<Pixmap> {
        let (head, person, transfer) = (self.head.get()?, self.person.get()?, self.transfer.get()?);
        let (complexion, places) = (self.complexion.get()?, self.relief_places.get()?);
        let (relief, _) = self.relief.get()?;
        let optics = OpticsParameters { light: LightName::Studio, ..OpticsParameters::from(settings) };
        let inks = Inks::new(&optics);
        let scar = Scar::new(person, &head.mesh, ScarKind::None, 0.0);
        let scarred = ScarredSkin::default();
        let overlay = Overlay::new(&scar, &scarred, &person.features, SkinOptics::monk(optics.skin));
        let left = worn.map(|(groom, hull)| groom.light_transmitted(hull, &head.mesh, optics.translucency_now()));
        let mut frame = Frame::new();
        let tilt = Lighting::tilt(LightName::Studio, view.back);
        let made;
        let lighting = match self.lighting.get() {
            Some(lighting) if self.lighting.is_current(&(LightName::Studio, optics.shine, tilt)) => lighting,
            _ => {
                made = Lighting::new(LightName::Studio, optics.shine, tilt);
                &made
            }
        };
        frame.light(head, complexion, lighting, left.as_deref(), transfer, *view);
        while !frame.is_refined() {
            frame.sample(head, complexion, lighting, (relief, places), &overlay);
        }
        let brows: &[Strand] = if Pattern::from(settings).affects_face_hair() { &[] } else { &head.face_hair };
        frame.hair(&[], &[&head.dark_lines, brows], &HairShading::from(settings));
        let style = WornShading { least_px: PICTURE_PX, ..WornShading::from(settings) };
        frame.worn(worn.map(|(groom, _)| (groom, &style)));
        frame.spread(&inks, 1.0);
        frame.compose(&inks, 1.0);
        Some(frame.pixmap)
    }
}
