//! The person: chart of the scalp, hair, its loss.
//!
//! In: [`Head`](crate::head::Head). Out: [`Person`], what no slider of hair changes; and [`Scalp`], the hair that shows.

pub mod beard;
mod remaining;
pub mod chart;
pub mod donor;
pub mod features;
pub mod flow;
pub mod follicles;
pub mod graft_growth;
pub mod grafts;
pub mod groom;
pub(crate) mod irregularity;
pub mod loss;
pub mod outline;
pub mod points;
pub mod region;
pub mod scar;
pub mod skin_stroke;
pub mod parameters;
pub mod person;
mod stubble;
mod voronoi;

pub use follicles::FollicularUnit;
pub use parameters::ScalpParameters;
pub use person::{Person, SkinArea};
pub use stubble::{Bundle, GROWTH_MM_A_DAY, Stubble};

use grafts::Grafts;
use groom::HairRoot;
use groom::style::STUBBLE_MM;
use loss::Loss;
use loss::pattern::Pattern;
use scar::Scar;

/// The hair that shows.
pub struct Scalp {
    /// Every hair, as drawn; none where hair is worn.
    pub stubble: Stubble,
    /// Roots of hair longer than [`STUBBLE_MM`].
    pub roots: Vec<HairRoot>,
    /// What it was grown with, and its loss today: the one that hair is moved and treatment is planned for.
    pub parameters: ScalpParameters,
    /// How its hair is lost.
    pub pattern: Pattern,
    /// Transplanted hair.
    pub grafts: Grafts,
    hair_lost_area_cm2: f32,
}

impl Scalp {
    /// Grows, loses, moves and cuts the hair of a person.
    pub fn new(person: &Person, loss: &Loss, scar: &Scar, p: &ScalpParameters) -> Self {
        Self::at_stage(person, loss, scar, p, p.loss_stage)
    }

    /// The same once the loss has gone on to `stage`, no earlier than that of `p`: what was moved stays where it was planted.
    pub fn at_stage(person: &Person, loss: &Loss, scar: &Scar, p: &ScalpParameters, stage: f32) -> Self {
        let (statuses, grafts) = grafts::transplant(person, loss, scar, p);
        let (mut stubble, mut roots) = (Stubble::default(), Vec::new());
        if p.hair_length_mm > STUBBLE_MM {
            roots = groom::roots(person, loss, &statuses, &ScalpParameters { loss_stage: stage, ..*p });
        } else {
            let depths = loss.units.at(stage);
            stubble = stubble::strands(&person.units, &person.chart, depths, &statuses, loss.pattern.spared_hair(), person.seed, p);
        }
        Self { stubble, roots, parameters: *p, pattern: loss.pattern, grafts, hair_lost_area_cm2: loss.bald_area_cm2(person, stage) }
    }

    /// Skin that has lost more than half of its hair, cm².
    pub fn hair_lost_area_cm2(&self) -> f32 {
        self.hair_lost_area_cm2
    }

    /// Hairs that show.
    pub fn n_hairs(&self) -> usize {
        self.stubble.len() + self.roots.iter().filter(|root| !root.fine).map(|root| usize::from(root.hairs)).sum::<usize>()
    }
}

#[cfg(test)]
pub(crate) mod tests;
