//! Products as a table that spreadsheet programs read and write (CSV, RFC 4180): one row for each variant, in both directions. Pure.

use super::draft::{PIECES_MAX, VariantDraft, number_or};
use super::model::{Item, ProductState};
use crate::error::Error;
use crate::kernel::money::Money;
use crate::kernel::text::Check;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The columns, in the order in which they are written. Only [`NEEDED`] must be there.
pub const COLUMNS: [&str; 11] = ["sku", "name", "variant", "price", "category", "stock", "threshold", "lead_days", "state", "withdrawn", "description"];
const NEEDED: [&str; 3] = ["sku", "name", "price"];
/// Rows of one file.
pub const ROWS_MAX: usize = 20_000;
/// Faults that are shown.
const FAULTS_MAX: usize = 200;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The line of the file.
    pub line: usize,
    /// A sentence that says how to mend it.
    pub why: String,
}

/// What is wrong with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults {
    /// So many rows are left out.
    pub left_out: usize,
    /// The first faults; what is wrong with the whole file comes before what is wrong with a row.
    pub shown: Vec<Fault>,
}

impl From<Vec<Fault>> for Faults {
    fn from(shown: Vec<Fault>) -> Self {
        Self { left_out: shown.len(), shown }
    }
}

/// A row that can be taken over. What it leaves empty stays as it is, and so does everything of which the file has no column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The article number.
    pub sku: String,
    /// The product's name: rows of one name are variants of one product.
    pub name: String,
    /// What sets the variant apart.
    pub variant: Option<String>,
    /// What one piece costs.
    pub price: Money,
    /// The name of its group; nothing leaves it where it is.
    pub category: Option<String>,
    /// Pieces there are; nothing leaves the stock as it is.
    pub stock: Option<i64>,
    /// So few are low.
    pub threshold: Option<i64>,
    /// Days at the supplier.
    pub lead_days: Option<i64>,
    /// Whether the product is offered.
    pub state: Option<ProductState>,
    /// Whether this variant of it is no longer offered.
    pub withdrawn: Option<bool>,
    /// What it is; nothing leaves it as it is.
    pub description: Option<String>,
}

/// Reads a file: its good rows, and what is wrong with the others.
pub fn read(text: &str, currency: &str) -> (Vec<Row>, Faults) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let records = match records(text.trim_start_matches('\u{feff}')) {
        Ok(records) => records,
        Err(fault) => return (rows, vec![fault].into()),
    };
    let mut records = records.into_iter().filter(|(_, cells)| cells.iter().any(|c| !c.trim().is_empty()));
    let Some((line, head)) = records.next() else {
        return (rows, vec![Fault { line: 1, why: "The file is empty.".into() }].into());
    };
    let columns: HashMap<String, usize> = head.iter().enumerate().map(|(at, name)| (name.trim().to_lowercase().replace(' ', "_"), at)).collect();
    for needed in NEEDED.iter().filter(|name| !columns.contains_key(**name)) {
        faults.push(Fault { line, why: format!("The first row has no column “{needed}”. The columns are: {}.", COLUMNS.join(", ")) });
    }
    if !faults.is_empty() {
        return (rows, faults.into());
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut beyond = None;
    while let Some((line, cells)) = records.next() {
        if rows.len() + faults.len() == ROWS_MAX {
            beyond = Some((line, 1 + records.count()));
            break;
        }
        let cell = |name: &str| columns.get(name).and_then(|at| cells.get(*at)).map_or("", |c| plain(c));
        match row(cell, currency) {
            Ok(row) => match seen.insert(row.sku.clone(), line) {
                Some(first) => faults.push(Fault { line, why: format!("{} stands in line {first}, too. Keep one of them.", row.sku) }),
                None => rows.push(row),
            },
            Err(why) => faults.push(Fault { line, why }),
        }
    }
    let left_out = faults.len() + beyond.map_or(0, |(_, many)| many);
    faults.truncate(FAULTS_MAX);
    if let Some((line, many)) = beyond {
        let why = format!("{ROWS_MAX} rows are the most: this one and all below it are left out, {many} in all. Split the file.");
        faults.insert(0, Fault { line, why });
    }
    (rows, Faults { left_out, shown: faults })
}

