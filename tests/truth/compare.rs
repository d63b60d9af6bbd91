//! Our numbers beside the published ones. The one comparison that both the table and the gate use.

use crate::facts::{Fact, Published};

/// A fact with what we measured.
pub(crate) struct Line {
    /// The row as Markdown.
    pub(crate) markdown: String,
    /// Whether we are inside the limit.
    pub(crate) holds: bool,
    /// Whether it is held against a choice of our own.
    is_choice: bool,
}

/// Pairs every fact with its measurement; one without the other is an error, so that no row can be dropped in silence.
pub(crate) fn compare(facts: &[Fact], measured: &[(&str, Vec<f64>)]) -> Vec<Line> {
    for (quantity, _) in measured {
        let rows = |choice: bool| facts.iter().filter(|f| f.quantity == *quantity && f.is_choice == choice).count();
        assert!(matches!((rows(false), rows(true)), (0 | 1, 1) | (1, 0)), "{quantity}: measured, but not one row of a table");
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
        if v.is_infinite() {
            return String::new();
        }
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
    Line { markdown, holds, is_choice: fact.is_choice }
}

/// Both tables as Markdown: what others found, and what we chose.
pub(crate) fn tables(lines: &[Line]) -> String {
    let table = |is_choice: bool, held: &str, why: &str| {
        let rows: Vec<&str> = lines.iter().filter(|l| l.is_choice == is_choice).map(|l| l.markdown.as_str()).collect();
        format!("| quantity | ours | {held} | error | limit | {why} |\n|---|---|---|---|---|---|\n{}\n", rows.join("\n"))
    };
    let (published, chosen) = (table(false, "published", "source"), table(true, "chosen", "why"));
    format!("{published}\n## Design choices held by tests\n\nWhere we found no published number we chose one.\n\n{chosen}")
}

/// The rows of some quantities as a table, in the order asked for.
pub(crate) fn some(lines: &[Line], quantities: &[&str]) -> String {
    let row = |quantity: &&str| {
        let start = format!("| {quantity} |");
        lines
            .iter()
            .find(|l| !l.is_choice && l.markdown.starts_with(&start))
            .unwrap_or_else(|| panic!("{quantity}: no such row"))
            .markdown
            .as_str()
    };
    let rows: Vec<&str> = quantities.iter().map(row).collect();
    format!("| quantity | ours | published | error | limit | source |\n|---|---|---|---|---|---|\n{}\n", rows.join("\n"))
}
