//! Opening a ticket: number, two lanes, the description as first message, deadlines, all in one transaction.

use crate::accounts::{Agent, Customer, Person};
use crate::conversations::markdown::start_of;
use crate::conversations::model::{BODY_MAX, FILES_MAX, Kind, SenderKind};
use crate::conversations::store::{Outgoing, store};
use crate::conversations::{actions as conversations, search as words};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::fields::model::{Entry, FilledBy};
use crate::fields::{actions as fields, rules};
use crate::kernel::ids::{CategoryId, FileId, MemberId};
use crate::kernel::text::Check;
use crate::platform::{Services, limits};
use crate::sla;
use crate::sla::model::SlaClock;
use crate::tags::{actions as tags, rules as tag_rules};
use crate::tickets::deadlines::watch_next;
use crate::tickets::model::{Priority, Source, Ticket};
use crate::tickets::queries::{self, NewTicket};
use uuid::Uuid;

/// A ticket as typed into the form.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The form's own id: sending the form twice opens one ticket. UUID.
    pub client_id: String,
    /// What it is called.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// The id of a category, or empty.
    pub category: String,
    /// The word of a priority.
    pub priority: String,
    /// Uploaded pictures of the person who opens it.
    pub files: Vec<FileId>,
}

/// What a ticket may begin with besides its words.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Keys of fields, and what was typed into them.
    pub fields: Vec<(String, String)>,
    /// Tags with commas between; a customer has none to give.
    pub tags: String,
    /// What comes from a template and not from whoever fills the form.
    pub given: Vec<Entry>,
}

impl Extras {
    /// Entries of fields and tags, checked for who opens the ticket.
    async fn parse(self, services: &Services, by: &Person, category: Option<CategoryId>) -> Result<(Vec<Entry>, Vec<String>)> {
        let side = if by.is_staff() { FilledBy::Staff } else { FilledBy::Customer };
        // A customer is never told of fields that only the team has, not even by what is wrong with them.
        let known = fields::list_for(services, by).await?;
        let mut check = Check::new();
        let typed = self.fields.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let mut entries = rules::entries(&mut check, &known, typed);
        rules::on_opening(&mut check, &known, category, side, &mut entries);
        let names = tag_rules::parse_list(&mut check, "tags", &self.tags);
        check.finish()?;
        let own: Vec<_> = entries.iter().map(|(id, _)| *id).collect();
        entries.extend(self.given.into_iter().filter(|(id, _)| !own.contains(id)));
        Ok((entries, names))
    }
}

