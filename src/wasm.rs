//! JavaScript bindings (wasm-bindgen); no arithmetic.
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;

use crate::parameters::Settings;
#[cfg(feature = "photograph")]
use crate::parameters::TABLE;
#[cfg(feature = "photograph")]
use crate::render::BrushStroke;
#[cfg(feature = "photograph")]
use crate::scalp::GROWTH_MM_A_DAY;
use crate::simulation;

/// A random seed: the one thing that differs from run to run.
///
/// # Errors
/// The browser gives no random numbers.
#[wasm_bindgen(js_name = randomSeed)]
pub fn random_seed() -> Result<u32, JsValue> {
    getrandom::u32().map_err(|_| js_sys::Error::new("no random numbers").into())
}

/// A plain object: no `Map`, and `null` for nothing.
fn to_plain_object<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// One head, its settings and its picture.
#[wasm_bindgen]
pub struct Simulation(simulation::Simulation);

#[wasm_bindgen]
impl Simulation {
    /// A simulation that has computed nothing yet.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript knows no Default")]
    pub fn new() -> Self {
        Self(simulation::Simulation::new(Settings::default(), 512, 512))
    }

    /// Sets the parameter at a place of the table; choosing a view moves yaw, pitch and zoom too.
    ///
    /// # Errors
    /// A `RangeError` that names the place; then nothing changes. What is allowed the page has said before.
    pub fn set(&mut self, index: usize, value: f64) -> Result<(), JsValue> {
        if self.0.put_at(index, value) {
            return Ok(());
        }
        Err(js_sys::RangeError::new(&["parameter ", &index.to_string(), ": no such place, or a value out of range"].concat()).into())
    }

    /// Size of the picture, px.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.0.resize(width, height);
    }

    /// Does the next due piece of work and names it; nothing when the picture is at rest.
    pub fn step(&mut self) -> Option<String> {
        self.0.step().map(|step| step.name().into())
    }

    /// The picture, as a view on this memory: valid until the next call.
    ///
    /// # Errors
    /// There is no picture yet.
    pub fn image(&self) -> Result<web_sys::ImageData, JsValue> {
        let pixmap = self.0.pixmap().filter(|p| !p.bytes.is_empty()).ok_or_else(|| js_sys::Error::new("no picture yet"))?;
        web_sys::ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixmap.bytes), pixmap.width as u32, pixmap.height as u32)
    }

    /// A small picture of this head with a choice of a parameter, both by their places: a pattern gone for a share of its way, a style or
    /// a texture; or nothing.
    ///
    /// # Errors
    /// The browser refuses to make an image.
    pub fn thumbnail(&mut self, index: usize, choice: usize, share: f32, size: usize) -> Result<Option<web_sys::ImageData>, JsValue> {
        let Some(picture) = self.0.thumbnail(index, choice, share, size) else { return Ok(None) };
        // A copy: the picture goes with this call.
        let bytes = js_sys::Uint8ClampedArray::from(&picture.bytes[..]);
        web_sys::ImageData::new_with_js_u8_clamped_array_and_sh(&bytes, picture.width as u32, picture.height as u32).map(Some)
    }

    /// The hairline's five handles: middle, left and right corner, left and right temporal point. Of each its place as shares
    /// of the picture's width and height, and 1 where it is seen; nothing while no hairline is drawn.
    pub fn handles(&self) -> Vec<f32> {
        self.0.handles().iter().flatten().flat_map(|h| [h.x, h.y, f32::from(u8::from(h.seen))]).collect()
    }

    /// What is measured on the head, as the picture shows it: the length of a centimeter as a share of the picture's width; then of each
    /// place its line, shares of the picture's width and height, and 1 where it is seen. Lines: brow to hairline, hairline to vertex,
    /// corner to corner, the left and the right temple's angle, the hairline; then the treated skin of the five parts of the scalp.
    pub fn measures(&self) -> Vec<f32> {
        self.0.measures_in_picture()
    }

    /// The values of a handle's two parameters that bring it nearest to a place in the picture; nothing where there are none.
    #[wasm_bindgen(js_name = handleValues)]
    pub fn handle_values(&self, handle: usize, x: f32, y: f32) -> Vec<f64> {
        self.0.handle_values_at(handle, x, y).iter().flatten().copied().collect()
    }

    /// What the treatment amounts to.
    ///
    /// # Errors
    /// The report cannot be turned into an object.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        to_plain_object(&self.0.report())
    }
}

