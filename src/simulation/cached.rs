//! A memoized product: made anew only when what it was made from differs.

/// A product, what it was made from, and how often it was made anew.
pub(super) struct Cached<T, K> {
    pub(super) entry: Option<(K, T)>,
    pub(super) version: u32,
}

impl<T, K: PartialEq> Cached<T, K> {
    pub(super) const fn new() -> Self {
        Self { entry: None, version: 0 }
    }

    pub(super) fn is_current(&self, key: &K) -> bool {
        self.entry.as_ref().is_some_and(|(k, _)| k == key)
    }

    pub(super) fn store(&mut self, key: K, value: T) {
        self.entry = Some((key, value));
        self.version += 1;
    }

    /// Gives the memory back before something larger takes its place.
    pub(super) fn clear(&mut self) {
        self.entry = None;
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.entry.as_ref().map(|(_, value)| value)
    }
}
