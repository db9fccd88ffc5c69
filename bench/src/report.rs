//! The table: printed while it grows, then written to `bench/results.md`.

use super::machine;
use std::fmt::Write;

/// One measurement.
struct Row {
    what: String,
    result: String,
    bar: String,
    met: String,
}

/// Everything measured so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// A measurement without a bar.
    pub fn tell(&mut self, what: &str, result: String) {
        self.push(what, result, String::new(), String::new());
    }

    /// A measurement that should stay below a bar.
    pub fn below(&mut self, what: &str, result: String, value: f64, bar: f64, unit: &str) {
        let met = if value <= bar { "yes".to_owned() } else { format!("**no**: {:.1} {unit} too much", value - bar) };
        self.push(what, result, format!("≤ {bar} {unit}"), met);
    }

    /// A measurement that should reach a bar.
    pub fn above(&mut self, what: &str, result: String, value: f64, bar: f64, unit: &str) {
        let met = if value >= bar { "yes".to_owned() } else { format!("**no**: {:.1} {unit} short", bar - value) };
        self.push(what, result, format!("≥ {bar} {unit}"), met);
    }

    /// A measurement that did not come about.
    pub fn failed(&mut self, what: &str, why: &str) {
        self.push(what, why.chars().take(200).collect(), String::new(), "**not measured**".into());
    }

    #[expect(clippy::print_stdout, reason = "the table is what people run this for")]
    fn push(&mut self, what: &str, result: String, bar: String, met: String) {
        println!("{what:<64}  {result:<44}  {bar:<10}  {}", met.replace('*', ""));
        self.rows.push(Row { what: what.into(), result, bar, met });
    }

    /// The table as Markdown, with where and when it was measured.
    pub fn markdown(&self) -> String {
        let mut out = format!("# Measured\n\n{}\n| what | measured | bar | met |\n|---|---|---|---|\n", machine::describe());
        for row in &self.rows {
            writeln!(out, "| {} | {} | {} | {} |", row.what, row.result, row.bar, row.met).expect("text can be written");
        }
        out.push_str("\nWritten by `script/bench`. How each line is measured, and why: [README.md](README.md).\n");
        out
    }
}

/// “12,345”.
pub fn number(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
