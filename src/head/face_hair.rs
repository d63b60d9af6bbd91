//! Brows and lashes.

use super::body::Body;
use super::strand::Strand;

/// All hairs of the face, both sides.
pub(super) fn grow(_body: &Body) -> Vec<Strand> {
    Vec::new()
}