fn row<'a>(cell: impl Fn(&str) -> &'a str, currency: &str) -> Result<Row, String> {
    let mut check = Check::new();
    let text = |name: &str| cell(name).to_owned();
    let draft = VariantDraft { sku: text("sku"), variant: text("variant"), price: text("price"), threshold: text("threshold"), lead_days: text("lead_days") };
    let variant = draft.read(&mut check, currency);
    let name = check.line("name", "Name", cell("name"), 2, 120);
    let category = check.line("category", "Category", cell("category"), 0, 60);
    let description = check.text("description", "Description", cell("description"), 0, super::draft::DESCRIPTION_MAX);
    let given = |name: &str| !cell(name).trim().is_empty();
    let stock = given("stock").then(|| number_or(&mut check, "stock", "Stock", cell("stock"), 0, PIECES_MAX));
    let state = if given("state") { check.choice("state", "State", cell("state")) } else { None };
    let withdrawn = match cell("withdrawn").trim().to_lowercase().as_str() {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            check.fail("withdrawn", "Withdrawn: write yes or no.");
            None
        }
    };
    match check.finish() {
        Ok(()) => Ok(Row {
            sku: variant.sku,
            name,
            variant: (!variant.name.is_empty()).then_some(variant.name),
            price: variant.price,
            category: (!category.is_empty()).then_some(category),
            stock,
            threshold: given("threshold").then_some(variant.threshold),
            lead_days: given("lead_days").then_some(variant.lead_days),
            state,
            withdrawn,
            description: (!description.is_empty()).then_some(description),
        }),
        Err(Error::Invalid(all)) => Err(all.into_iter().map(|f| f.message).collect::<Vec<_>>().join(" ")),
        Err(other) => Err(other.to_string()),
    }
}

/// A product with its group and description, to be written: [`Item`] has the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Exported {
    /// Variant and product.
    #[cfg_attr(feature = "server", sqlx(flatten))]
    pub item: Item,
    /// The name of the group.
    pub category: Option<String>,
    /// Whether the product is offered.
    pub state: ProductState,
    /// What it is.
    pub description: String,
}

/// The head of a file.
pub fn head() -> String {
    format!("{}\r\n", COLUMNS.join(","))
}

/// A row of a file.
pub fn write(e: &Exported, currency: &str) -> String {
    let v = &e.item.variant;
    let (stock, threshold, lead) = (v.stock.to_string(), v.threshold.to_string(), v.lead_days.to_string());
    let (price, category) = (v.price.exact(currency), e.category.as_deref().unwrap_or_default());
    let withdrawn = if v.is_archived { "yes" } else { "no" };
    let cells = [&v.sku, &e.item.product, &v.name, &price, category, &stock, &threshold, &lead, e.state.word(), withdrawn, &e.description];
    format!("{}\r\n", cells.map(quoted).join(","))
}

/// A cell as it is written. What a spreadsheet would take for a formula gets an apostrophe in front, which [`plain`] takes away again.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
    if cell.contains([',', ';', '"', '\n', '\r']) { format!("\"{guard}{}\"", cell.replace('"', "\"\"")) } else { format!("{guard}{cell}") }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// The records of a file with the line each begins on. Commas or, as some countries' programs write, semicolons separate.
fn records(text: &str) -> Result<Vec<(usize, Vec<String>)>, Fault> {
    let first = text.lines().next().unwrap_or_default();
    let comma = if first.matches(';').count() > first.matches(',').count() { ';' } else { ',' };
    let (mut records, mut record, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut in_quotes) = (1, 1, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\n' {
            line += 1;
        }
        match c {
            '"' if in_quotes && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' if in_quotes => in_quotes = false,
            '"' if cell.is_empty() => in_quotes = true,
            c if in_quotes => cell.push(c),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                record.push(std::mem::take(&mut cell));
                records.push((began, std::mem::take(&mut record)));
                began = line;
            }
            c if c == comma => record.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if in_quotes {
        return Err(Fault { line: began, why: "A quotation mark is opened here and never closed.".into() });
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push((began, record));
    }
    Ok(records)
}

#[cfg(test)]
mod tests;
