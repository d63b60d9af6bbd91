//! Opening a photograph in place of the studio, fitting a camera to it, and forgetting it.

use serde::Serialize;

use super::graph::Simulation;
use super::open_photograph::{OpenPhotograph, override_by_photograph};
use crate::base::math::{Vec2, Vec3, vec2};
use crate::camera::fit::{self, Fit, FitProblem, FitRequest, HandleKind, Lens, PlacedHandle, ShapeInformation, ViewName};
use crate::camera::{Camera, Pose};
use crate::render::surface::photograph::PhotographSurface;
use crate::render::{BrushStroke, Photograph, PhotographChecks};
use crate::scalp::Person;
use crate::treatment::TreatmentParameters;

/// Places of the outline that are handed out.
const OUTLINE_PLACES: usize = 72;
/// The wire over the head runs along the chart's axes from the middle to so far, front, behind and beside, in steps, in units of the
/// chart (choice: from the brow to the nape, and from ear to ear).
const WIRE_TO: [f32; 3] = [105.0, 125.0, 105.0];
const WIRE_STEP: f32 = 5.0;
/// Cosine to the line of sight from which on a place of the wire is seen (choice: at the outline itself it would double it).
const WIRE_SEEN: f32 = 0.05;

/// There is no photograph, or no such view.
const CLOSED: &str = "closed";

/// How the head of a photograph was fitted, or why it was not. Places are px from the picture's top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PhotographFit {
    /// Empty, or what is wrong: `too-few`, `outside`, `coincident`, `collinear`, `swapped`, `implausible`, `closed`.
    pub problem: &'static str,
    /// The handle that it is about, as a place in [`HandleKind::ALL`]; −1 = none.
    pub handle: i32,
    /// How far the handles lie from the places they name, root of the mean square, mm.
    pub landmark_mm: f64,
    /// How far the outline's places lie off the fitted outline, likewise.
    pub outline_mm: f64,
    /// Whether the picture seems stretched, or a handle misplaced.
    pub stretched: bool,
    /// Width of the skull's outline, px.
    pub head_px: f64,
    /// Where the fit puts the handles: kind, x, y.
    pub handles: Vec<f64>,
    /// The skull's outline: x, y.
    pub outline: Vec<f64>,
    /// Lines over the head, and the hairline last: x, y.
    pub wire: Vec<Vec<f64>>,
    /// What it tells of the head's shape, for [`Simulation::know_shape`] of another photograph of the same person.
    pub shape: Vec<f64>,
}

impl PhotographFit {
    /// No fit, for a reason that may be about a handle.
    fn refused(problem: &'static str, about: Option<HandleKind>) -> Self {
        Self {
            problem,
            handle: about.map_or(-1, |kind| kind as i32),
            landmark_mm: 0.0,
            outline_mm: 0.0,
            stretched: false,
            head_px: 0.0,
            handles: Vec::new(),
            outline: Vec::new(),
            wire: Vec::new(),
            shape: Vec::new(),
        }
    }
}

impl Simulation {
    /// Draws into a photograph from now on: RGBA, sRGB, row by row, 16–4096 px each side. `principal` is where the camera's axis
    /// meets it, px: the middle, unless it is cut out of a larger one; `focal` the focal length that the file names, px. False where the size
    /// is not allowed or does not fit the number of bytes; then nothing changes.
    pub fn open_photograph(&mut self, rgba: &[u8], size: [usize; 2], principal: [f64; 2], focal: Option<f64>) -> bool {
        self.take_photograph(rgba.to_vec(), size, principal, focal)
    }

    /// The same of bytes that are kept as they are: a copy would be the largest piece of memory.
    pub fn take_photograph(&mut self, rgba: Vec<u8>, size: [usize; 2], principal: [f64; 2], focal: Option<f64>) -> bool {
        let Some(pixels) = Photograph::new(rgba, size[0], size[1]) else { return false };
        // The one before, or the studio's picture.
        self.forget_photograph();
        self.photograph = Some(OpenPhotograph::new(pixels, Lens::new(principal, focal)));
        self.photograph_changed();
        true
    }

    /// Hands the open photograph what others of the same person told of the head's shape: `PhotographFit::shape` of each, one after the other.
    pub fn know_shape(&mut self, others: &[f64]) {
        if let Some(open) = &mut self.photograph {
            open.known = ShapeInformation::sum(others);
        }
    }

