//! Our numbers beside the published ones. The one comparison that both the table and the gate use.

use crate::facts::{Fact, Published};

/// A fact with what we measured.
pub(crate) struct Line {
    /// The row as Markdown.
    pub(crate) markdown: String,
    /// Whether we are inside the limit.
    pub(crate) holds: bool,
}

/// Pairs every fact with its measurement; one without the other is an error, so that no row can be dropped in silence.
pub(crate) fn compare(facts: &[Fact], measured: &[(&str, Vec<f64>)]) -> Vec<Line> {
    for (quantity, _) in measured {
        assert_eq!(facts.iter().filter(|f| f.quantity == *quantity).count(), 1, "{quantity}: measured, but no fact");
    }
    facts
        .iter()
        .map(|fact| {
            let ours: Vec<&Vec<f64>> = measured.iter().filter(|m| m.0 == fact.quantity).map(|m| &m.1).collect();
            assert_eq!(ours.len(), 1, "{}: must be measured once", fact.quantity);
            line(fact, ours[0])
        })
        .collect()
}

fn line(fact: &Fact, ours: &[f64]) -> Line {
    assert!(!ours.is_empty() && ours.iter().all(|v| v.is_finite()), "{}: {ours:?}", fact.quantity);
    let show = |v: f64| {
        let text = format!("{v:.*}", fact.digits);
        // What rounds to nothing has no sign.
        if text.chars().any(|c| c.is_ascii_digit() && c != '0') { text.replace('-', "−") } else { text.replace('-', "") }
    };
    let all = |values: &[f64]| values.iter().map(|v| show(*v)).collect::<Vec<_>>().join(" / ");
    let unit = if fact.unit.is_empty() { String::new() } else { format!(" {}", fact.unit) };
    let (published, error, limit, holds) = match fact.published {
        Published::About(values, limit) => {
            assert_eq!(values.len(), ours.len(), "{}", fact.quantity);
            let worst = ours.iter().zip(values).map(|(o, p)| o - p).fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
            let error = show(worst);
            let sign = if error.starts_with('−') { "" } else { "+" };
            (all(values), format!("{sign}{error}"), format!("±{}", show(limit)), worst.abs() <= limit)
        }
        Published::Within(low, high) => {
            let outside = ours.iter().map(|o| (low - o).max(o - high).max(0.0)).fold(0.0, f64::max);
            let error = if outside == 0.0 { "inside".into() } else { format!("outside by {}", show(outside)) };
            (format!("{}…{}", show(low), show(high)), error, "range".into(), outside == 0.0)
        }
    };
    let markdown = format!("| {} | {}{unit} | {published} | {error} | {limit} | {} |", fact.quantity, all(ours), fact.source);
    Line { markdown, holds }
}

/// The whole table as Markdown.
pub(crate) fn table(lines: &[Line]) -> String {
    let rows: Vec<&str> = lines.iter().map(|l| l.markdown.as_str()).collect();
    format!("| quantity | ours | published | error | limit | source |\n|---|---|---|---|---|---|\n{}\n", rows.join("\n"))
}
