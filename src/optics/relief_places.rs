//! Where in the block of relief each place of the head lies.

use super::relief;
use crate::base::math::{Vec3, Vec4, vec3};
use crate::base::noise;
use crate::base::streams;
use crate::head::{Material, Mesh};

/// Fourth of [`relief_places`] where there is no skin, negated; 0 on skin.
pub const NO_SKIN: f32 = 4.0;

/// Places in the [`relief`] block of all vertices of a mesh; eyes and cloth are marked as no skin.
pub fn relief_places(mesh: &Mesh, seed: u32) -> Vec<Vec4> {
    let mut places: Vec<Vec4> = mesh.positions.iter().map(|&p| relief_place(p, seed)).collect();
    for &(vertex, coat) in &mesh.materials {
        let share = match coat.material {
            Material::Rim(share) | Material::Cloth(share) => share,
            Material::White(_) | Material::Iris | Material::Pupil => 1.0,
        };
        places[vertex as usize].w = -NO_SKIN * share;
    }
    places
}

/// Frequency of the warp, 1/mm, its amplitude, mm (choice: several millimeters over a few centimeters), and the offsets of its second and third
/// component, features.
const WARP_PER_MM: f32 = 0.024;
const WARP_MM: f32 = 14.0;
const WARP_OFFSETS: (f32, f32) = (31.0, 67.0);

/// Place in the [`relief`] block for a place of the head: warped, so that the block's repetition never shows.
pub fn relief_place(place: Vec3, seed: u32) -> Vec4 {
    let q = place * WARP_PER_MM + noise::offset(seed, streams::RELIEF);
    let warp = vec3(noise::value(q), noise::value(q + Vec3::splat(WARP_OFFSETS.0)), noise::value(q + Vec3::splat(WARP_OFFSETS.1)));
    // Shifted by whole blocks so that no coordinate is negative.
    let place = (place + warp * WARP_MM) * (1.0 / relief::VOXEL_MM) + Vec3::splat((relief::SIDE * 60) as f32);
    place.extend(0.0)
}