    /// Draws the head in its studio again, and frees the photograph.
    pub fn forget_photograph(&mut self) {
        self.photograph = None;
        if let Some((_, (_, frame))) = &mut self.relief.entry {
            frame.clear_picture();
        }
        // Of another hairline than the one that comes next: their memory is given back before planes of another size are made.
        self.plan.clear();
        self.dots.clear();
        self.photograph_changed();
    }

    /// Sees the head as a pose does. Nothing happens without a photograph.
    pub fn set_photograph_pose(&mut self, view: ViewName, pose: Pose) {
        if let Some(open) = &mut self.photograph {
            open.set_pose(view, pose);
            self.photograph_changed();
        }
    }

    /// What was found in the photograph, once it was lit under a fitted camera.
    pub fn photograph_surface(&self) -> Option<&PhotographSurface> {
        self.relief.get().and_then(|(_, frame)| frame.photograph_surface())
    }

    /// The pose that was fitted last.
    pub fn photograph_pose(&self) -> Option<(ViewName, Pose)> {
        let fitted = self.photograph.as_ref()?.fitted.as_ref()?;
        Some((fitted.view, fitted.pose))
    }

    /// Whether the stubble that the settings leave is added to a photograph, as on a head shaved with a razor; at first it is not.
    pub fn add_stubble_to_photograph(&mut self, adds: bool) {
        if let Some(open) = &mut self.photograph {
            open.adds_stubble = adds;
            self.photograph_changed();
        }
    }

    /// Strokes of a brush that take skin from the marks or give it back, in order: all of them each time.
    pub fn brush_photograph(&mut self, strokes: Vec<BrushStroke>) {
        if let Some(open) = &mut self.photograph {
            open.strokes = (strokes, open.strokes.1 + 1);
        }
    }

    /// What the photograph is good for, once it was fitted and drawn.
    pub fn photograph_checks(&self) -> Option<PhotographChecks> {
        self.relief.get()?.1.photograph_surface().map(|surface| surface.checks)
    }

    /// The fitted camera and head as a short text, for the same picture of any size; empty without any.
    pub fn fit_code(&self) -> String {
        let pose = self.photograph.as_ref().and_then(|open| Some((open.fitted.as_ref()?.pose, open.size())));
        pose.map_or_else(String::new, |(pose, size)| fit::code::encode(&pose, size))
    }

    /// Sees the head as such a text says. False where it is none, or no photograph is open; then nothing changes.
    pub fn set_fit_code(&mut self, code: &str) -> bool {
        let pose = self.photograph.as_ref().and_then(|open| fit::code::decode(code, open.size()));
        pose.inspect(|pose| self.set_photograph_pose(ViewName::Front, *pose)).is_some()
    }

    /// Where the handles of a view, a place in [`ViewName::ALL`], begin in the open photograph: kind, x, y of each. None without one.
    pub fn nominal_photograph_handles(&mut self, view: usize) -> Vec<f64> {
        self.make_head();
        let Some((open, head)) = self.photograph.as_ref().zip(self.head.get()) else { return Vec::new() };
        let Some(view) = ViewName::ALL.get(view) else { return Vec::new() };
        flatten_handles(&fit::nominal_handles(head, *view, open.size()))
    }

    /// Fits camera and head to handles (kind, x, y of each) and to places of the outline that were set by hand (x, y of each). With `snap`
    /// the outline is then looked for in the photograph, and the picture follows.
    pub fn fit_photograph(&mut self, view: usize, handles: &[f64], pins: &[f64], snap: bool) -> PhotographFit {
        self.make_head();
        let closed = PhotographFit::refused(CLOSED, None);
        let (Some(open), Some(head)) = (&self.photograph, self.head.get()) else { return closed };
        let Some(&view) = ViewName::ALL.get(view) else { return closed };
        let handle = |triple: &[f64]| Some(PlacedHandle { kind: *HandleKind::ALL.get(triple[0] as usize)?, x: triple[1], y: triple[2] });
        let handles = handles.chunks_exact(3).filter_map(handle).collect();
        let outline = pins.chunks_exact(2).map(|pin| [pin[0], pin[1]]).collect();
        let request = open.lens.request(view, handles, outline, open.known, open.size());
        let start = open.drag.filter(|(of, _)| *of == view).map(|(_, pose)| pose);
        let fitted = fit::fit(head, &request, start.as_ref())
            .map(|found| if snap { fit::snap_outline(head, &request, &found, &|x, y| open.pixels.light_at(x, y)) } else { found });
        match fitted {
            Err(problem) => problem_of(problem),
            Ok(found) => {
                if let Some(open) = &mut self.photograph {
                    open.drag = Some((view, found.pose));
                }
                if snap {
                    self.set_photograph_pose(view, found.pose);
                }
                self.describe(&found, &request)
            }
        }
    }

