//! No face is its own mirror image: flesh and bone shifted by a millimetre or two, evenly over some centimetres.
//!
//! Done to the finished mesh and to what grows on it; above the brows nothing moves, and with it no follicle.

use super::mesh::Mesh;
use super::sdf::{bump, bump2};
use super::strand::Strand;
use crate::base::math::{Vec3, smoothstep};
use crate::base::random::triangular;

const STREAM: u32 = 0x756E;

/// How one face differs from its mirror image.
pub(super) struct Uneven([f32; 10]);

impl Uneven {
    /// The face of a seed: each number is −1…1, and none so small that it would not count.
    pub(super) fn new(seed: u32) -> Uneven {
        Uneven(core::array::from_fn(|i| {
            let v = triangular(seed, STREAM, i as u32);
            v + 0.35 * v.signum()
        }))
    }

    /// How far a place moves, mm.
    pub(super) fn shift(&self, p: Vec3) -> Vec3 {
        let fade = smoothstep(48.0, 34.0, p.y);
        if fade <= 0.0 || p.y < -140.0 {
            return Vec3::ZERO;
        }
        let [eyes, mouth, nose, jaw, ears, chin, brow, flare, lips, cheek] = self.0;
        let x = p.x.abs();
        // From one side to the other without a step.
        let side = (p.x * (1.0 / 12.0)).clamp(-1.0, 1.0);
        let front = smoothstep(30.0, 60.0, p.z);
        let mut s = Vec3::ZERO;
        s.y += 0.8 * eyes * side * front * bump2(x - 31.0, p.y - 15.0, 16.0, 12.0);
        s.y += 0.9 * brow * side * front * bump2(x - 30.0, p.y - 36.0, 16.0, 7.0);
        s.y += 1.1 * mouth * side * front * bump2(x - 25.0, p.y + 53.0, 14.0, 11.0);
        s.x += 1.5 * nose * bump2(p.x, p.y + 12.0, 16.0, 16.0) * smoothstep(70.0, 105.0, p.z);
        s.x += 0.9 * lips * front * bump2(p.x, p.y + 55.0, 26.0, 18.0);
        s.x += 1.6 * jaw * front.max(0.5) * bump2(x - 42.0, p.y + 58.0, 22.0, 20.0) * smoothstep(-20.0, 10.0, p.z);
        s.x += 1.4 * chin * front * bump2(p.x, p.y + 88.0, 22.0, 16.0);
        let ear = smoothstep(64.0, 74.0, x) * bump(p.z + 15.0, 16.0);
        s.y += 1.8 * ears * side * ear;
        s.x += 1.5 * flare * ear;
        s.z += 0.9 * cheek * side * front * bump2(x - 38.0, p.y + 8.0, 16.0, 16.0);
        s * fade
    }

    /// Shifts all of a head.
    pub(super) fn apply(&self, mesh: &mut Mesh, lists: [&mut [Strand]; 2]) {
        for p in &mut mesh.positions {
            *p += self.shift(*p);
        }
        for strand in lists.into_iter().flatten() {
            let shift = self.shift(strand.root);
            strand.root += shift;
            strand.tip += shift;
        }
    }
}
