//! Reads a form with one file that is no picture, such as a table of products.

use crate::error::Result;
use crate::forms;
use leptos::server_fn::codec::MultipartData;
use std::collections::HashMap;
use stoa::Error;

/// Parts of such a form; more are no form of ours.
const PARTS_MAX: usize = 10;
/// The most bytes of a text that comes back with a form that is refused.
const KEPT_MAX: usize = 256 * 1024;

/// What such a form holds.
#[derive(Debug, Default)]
pub struct Sent {
    /// The name of the file; empty when none was chosen.
    pub name: String,
    /// Its bytes.
    pub bytes: bytes::Bytes,
    /// What was typed beside it.
    pub typed: HashMap<String, String>,
}

/// Reads the file in the field `field`, and what was typed.
///
/// # Errors
/// `Invalid` names `form` when the form is damaged.
pub async fn read_file(form: MultipartData, field: &str) -> Result<Sent> {
    let damaged = || Error::field("form", "The form was cut off on its way. Send it again.");
    let mut form = form.into_inner().ok_or_else(damaged)?;
    let mut sent = Sent::default();
    for _ in 0..PARTS_MAX {
        let Some(part) = form.next_field().await.map_err(|_| damaged())? else { break };
        let (name, file) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
        let bytes = part.bytes().await.map_err(|_| damaged())?;
        match file {
            Some(file) if name == field => (sent.name, sent.bytes) = (file, bytes),
            Some(_) => {}
            None => drop(sent.typed.insert(name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    forms::keep(sent.typed.clone().into_iter().filter(|(_, text)| text.len() <= KEPT_MAX));
    Ok(sent)
}