    fn describe(&self, found: &Fit, request: &FitRequest) -> PhotographFit {
        let (Some(open), Some(head)) = (&self.photograph, self.head.get()) else { return PhotographFit::refused(CLOSED, None) };
        let kinds: Vec<_> = request.handles.iter().map(|handle| handle.kind).collect();
        let outline = fit::outline(head, &found.pose, OUTLINE_PLACES);
        let across = outline.iter().fold((f64::MAX, f64::MIN), |(least, most), [x, _]| (least.min(*x), most.max(*x)));
        let camera = Camera::from_pose(&found.pose, open.pixels.width, open.pixels.height);
        PhotographFit {
            problem: "",
            handle: -1,
            landmark_mm: found.landmark_rms_mm,
            outline_mm: found.outline_rms_mm,
            stretched: found.stretched,
            head_px: across.1 - across.0,
            handles: flatten_handles(&fit::handles_of(head, &found.pose, &kinds)),
            outline: outline.into_iter().flatten().collect(),
            shape: found.shape.numbers(),
            wire: self.person.get().map_or_else(Vec::new, |person| self.wire(person, &camera)),
        }
    }

    /// Lines over the head as a camera sees them: along the middle, from ear to ear, and the hairline.
    fn wire(&self, person: &Person, camera: &Camera) -> Vec<Vec<f64>> {
        let chart = &person.chart;
        let along = |from: f32, to: f32, at: fn(f32) -> Vec2| {
            let steps = ((to - from) / WIRE_STEP) as usize;
            (0..=steps).map(|i| at(from + i as f32 * WIRE_STEP)).collect::<Vec<_>>()
        };
        let [front, behind, beside] = WIRE_TO;
        let mut lines = vec![along(-behind, front, |y| vec2(0.0, y)), along(-beside, beside, |x| vec2(x, 0.0))];
        if let Some((sites, person)) = self.hairline_products() {
            let regular = TreatmentParameters { irregularity: 0.0, ..TreatmentParameters::from(&self.effective) };
            lines.push(sites.hairline.line(&person.chart, &regular));
        }
        let seen = |place: Vec3, normal: Vec3| {
            let p = camera.project(place);
            (camera.facing_cosine(place, normal) > WIRE_SEEN).then(|| [p.x.into(), p.y.into()])
        };
        let runs = lines.iter().flat_map(|line| {
            let places: Vec<Option<[f64; 2]>> = line.iter().map(|&q| seen(chart.skin_at(q), chart.normal(q))).collect();
            places.split(Option::is_none).map(|run| run.iter().flatten().flatten().copied().collect::<Vec<f64>>()).collect::<Vec<_>>()
        });
        runs.filter(|run| run.len() > 2).collect()
    }

    /// A fit needs the head, and may be asked before the first picture.
    fn make_head(&mut self) {
        while self.head.get().is_none() && self.step().is_some() {}
    }

    pub(super) fn photograph_changed(&mut self) {
        self.photograph_version += 1;
        self.update_effective();
    }

    /// Recomputes the settings in force.
    pub(super) fn update_effective(&mut self) {
        self.effective = self.settings.effective();
        if let Some(open) = &self.photograph {
            override_by_photograph(&mut self.effective, open.adds_stubble);
        }
    }
}

/// Kind, x, y of each handle.
fn flatten_handles(handles: &[PlacedHandle]) -> Vec<f64> {
    handles.iter().flat_map(|handle| [handle.kind as usize as f64, handle.x, handle.y]).collect()
}

/// The answer to handles that cannot be fitted.
fn problem_of(problem: FitProblem) -> PhotographFit {
    let (problem, about) = match problem {
        FitProblem::TooFewHandles => ("too-few", None),
        FitProblem::OutsidePicture(kind) => ("outside", Some(kind)),
        FitProblem::Coincident(kind, _) => ("coincident", Some(kind)),
        FitProblem::Collinear => ("collinear", None),
        FitProblem::Swapped => ("swapped", None),
        FitProblem::Implausible => ("implausible", None),
    };
    PhotographFit::refused(problem, about)
}
