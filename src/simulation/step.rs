//! The pieces of work that a picture takes, by name.

/// A step, named for benchmarks and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The body: surface and landmarks.
    Head,
    /// Visibility of every vertex.
    Visibility,
    /// Fine relief of the skin and the sprites of the marks.
    Relief,
    /// Follicular units of one person.
    Follicles,
    /// Every place a dot may ever go.
    Sites,
    /// Depth of loss at every place.
    Loss,
    /// Scars, and which places lie in them.
    Scar,
    /// Hair left at this stage.
    Hair,
    /// Hair worn in a style.
    Groom,
    /// Where and how fully to treat.
    Area,
    /// The dots.
    Dots,
    /// Color of the skin.
    Skin,
    /// Every mesh vertex projected and lit.
    Light,
    /// First sample of every pixel.
    Surface,
    /// Hair drawn.
    Strokes,
    /// Worn hair drawn.
    Strands,
    /// Dots drawn.
    Marks,
    /// Light spread sideways.
    Spread,
    /// The picture's bytes: it may be shown.
    Compose,
    /// One more sample of every pixel.
    Refine,
}

impl Step {
    /// The step's name: `compose` marks a picture that may be shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Visibility => "visibility",
            Self::Relief => "relief",
            Self::Follicles => "follicles",
            Self::Sites => "sites",
            Self::Loss => "loss",
            Self::Scar => "scar",
            Self::Hair => "hair",
            Self::Groom => "groom",
            Self::Area => "area",
            Self::Dots => "dots",
            Self::Skin => "skin",
            Self::Light => "light",
            Self::Surface => "surface",
            Self::Strokes => "strokes",
            Self::Strands => "strands",
            Self::Marks => "marks",
            Self::Spread => "spread",
            Self::Compose => "compose",
            Self::Refine => "refine",
        }
    }
}
