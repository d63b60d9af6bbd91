//! Named places of the head.

use crate::base::math::Vec3;

/// Places on the surface, mm; paired ones on the left (x > 0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Landmarks {
    /// Foremost point of the forehead between the brows.
    pub glabella: Vec3,
    /// 8 cm above the glabella along the skin: lowest sensible midline point of a man's hairline.
    pub mid_frontal: Vec3,
    /// Notch above the tragus of the ear.
    pub tragion: Vec3,
    /// Highest point of the skull in the Frankfurt horizontal.
    pub vertex: Vec3,
    /// Center of the hair whorl at the crown (side varies; this one lies on the left).
    pub whorl: Vec3,
    /// Corner of the hairline, above the outer canthus.
    pub frontotemporal: Vec3,
    /// Foremost tip of the temple hair.
    pub temporal_point: Vec3,
    /// Rearmost point of the skull.
    pub occiput: Vec3,
    /// Lower end of the hair at the back, midline.
    pub nape: Vec3,
    /// Outer corner of the eye.
    pub outer_canthus: Vec3,
    /// Lowest point of the chin.
    pub menton: Vec3,
    /// Foremost point of the nose.
    pub pronasale: Vec3,
    /// Top of the ear.
    pub ear_top: Vec3,
}
