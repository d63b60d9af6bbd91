//! Settings: a checked value for every parameter, and which of them are in force.

use super::error::ParameterError;
use super::parameter::Parameter;
use super::rule::RULES;
use super::table::{Id, TABLE, VIEWS};

/// A checked value for every parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    values: [f64; TABLE.len()],
}

impl Default for Settings {
    fn default() -> Self {
        Self { values: RULES.each_ref().map(|rule| rule.bounds.default) }
    }
}

impl Settings {
    /// The value of a parameter; a choice as its place in the list.
    pub fn get(&self, id: Id) -> f64 {
        self.values[id as usize]
    }

    /// The value of a number in the precision of the stages.
    pub fn number(&self, id: Id) -> f32 {
        self.get(id) as f32
    }

    /// The value at a place in [`TABLE`]; 0 where there is none.
    pub fn get_at(&self, index: usize) -> f64 {
        self.values.get(index).copied().unwrap_or(0.0)
    }

    /// The same with all that means nothing beside the other choices at its default: what is not shown changes nothing.
    pub fn effective(&self) -> Self {
        let mut settings = self.clone();
        for (value, rule) in settings.values.iter_mut().zip(&RULES) {
            if !rule.is_chosen(&self.values) {
                *value = rule.bounds.default;
            }
        }
        // Numbers after choices: one that is out of force counts as its default here too.
        let numbers = settings.values;
        for (value, rule) in settings.values.iter_mut().zip(&RULES) {
            if !rule.is_exceeded(&numbers) {
                *value = rule.bounds.default;
            }
        }
        settings
    }

    /// Sets the parameter at `index` of [`TABLE`]. Choosing a `view` also moves yaw, pitch and zoom there.
    ///
    /// # Errors
    /// `index` is beyond the table, or the value is not allowed; then nothing changes.
    pub fn set_at(&mut self, index: usize, value: f64) -> Result<(), ParameterError> {
        if self.put_at(index, value) {
            return Ok(());
        }
        Err(TABLE.get(index).map_or_else(|| Parameter::unknown("beyond the table"), |parameter| parameter.error("")))
    }

    /// The same without words: false where the value is not allowed.
    pub(crate) fn put_at(&mut self, index: usize, value: f64) -> bool {
        if !RULES.get(index).is_some_and(|rule| rule.bounds.allow(value)) {
            return false;
        }
        self.values[index] = value;
        if index == Id::View as usize {
            let (_, (yaw, pitch, zoom)) = VIEWS[value as usize];
            self.values[Id::Yaw as usize] = yaw;
            self.values[Id::Pitch as usize] = pitch;
            self.values[Id::Zoom as usize] = zoom;
        }
        true
    }

    /// Sets several parameters by name and text, `view` first so that a given yaw, pitch or zoom refines it.
    ///
    /// # Errors
    /// The first name or value that is not allowed; then nothing changes.
    pub fn set_all<'a>(&mut self, pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Result<(), ParameterError> {
        let mut next = self.clone();
        for views in [true, false] {
            for (name, text) in pairs.clone().filter(|(name, _)| (*name == "view") == views) {
                let index = Parameter::find(name)?;
                next.set_at(index, TABLE[index].parse(text)?)?;
            }
        }
        *self = next;
        Ok(())
    }
}