/// The parameter table, as the page, the element and the address are built from it: from the larger file, since the smaller one can do
/// without its words.
///
/// # Errors
/// The table cannot be turned into objects.
#[cfg(feature = "photograph")]
#[wasm_bindgen(js_name = parameterTable)]
pub fn parameter_table() -> Result<JsValue, JsValue> {
    to_plain_object(TABLE)
}

/// How much a hair of the scalp grows in a day, mm.
#[cfg(feature = "photograph")]
#[wasm_bindgen(js_name = hairGrowth)]
pub fn hair_growth() -> f32 {
    GROWTH_MM_A_DAY
}

/// What only the file for photographs has.
#[cfg(feature = "photograph")]
#[wasm_bindgen]
impl Simulation {
    /// The value of the parameter at a place of the table.
    pub fn get(&self, index: usize) -> f64 {
        self.0.settings().get_at(index)
    }

    /// Draws into a photograph from now on: RGBA of `width` × `height` px, 16–4096 each; where the camera's axis meets it, px; the focal
    /// length that its file names, px, or 0; and the `shape` of fits of other photographs of the same person, one after the other. False
    /// where size and bytes do not fit; then nothing changes.
    #[wasm_bindgen(js_name = openPhotograph)]
    #[allow(clippy::too_many_arguments, reason = "JavaScript has no structures")]
    pub fn open_photograph(
        &mut self,
        rgba: Vec<u8>,
        width: usize,
        height: usize,
        principal_x: f64,
        principal_y: f64,
        focal: f64,
        others: Option<Vec<f64>>,
    ) -> bool {
        let opened = self.0.take_photograph(rgba, [width, height], [principal_x, principal_y], Some(focal));
        self.0.know_shape(&others.unwrap_or_default());
        opened
    }

    /// Draws the head in its studio again, and frees the photograph.
    #[wasm_bindgen(js_name = forgetPhotograph)]
    pub fn forget_photograph(&mut self) {
        self.0.forget_photograph();
    }

    /// Where the handles of a view begin in the photograph: kind, x, y of each.
    #[wasm_bindgen(js_name = nominalHandles)]
    pub fn nominal_handles(&mut self, view: usize) -> Vec<f64> {
        self.0.nominal_photograph_handles(view)
    }

    /// Fits camera and head to handles (kind, x, y) and places of the outline (x, y); with `snap` the outline is then looked for in the
    /// photograph, and the picture follows.
    ///
    /// # Errors
    /// The fit cannot be turned into an object.
    #[wasm_bindgen(js_name = fitPhotograph)]
    pub fn fit_photograph(&mut self, view: usize, handles: &[f64], pins: &[f64], snap: bool) -> Result<JsValue, JsValue> {
        to_plain_object(&self.0.fit_photograph(view, handles, pins, snap))
    }

    /// All strokes of the brush in order: x, y, radius, and −1 where it takes skin from the marks, else 1.
    #[wasm_bindgen(js_name = photographStrokes)]
    pub fn photograph_strokes(&mut self, strokes: &[f32]) {
        let strokes = strokes.chunks_exact(4).map(|s| BrushStroke { x: s[0], y: s[1], radius: s[2], erases: s[3] < 0.0 });
        self.0.brush_photograph(strokes.collect());
    }

    /// What the photograph is good for; nothing until it was fitted and drawn.
    ///
    /// # Errors
    /// It cannot be turned into an object.
    #[wasm_bindgen(js_name = photographChecks)]
    pub fn photograph_checks(&self) -> Result<JsValue, JsValue> {
        self.0.photograph_checks().map_or(Ok(JsValue::UNDEFINED), |checks| to_plain_object(&checks))
    }

    /// The fit as a short text; empty without one.
    #[wasm_bindgen(js_name = fitCode)]
    pub fn fit_code(&self) -> String {
        self.0.fit_code()
    }

    /// Takes the fit from such a text; false where it is none.
    #[wasm_bindgen(js_name = setFitCode)]
    pub fn set_fit_code(&mut self, code: &str) -> bool {
        self.0.set_fit_code(code)
    }

    /// Whether the stubble that the settings leave is added to the photograph.
    #[wasm_bindgen(js_name = addStubble)]
    pub fn add_stubble(&mut self, adds: bool) {
        self.0.add_stubble_to_photograph(adds);
    }
}
