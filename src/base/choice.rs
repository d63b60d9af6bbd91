//! What can be chosen: an enum together with the names of its choices, so that the two cannot drift apart.

/// Defines an enum whose choices have names, as settings and addresses spell them: `ALL` and `NAMES` in one order.
macro_rules! choices {
    ($(#[$about:meta])* pub enum $name:ident { $($(#[$each:meta])* $choice:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $choice),+ }

        impl $name {
            /// Every choice, in the order of the page.
            pub const ALL: &[Self] = &[$(Self::$choice),+];
            /// Their names, in the same order.
            pub const NAMES: &[&str] = &[$($word),+];
        }
    };
}
pub(crate) use choices;

/// The names of a table's rows.
pub const fn names<T, const N: usize>(table: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut i = 0;
    while i < N {
        names[i] = table[i].0;
        i += 1;
    }
    names
}
