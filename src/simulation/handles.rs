//! The five handles of a hairline: their places in the picture, and the parameters that bring one to a place (Levenberg–Marquardt, then compass search).

use super::graph::Simulation;
use crate::base::math::vec2;
use crate::base::solve::nearest_on_grid;
use crate::camera::Camera;
use crate::parameters::{Bounds, Id, Rule, Settings};
use crate::scalp::Person;
use crate::scalp::chart::SkinPlace;
use crate::scalp::loss::Pattern;
use crate::treatment::{Sites, TreatmentParameters};

/// The two parameters of each handle: along the skin towards the face, and aside.
const HANDLE_PARAMETERS: [[Id; 2]; 5] = [
    [Id::MiddleForward, Id::MiddleAside],
    [Id::LeftCornerForward, Id::LeftCornerOut],
    [Id::RightCornerForward, Id::RightCornerOut],
    [Id::LeftTempleForward, Id::LeftTempleUp],
    [Id::RightTempleForward, Id::RightTempleUp],
];
/// Cosine to the line of sight from which on a place is seen (found by trial: flatter, a finger cannot move a handle).
const SEEN: f32 = 0.15;

/// A place of the skin as the picture shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PicturePlace {
    /// Right from the picture's left edge, as a share of its width.
    pub x: f32,
    /// Down from its top edge, as a share of its height.
    pub y: f32,
    /// Whether the skin there faces the camera.
    pub seen: bool,
}

impl PicturePlace {
    /// Where a place of the skin falls in the picture of a camera.
    pub(super) fn new(view: &Camera, skin: SkinPlace) -> Self {
        let at = view.project(skin.place);
        let seen = view.facing_cosine(skin.place, skin.normal) > SEEN;
        Self { x: at.x / view.width as f32, y: at.y / view.height as f32, seen }
    }
}

impl Simulation {
    /// Middle, left and right corner, left and right temporal point; none while no hairline is drawn or the head is not made.
    pub fn handles(&self) -> Option<[PicturePlace; 5]> {
        let (sites, person) = self.hairline_products()?;
        self.project_handles(sites, person, &self.effective)
    }

    /// The values of a handle's two parameters that bring it nearest to a place in the picture, in steps of the table.
    ///
    /// None where there are no handles; `handle` is its place in [`Simulation::handles`].
    pub fn handle_values_at(&self, handle: usize, x: f32, y: f32) -> Option<[f64; 2]> {
        let (sites, person) = self.hairline_products()?;
        let rows = HANDLE_PARAMETERS.get(handle)?;
        let mut settings = self.effective.clone();
        let Bounds { min, max, step, .. } = Rule::by(rows[0]).bounds;
        // How far the place lies off where it should, px, and whether it is seen.
        let mut off = |at: [f64; 2]| {
            for (row, value) in rows.iter().zip(at) {
                settings.put_at(*row as usize, value).then_some(())?;
            }
            let found = self.project_handles(sites, person, &settings)?[handle];
            Some((vec2((found.x - x) * self.width as f32, (found.y - y) * self.height as f32), found.seen))
        };
        nearest_on_grid([min, max], step, rows.map(|row| self.effective.get(row)), &mut off)
    }

    /// The sites and the person, if a hairline is drawn on them.
    pub(super) fn hairline_products(&self) -> Option<(&Sites, &Person)> {
        let keeps = Pattern::from(&self.effective).keeps_hairline();
        self.sites.get().zip(self.person.get()).filter(|_| !keeps)
    }

    fn project_handles(&self, sites: &Sites, person: &Person, settings: &Settings) -> Option<[PicturePlace; 5]> {
        let view = self.camera()?;
        Some(sites.hairline.handles(&person.chart, &TreatmentParameters::from(settings)).map(|h| PicturePlace::new(&view, h)))
    }
}
