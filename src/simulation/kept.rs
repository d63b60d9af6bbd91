//! Products that are made anew only when what they were made from differs.

/// A product, what it was made from, and how often it was made anew.
pub(super) struct Kept<T, K> {
    pub(super) made: Option<(K, T)>,
    pub(super) version: u32,
}

impl<T, K: PartialEq> Kept<T, K> {
    pub(super) const fn new() -> Self {
        Self { made: None, version: 0 }
    }

    pub(super) fn is_for(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(k, _)| k == key)
    }

    pub(super) fn keep(&mut self, key: K, value: T) {
        self.made = Some((key, value));
        self.version += 1;
    }

    /// Gives the memory back before something larger takes its place.
    pub(super) fn forget(&mut self) {
        self.made = None;
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.made.as_ref().map(|(_, value)| value)
    }
}
