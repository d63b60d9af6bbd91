//! The camera: perspective projection, the one file where millimeters become pixels. A pinhole: rotation, place, focal length,
//! principal point, depth range; on a photograph also the person's shape.

use super::pose::{LEAST_DISTANCE_MM, Pose};
use super::shape::HeadShape;
use super::warp::Warp;
use crate::base::math::{Vec3, Vec4, cos, max, sin, smoothstep, vec3};

/// Parameters of the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CameraParameters {
    /// Turn about the vertical, degrees: 0 = front, 90 = left profile.
    pub yaw_deg: f32,
    /// Height of the camera, degrees: 0 = level, 90 = from above.
    pub pitch_deg: f32,
    /// 1 = whole head, 12 = single dots.
    pub zoom: f32,
}

/// Distance of the camera from what it looks at, mm: as for a portrait (choice).
const DISTANCE_MM: f32 = 1150.0;
/// The scalp that faces the camera lies nearer than what it looks at, the middle of the head, by about so much, mm (choice: between
/// the skull's half breadth of 76 mm and its half length of 97 mm).
const SCALP_NEARER_MM: f32 = 85.0;
/// The depth buffer begins so far before what the camera looks at, mm, and spans twice as much: head and bust, which reach
/// 240 mm from there at most.
const DEPTH_MM: f32 = 260.0;
/// Codes of the depth buffer: steps of 0.008 mm, far finer than the gap between any two surfaces that hide each other.
const DEPTH_CODES: f32 = 65_535.0;
/// Height of the picture's field, mm, times the zoom (choice: the head with a margin).
const FIELD_MM: f32 = 302.0;
/// The same at zoom 1, where the collar shows too, mm (choice).
const FULL_FIELD_MM: f32 = 322.0;
/// What the camera orbits: the middle of the head, and closer in that of the skull, so that it moves over the scalp.
const HEAD_MIDDLE: Vec3 = vec3(0.0, -16.0, 2.0);
pub(super) const SKULL_MIDDLE: Vec3 = vec3(0.0, 45.0, -5.0);
/// Zooms between which the middle of the picture goes from the head's to the target.
pub(super) const TARGET_FROM_ZOOM: (f32, f32) = (1.0, 2.2);

/// A camera and the picture it draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Where it stands, mm.
    pub eye: Vec3,
    /// Its axes, unit length; `back` points from the head towards it.
    pub right: Vec3,
    /// See [`Camera::right`].
    pub up: Vec3,
    /// See [`Camera::right`].
    pub back: Vec3,
    /// Picture width, px.
    pub width: usize,
    /// Picture height, px.
    pub height: usize,
    /// A millimeter along x, y and z in the frame of the three axes: a direction is brought there in lanes.
    to_frame: [Vec4; 3],
    /// Focal length, px.
    focal_px: f32,
    /// Where the axis meets the picture: right of its left edge and down from its top edge, px.
    principal: [f32; 2],
    /// Distance of what it looks at, mm.
    distance_mm: f32,
    /// Nearest distance that the depth buffer resolves, mm, and its codes per mm.
    nearest_mm: f32,
    codes_per_mm: f32,
    /// How the head before it differs from the body's, and what moves its picture; whether either does anything.
    shape: HeadShape,
    warp: Warp,
    is_fitted: bool,
}

/// A place as the picture sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projected {
    /// Right from the picture's left edge, px.
    pub x: f32,
    /// Down from its top edge, px.
    pub y: f32,
    /// Distance from the camera along its axis, mm.
    pub distance: f32,
}

/// The columns of the matrix that has these rows.
fn columns(right: Vec3, up: Vec3, back: Vec3) -> [Vec4; 3] {
    [Vec4::new(right.x, up.x, back.x, 0.0), Vec4::new(right.y, up.y, back.y, 0.0), Vec4::new(right.z, up.z, back.z, 0.0)]
}

impl Camera {
    /// Aims a camera for a picture of `width` × `height` px, both at least 1, at the middle of head and skull.
    pub fn new(p: &CameraParameters, width: usize, height: usize) -> Self {
        Self::looking_at(SKULL_MIDDLE, p, width, height)
    }

