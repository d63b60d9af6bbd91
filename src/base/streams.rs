//! Streams of random numbers: one registry, so that no two questions share their answers by mistake.
//!
//! A number is addressed by seed, stream and index ([`random`](super::random)); [`noise::offset`](super::noise::offset) takes one as well. A file
//! owns the stream named here and the next ones, as many as stand beside it. The values are part of every picture and never change.

macro_rules! streams {
    ($($(#[$doc:meta])* $name:ident = $first:literal, $count:literal;)*) => {
        $($(#[$doc])* pub const $name: u32 = $first;)*
        #[cfg(test)]
        const ALL: &[(&str, u32, u32)] = &[$((stringify!($name), $first, $count)),*];
    };
}

streams! {
    /// Sides of a face that differ.
    UNEVEN = 0x756E, 1;
    /// Region that bears hair.
    REGION = 0x7265, 1;
    /// Course of hair over the scalp.
    FLOW = 0x666c, 1;
    /// Follicular units.
    FOLLICLES = 0x666f, 2;
    /// Single hairs of a unit.
    HAIRS = 0x7374, 4;
    /// Beard.
    BEARD = 0x6265, 7;
    /// Transplants, and what a scar leaves of a unit.
    GRAFTS = 0x6772, 1;
    /// Strokes of a scar.
    SCAR_SHAPES = 0x5CA6, 33;
    /// Where the border of a scar wanders. It is the second of [`SCAR_SHAPES`] too; one is an offset of noise, the other numbers of units.
    SCAR_BORDER = 0x5CA7, 1;
    /// Moles and freckles. The last of them are those of [`HAIRS`] too, at other indices.
    SPOTS = 0x7370, 6;
    /// Wrinkles.
    LINES = 0x6c6e, 13;
    /// Ludwig's pattern: an offset of noise. It is one of [`LINES`] too, whose numbers are those of single wrinkles.
    LUDWIG = 0x6c75, 1;
    /// Norwood's pattern.
    NORWOOD = 0x7363, 1;
    /// Patches of areata.
    AREATA = 0x6161, 1;
    /// Irregular patches.
    PATCHY = 0x7061, 1;
    /// Scarring patches.
    SCARRING = 0x7363_6172, 7;
    /// The scarring band along the hairline.
    FRONTAL_BAND = 0x6662, 1;
    /// Loss by traction.
    TRACTION = 0x7472, 1;
    /// Diffuse loss.
    DIFFUSE = 0x6469, 1;
    /// Loss along nape and sides.
    OPHIASIS = 0x6f70, 1;
    /// Roots of worn hair.
    WORN_ROOTS = 0x726f, 1;
    /// Guides of worn hair.
    GUIDES = 0x6775, 2;
    /// Directions in which hair is combed.
    COMB = 0x6363, 1;
    /// Strands of worn hair.
    STRANDS = 0x7374_7200, 3;
    /// The artist's hairline.
    HAIRLINE = 0x686c, 4;
    /// Sites of dots.
    SITES = 0x706c, 2;
    /// The artist's hand.
    HAND = 0x6861, 2;
    /// How marks heal.
    AGING = 0xA6E, 1;
    /// Mottling of the skin.
    COMPLEXION = 0x5EED, 1;
    /// Place in the block of relief.
    RELIEF = 0x0FF5, 1;
    /// Colors of strands. Used as a seed, with streams 1–3: strands look the same on every person.
    WORN = 0x776f, 1;
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn no_two_share_a_stream_but_those_that_say_so() {
        let said = [("SCAR_SHAPES", "SCAR_BORDER"), ("HAIRS", "SPOTS"), ("LINES", "LUDWIG")];
        for (i, &(a, first, count)) in ALL.iter().enumerate() {
            for &(b, other, others) in &ALL[..i] {
                let apart = first + count <= other || other + others <= first;
                assert!(apart || said.contains(&(a, b)) || said.contains(&(b, a)), "{a} and {b} share a stream");
            }
        }
    }
}
