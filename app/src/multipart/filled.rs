//! Reads a form with pictures: its fields, and its pictures uploaded. What was typed is kept should the form be refused.

use crate::error::Result;
use crate::forms;
use crate::session::services;
use leptos::server_fn::codec::MultipartData;
use std::collections::HashMap;
use stoa::accounts::Person;
use stoa::conversations::model::FILES_MAX;
use stoa::files::model::FileView;
use stoa::kernel::ids::FileId;
use stoa::{Error, files};

/// The field that names pictures uploaded before, as JSON: put there by the picture picker, and by a form that comes back.
pub const PICTURES: &str = "pictures";
/// Parts of one form; more are no form of ours.
const PARTS_MAX: usize = 90;

/// A form with pictures, read.
#[derive(Debug)]
pub struct Filled {
    fields: HashMap<String, String>,
    /// What was sent more than once under one name.
    lists: HashMap<String, Vec<String>>,
    /// All its pictures, uploaded.
    pub pictures: Vec<FileId>,
}

impl Filled {
    /// Reads a form and uploads its pictures for this person.
    ///
    /// # Errors
    /// `Invalid` names `files` when one of them is no acceptable picture, `form` when the form is damaged.
    pub async fn read(person: &Person, form: MultipartData) -> Result<Self> {
        Self::read_of(Some(person), form).await
    }

    /// The same for a form that anybody may send; only its pictures need somebody to belong to.
    ///
    /// # Errors
    /// As [`Self::read`], and `Denied` when there are pictures and nobody is signed in.
    pub async fn read_of(person: Option<&Person>, form: MultipartData) -> Result<Self> {
        let damaged = || Error::field("form", "The form was cut off on its way. Send it again.");
        let mut form = form.into_inner().ok_or_else(damaged)?;
        let (mut fields, mut lists, mut chosen) = (HashMap::new(), HashMap::new(), Vec::new());
        for _ in 0..PARTS_MAX {
            let Some(part) = form.next_field().await.map_err(|_| damaged())? else { break };
            let (name, file) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
            let bytes = part.bytes().await.map_err(|_| damaged())?;
            match file {
                Some(file) if !bytes.is_empty() => chosen.push((file, bytes)),
                Some(_) => {}
                None => add(&mut fields, &mut lists, name, String::from_utf8_lossy(&bytes).into_owned()),
            }
        }
        let mut kept: Vec<FileView> = fields.remove(PICTURES).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        forms::keep(fields.clone());
        let refused = match person {
            _ if chosen.is_empty() && kept.len() <= FILES_MAX => None,
            _ if kept.len() + chosen.len() > FILES_MAX => Some(Error::field("files", format!("{FILES_MAX} pictures are the most. Choose fewer."))),
            Some(person) => upload(person, chosen, &mut kept).await.err(),
            None => Some(Error::sign_in_first()),
        };
        forms::keep([(PICTURES.to_owned(), serde_json::to_string(&kept).unwrap_or_default())]);
        match refused {
            Some(error) => Err(error.into()),
            None => Ok(Self { fields, lists, pictures: kept.into_iter().map(|f| f.id).collect() }),
        }
    }

    /// What was typed into a field; empty when the form has none of that name.
    pub fn take(&mut self, field: &str) -> String {
        self.fields.remove(field).unwrap_or_default()
    }

    /// What was typed into fields named `group[key]`: key and value.
    pub fn take_group(&mut self, group: &str) -> Vec<(String, String)> {
        let key = |name: &str| name.strip_prefix(group)?.strip_prefix('[')?.strip_suffix(']').map(str::to_owned);
        let names: Vec<String> = self.fields.keys().filter(|name| key(name).is_some()).cloned().collect();
        names.into_iter().filter_map(|name| Some((key(&name)?, self.fields.remove(&name)?))).collect()
    }

    /// Everything that was chosen or typed under one name, a line each.
    pub fn take_all(&mut self, field: &str) -> Vec<String> {
        let all = self.take(field);
        self.lists.remove(field).unwrap_or_else(|| vec![all])
    }

    /// A field that the form fills by itself.
    ///
    /// # Errors
    /// `Invalid` names the field.
    pub fn parse<T: std::str::FromStr>(&mut self, field: &str) -> Result<T> {
        let value = self.take(field);
        Ok(value.parse().map_err(|_| Error::field(field, "The form is incomplete. Reload the page and send it again."))?)
    }
}

/// Boxes that are ticked together have one name; they are kept as lines of one text.
fn add(fields: &mut HashMap<String, String>, lists: &mut HashMap<String, Vec<String>>, name: String, value: String) {
    match fields.get_mut(&name) {
        None => drop(fields.insert(name, value)),
        Some(first) => {
            lists.entry(name).or_insert_with(|| vec![first.clone()]).push(value.clone());
            *first = format!("{first}\n{value}");
        }
    }
}

/// Keeps every good one and says of each bad one why it is bad.
async fn upload(person: &Person, chosen: Vec<(String, bytes::Bytes)>, kept: &mut Vec<FileView>) -> stoa::Result<()> {
    let mut faults = Vec::new();
    for (name, bytes) in chosen {
        match files::actions::upload(&services(), person, &name, bytes).await {
            Ok(file) => kept.push(file),
            Err(fault @ Error::Invalid(_)) => faults.push(fault.to_string()),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::field("files", faults.join(" "))) }
}
