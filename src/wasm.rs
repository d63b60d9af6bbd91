//! The one file that knows JavaScript; no arithmetic.
#![allow(unreachable_pub, reason = "JavaScript reaches it")]

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;

use crate::parameters::{Kind, Parameter, Settings, TABLE};
use crate::simulation::{self, Report};

/// The parameter table, as the page, the element and the address are built from it.
///
/// # Errors
/// The table cannot be turned into objects.
#[wasm_bindgen(js_name = parameterTable)]
pub fn parameter_table() -> Result<JsValue, JsValue> {
    list(TABLE, |&Parameter { name, group, unit, kind, stage, when, even }| {
        let row = object(&[
            ("name", name.into()),
            ("group", group.into()),
            ("unit", unit.into()),
            ("stage", stage.name().into()),
            ("even", list(even, |value| Ok((*value).into()))?),
            ("when", list(when, |(other, among)| Ok(Array::of2(&(*other).into(), &words(among)?).into()))?),
        ])?;
        let kind = match kind {
            Kind::Number { min, max, step, default } => object(&[
                ("kind", "number".into()),
                ("min", min.into()),
                ("max", max.into()),
                ("step", step.into()),
                ("default", default.into()),
            ]),
            Kind::Integer { min, max, default } => {
                object(&[("kind", "integer".into()), ("min", min.into()), ("max", max.into()), ("default", default.into())])
            }
            Kind::Choice { choices } => object(&[("kind", "choice".into()), ("choices", words(choices)?)]),
        }?;
        Ok(Object::assign(&row, &kind).into())
    })
}

/// A plain object. By hand: serde's way to one takes seven times the code.
fn object(entries: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}

fn list<T>(items: &[T], each: impl Fn(&T) -> Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    let list = Array::new();
    for item in items {
        list.push(&each(item)?);
    }
    Ok(list.into())
}

fn words(words: &[&str]) -> Result<JsValue, JsValue> {
    list(words, |word| Ok((*word).into()))
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
    /// A `RangeError` that names the parameter and what is allowed; then nothing changes.
    pub fn set(&mut self, index: usize, value: f64) -> Result<(), JsValue> {
        self.0
            .set_at(index, value)
            .map_err(|e| js_sys::RangeError::new(&[e.name.as_str(), ": allowed: ", e.range.as_str()].concat()).into())
    }

    /// The value of the parameter at a place of the table.
    pub fn get(&self, index: usize) -> f64 {
        self.0.settings().get_at(index)
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

    /// A small chart of this head with a pattern, by its place among the choices, gone for a share of its way; or nothing.
    ///
    /// # Errors
    /// The browser refuses to make an image.
    pub fn picture(&mut self, pattern: usize, share: f32, size: usize) -> Result<Option<web_sys::ImageData>, JsValue> {
        let Some(picture) = self.0.picture(pattern, share, size) else { return Ok(None) };
        // A copy: the picture goes with this call.
        let bytes = js_sys::Uint8ClampedArray::from(&picture.bytes[..]);
        web_sys::ImageData::new_with_js_u8_clamped_array_and_sh(&bytes, picture.width as u32, picture.height as u32).map(Some)
    }

    /// The hairline's five handles: middle, left and right corner, left and right temporal point. Of each its place as shares
    /// of the picture's width and height, and 1 where it is seen; nothing while no hairline is drawn.
    pub fn handles(&self) -> Vec<f32> {
        self.0.handles().iter().flatten().flat_map(|h| [h.x, h.y, f32::from(u8::from(h.seen))]).collect()
    }

    /// The values of a handle's two parameters that bring it nearest to a place in the picture; nothing where there are none.
    pub fn reach(&self, handle: usize, x: f32, y: f32) -> Vec<f64> {
        self.0.reach(handle, x, y).iter().flatten().copied().collect()
    }

    /// What the treatment amounts to.
    ///
    /// # Errors
    /// The report cannot be turned into an object.
    pub fn report(&self) -> Result<JsValue, JsValue> {
        // Every field by name, so that none is forgotten here.
        let Report {
            dots,
            dots_per_cm2,
            treated_area_cm2,
            grafts,
            native_hairs,
            hair_lost_area_cm2,
            sessions,
            hours,
            touch_up_years,
            coverage,
            matching_tone,
            notes,
        } = self.0.report();
        let range = |(from, to): (u32, u32)| JsValue::from(Array::of2(&from.into(), &to.into()));
        let report = object(&[
            ("dots", dots.into()),
            ("dots_per_cm2", dots_per_cm2.into()),
            ("treated_area_cm2", treated_area_cm2.into()),
            ("grafts", grafts.into()),
            ("native_hairs", native_hairs.into()),
            ("hair_lost_area_cm2", hair_lost_area_cm2.into()),
            ("sessions", range(sessions)),
            ("hours", range(hours)),
            ("touch_up_years", range(touch_up_years)),
            ("coverage", coverage.into()),
            ("matching_tone", matching_tone.map_or(JsValue::NULL, JsValue::from)),
            ("notes", words(&notes)?),
        ])?;
        Ok(report.into())
    }
}