/// Both outcomes, or the complaints of both at once.
fn both<A, B>(a: Result<A>, b: Result<B>) -> Result<(A, B)> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Error::Invalid(mut a)), Err(Error::Invalid(b))) => {
            a.extend(b);
            Err(Error::Invalid(a))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

struct Checked {
    client_id: Uuid,
    subject: String,
    description: String,
    category: Option<CategoryId>,
    priority: Priority,
    files: Vec<FileId>,
}

impl Draft {
    /// The fields checked, all complaints at once.
    fn parse(self) -> Result<Checked> {
        let mut check = Check::new();
        let client_id = self.client_id.parse::<Uuid>().ok();
        if client_id.is_none() {
            check.fail("client_id", "The form is incomplete. Reload the page and send it again.");
        }
        let subject = check.line("subject", "Subject", &self.subject, 3, 120);
        let description = check.text("description", "Description", &self.description, 10, BODY_MAX);
        let priority = check.choice::<Priority>("priority", "Priority", &self.priority);
        let category = if self.category.trim().is_empty() { None } else { check.choice::<CategoryId>("category", "Category", &self.category) };
        if self.files.len() > FILES_MAX {
            check.fail("files", format!("{FILES_MAX} pictures are the most. Remove some and send again."));
        }
        check.finish()?;
        let (Some(client_id), Some(priority)) = (client_id, priority) else { return Err(Error::Internal) };
        Ok(Checked { client_id, subject, description, category, priority, files: self.files })
    }
}

/// A customer opens a ticket. Sending the same form again gives the ticket it already opened.
///
/// # Errors
/// `Invalid` names the fields, `TooMany` after many tickets in a short time.
pub async fn open(services: &Services, customer: &Customer, draft: Draft) -> Result<Ticket> {
    create(services, customer, customer.member(), Source::Form, draft, None, &[]).await
}

/// The same with fields of the business's own, of which some must be filled.
///
/// # Errors
/// As [`open`].
pub async fn open_with(services: &Services, customer: &Customer, draft: Draft, extras: Extras) -> Result<Ticket> {
    create(services, customer, customer.member(), Source::Form, draft, Some(extras), &[]).await
}

/// A customer opens a ticket at the end of a journey, for somebody who handles all of these categories, whatever it is about itself.
///
/// # Errors
/// As [`open`].
pub async fn open_for_skilled(services: &Services, customer: &Customer, draft: Draft, skills: &[CategoryId]) -> Result<Ticket> {
    create(services, customer, customer.member(), Source::Journey, draft, None, skills).await
}

/// Staff opens a ticket for a customer, who gets it as if they had.
///
/// # Errors
/// As [`open`], and `NotFound` when the customer is none of this business.
pub async fn open_for(services: &Services, agent: &Agent, customer: MemberId, draft: Draft) -> Result<Ticket> {
    open_for_with(services, agent, customer, draft, None).await
}

/// The same with tags and fields.
///
/// # Errors
/// As [`open_for`].
pub async fn open_for_with(services: &Services, agent: &Agent, customer: MemberId, draft: Draft, extras: Option<Extras>) -> Result<Ticket> {
    let found = crate::accounts::actions::find_person(services, agent, customer).await?;
    if found.role != crate::accounts::model::Role::Customer {
        return Err(Error::field("customer", "Choose a customer."));
    }
    create(services, agent, customer, Source::Staff, draft, extras, &[]).await
}

async fn create(
    services: &Services,
    by: &Person,
    customer: MemberId,
    source: Source,
    draft: Draft,
    extras: Option<Extras>,
    skills: &[CategoryId],
) -> Result<Ticket> {
    let category = draft.category.trim().parse().ok();
    let more = match extras {
        Some(extras) => extras.parse(services, by, category).await,
        None => Ok((Vec::new(), Vec::new())),
    };
    let (draft, (entries, names)) = both(draft.parse(), more)?;
    let (business_id, client_id) = (by.business(), draft.client_id.to_string());
    if let Some(known) = queries::find_by_client_id(services.db(), business_id, customer, &client_id).await? {
        return Ok(known);
    }
    services.limits().check(limits::OPEN_TICKET, &by.member().to_string())?;
    if let Some(category) = draft.category {
        let found = queries::categories::find(services.db(), business_id, category).await?;
        found.filter(|c| !c.is_archived).ok_or_else(|| Error::field("category", "Category: choose one of the options."))?;
    }
    let terms = sla::actions::terms(services.db(), business_id).await?;

    let mut tx = services.begin().await?;
    let now = tx.now();
    let number = queries::next_number(&mut tx, business_id).await?;
    // The row lock on the number makes a second copy of the same form wait until here.
    if let Some(known) = queries::find_by_client_id(&mut tx, business_id, customer, &client_id).await? {
        return Ok(known);
    }
    let customer_lane = conversations::start(&mut tx, business_id, Kind::CustomerLane, &[customer]).await?;
    let staff_lane = conversations::start(&mut tx, business_id, Kind::StaffLane, &[]).await?;
    let promise = |clock| terms.promise(draft.category, draft.priority, clock, now);
    let preview = start_of(&draft.description);
    let new = NewTicket {
        client_id: &client_id,
        subject: &draft.subject,
        category: draft.category,
        priority: draft.priority,
        source,
        customer,
        customer_lane,
        staff_lane,
        preview: &preview,
        response: promise(SlaClock::Response),
        resolution: promise(SlaClock::Resolution),
        order: None,
    };
    let id = queries::insert(&mut tx, business_id, number, &new).await?;
    // Before anybody hears of it: whoever hands it out must not miss them.
    queries::categories::want(&mut tx, business_id, id, skills).await?;
    let first = Outgoing {
        conversation: customer_lane,
        client_id: draft.client_id,
        sender: Some(by.member()),
        name: by.name().to_owned(),
        kind: if source == Source::Staff { SenderKind::Agent } else { SenderKind::Customer },
        body: draft.description,
        files: draft.files,
        extra: Default::default(),
    };
    store(&mut tx, &[first]).await?.pop().unwrap_or(Err(Error::Internal))?;
    words::insert_subject(&mut tx, business_id, customer_lane, &draft.subject).await?;
    fields::fill(&mut tx, business_id, id, &entries).await?;
    tags::change(&mut tx, business_id, id, &names, &[]).await?;
    tx.emit(business_id, Some(by.member()), Event::TicketOpened { ticket: id, customer, number, subject: draft.subject.clone(), priority: draft.priority })
        .await?;
    let ticket = queries::find(&mut tx, business_id, id).await?.ok_or(Error::Internal)?;
    watch_next(&mut tx, &ticket, &terms).await?;
    tx.commit().await?;
    Ok(ticket)
}