    /// The same with a place of the skin, mm, in the middle of the picture from near. The camera is shifted and not
    /// brought closer, so whatever it looks at has the same size.
    pub fn looking_at(target: Vec3, p: &CameraParameters, width: usize, height: usize) -> Self {
        let (yaw, pitch) = (p.yaw_deg.to_radians(), p.pitch_deg.to_radians());
        let back = vec3(sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch));
        let right = vec3(cos(yaw), 0.0, -sin(yaw));
        let up = back.cross(right);
        let near = smoothstep(TARGET_FROM_ZOOM.0, TARGET_FROM_ZOOM.1, p.zoom);
        let beside = target - SKULL_MIDDLE;
        let aim = SKULL_MIDDLE + beside - back * beside.dot(back);
        let target = HEAD_MIDDLE + (aim - HEAD_MIDDLE) * near;
        // The field spans the shorter side, so a wide or tall picture shows the same head.
        let field_px = width.min(height) as f32 * (FIELD_MM / (FULL_FIELD_MM + (FIELD_MM - FULL_FIELD_MM) * near));
        Self {
            eye: target + back * DISTANCE_MM,
            right,
            up,
            back,
            width,
            height,
            to_frame: columns(right, up, back),
            focal_px: field_px * DISTANCE_MM / FIELD_MM * p.zoom,
            principal: [width as f32 * 0.5, height as f32 * 0.5],
            distance_mm: DISTANCE_MM,
            nearest_mm: DISTANCE_MM - DEPTH_MM,
            codes_per_mm: DEPTH_CODES / (2.0 * DEPTH_MM),
            shape: HeadShape::default(),
            warp: Warp::default(),
            is_fitted: false,
        }
    }

    /// The camera of a photograph of `width` × `height` px: places and normals stay those of the body's head.
    pub fn from_pose(pose: &Pose, width: usize, height: usize) -> Self {
        let [right, up, back] = pose.axes.map(|[x, y, z]| vec3(x as f32, y as f32, z as f32));
        let eye = pose.eye();
        let distance_mm = max((eye - pose.shape.place(SKULL_MIDDLE)).dot(back), 2.0 * SCALP_NEARER_MM);
        let nearest_mm = max(distance_mm - DEPTH_MM, LEAST_DISTANCE_MM as f32);
        Self {
            eye,
            right,
            up,
            back,
            width,
            height,
            to_frame: columns(right, up, back),
            focal_px: pose.focal_px as f32,
            principal: pose.principal.map(|v| v as f32),
            distance_mm,
            nearest_mm,
            codes_per_mm: DEPTH_CODES / (distance_mm + DEPTH_MM - nearest_mm),
            shape: pose.shape,
            warp: pose.warp,
            is_fitted: pose.shape != HeadShape::default() || !pose.warp.is_none(),
        }
    }

    /// How the head before it differs from the body's.
    pub fn shape(&self) -> &HeadShape {
        &self.shape
    }

    /// The same picture at half its size.
    pub fn half_size(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let principal = self.principal.map(|v| 0.5 * v);
        Self { width, height, focal_px: 0.5 * self.focal_px, principal, warp: self.warp.resized(0.5, [0.0, 0.0]), ..*self }
    }

    /// Where a place of the head falls in the picture.
    #[inline]
    pub fn project(&self, place: Vec3) -> Projected {
        if self.is_fitted() { self.project_fitted(place) } else { self.project_unwarped(place) }
    }

    /// Whether shape or warp does anything: never in a build without photographs.
    #[inline(always)]
    fn is_fitted(&self) -> bool {
        cfg!(feature = "photograph") && self.is_fitted
    }

    /// The same of a place of the person's head, before the warp.
    #[inline(always)]
    fn project_unwarped(&self, place: Vec3) -> Projected {
        let q = self.to_camera_frame(place - self.eye);
        let distance = -q.z;
        let scale = self.focal_px / distance;
        let [x, y] = self.principal;
        Projected { x: x + q.x * scale, y: y - q.y * scale, distance }
    }

    #[inline(never)]
    fn project_fitted(&self, place: Vec3) -> Projected {
        let place = self.shape.place(place);
        let nearer = LEAST_DISTANCE_MM as f32 - (self.eye - place).dot(self.back);
        let p = self.project_unwarped(place - self.back * max(nearer, 0.0));
        let [x, y] = self.warp.place([p.x.into(), p.y.into()]);
        Projected { x: x as f32, y: y as f32, ..p }
    }

    /// Pixels a millimeter across the line of sight takes at a distance, mm.
    #[inline]
    pub fn pixels_per_mm(&self, distance: f32) -> f32 {
        self.focal_px / distance
    }

    /// Pixels per millimeter on the part of the scalp that faces the camera.
    pub fn typical_pixels_per_mm(&self) -> f32 {
        self.focal_px / (self.distance_mm - SCALP_NEARER_MM)
    }

    /// Cosine between a surface's normal and the line of sight to it; negative when it faces away.
    #[inline]
    pub fn facing_cosine(&self, place: Vec3, normal: Vec3) -> f32 {
        let (place, normal) = if self.is_fitted() { self.person(place, normal) } else { (place, normal) };
        let to_eye = self.eye - place;
        // By its distance along the axis, as all else: a mark's darkness is its area in the picture.
        normal.dot(to_eye) / to_eye.dot(self.back)
    }

    /// A place of the body's head and its normal as the person's.
    #[inline(never)]
    fn person(&self, place: Vec3, normal: Vec3) -> (Vec3, Vec3) {
        (self.shape.place(place), self.shape.normal(place, normal))
    }

    /// A direction of the person's head in the camera's frame: right, up, towards the viewer.
    #[inline]
    pub fn to_camera_frame(&self, v: Vec3) -> Vec3 {
        let [x, y, z] = self.to_frame;
        (x * v.x + y * v.y + z * v.z).truncate()
    }

    /// The normal of a place of the body's head in the camera's frame.
    #[inline]
    pub fn normal_to_camera_frame(&self, place: Vec3, normal: Vec3) -> Vec3 {
        self.to_camera_frame(if self.is_fitted() { self.person(place, normal).1 } else { normal })
    }

    /// A direction along the body's head at a place in the camera's frame.
    #[inline]
    pub fn direction_to_camera_frame(&self, place: Vec3, v: Vec3) -> Vec3 {
        self.to_camera_frame(if self.is_fitted() { self.shape.direction(place, v) } else { v })
    }

    /// Distance as 16 bits for the depth buffer; larger is farther.
    #[inline]
    pub fn depth_code(&self, distance: f32) -> u16 {
        ((distance - self.nearest_mm) * self.codes_per_mm).clamp(0.0, DEPTH_CODES) as u16
    }
}
