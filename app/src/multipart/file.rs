//! Reads a form with one file that is no picture, such as a table of products.

use crate::error::Result;
use leptos::server_fn::codec::MultipartData;
use stoa::Error;

/// Parts of such a form; more are no form of ours.
const PARTS_MAX: usize = 10;

/// The name and the bytes of the file in the field `field`; both empty when none was chosen.
///
/// # Errors
/// `Invalid` names `form` when the form is damaged.
pub async fn read_file(form: MultipartData, field: &str) -> Result<(String, bytes::Bytes)> {
    let damaged = || Error::field("form", "The form was cut off on its way. Send it again.");
    let mut form = form.into_inner().ok_or_else(damaged)?;
    let mut found = (String::new(), bytes::Bytes::new());
    for _ in 0..PARTS_MAX {
        let Some(part) = form.next_field().await.map_err(|_| damaged())? else { break };
        let (name, file) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
        let bytes = part.bytes().await.map_err(|_| damaged())?;
        if name == field
            && let Some(file) = file
        {
            found = (file, bytes);
        }
    }
    Ok(found)
}
