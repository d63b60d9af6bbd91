//! What is said of a value that the table does not allow.

/// A value the table does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterError {
    /// The parameter as the caller named it.
    pub name: String,
    /// The value as the caller gave it; empty where it was no text, or the name is no parameter's.
    pub value: String,
    /// What is allowed, in words.
    pub range: String,
    /// Whether the name is a parameter's.
    pub is_known: bool,
}

impl core::fmt::Display for ParameterError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.name)?;
        if !self.is_known {
            f.write_str(" is not a parameter; there are: ")?;
        } else if self.value.is_empty() {
            f.write_str(": allowed: ")?;
        } else {
            f.write_str(": ")?;
            f.write_str(&self.value)?;
            f.write_str(" is not allowed; allowed: ")?;
        }
        f.write_str(&self.range)
    }
}

impl core::error::Error for ParameterError {}
