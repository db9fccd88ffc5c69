//! What the team of business A prepared: a tag, a field, a macro, a canned response and a template, each with its secrets.

use super::estate::{KILN, NOTE};
use super::{Someone, World};
use stoa::canned::actions as canned;
use stoa::canned::draft::CannedDraft;
use stoa::fields::actions as fields;
use stoa::fields::draft::FieldDraft;
use stoa::kernel::ids::{CannedId, FieldId, MacroId, TagId, TemplateId};
use stoa::macros::actions as macros;
use stoa::macros::draft::StepDraft;
use stoa::tags::actions as tags;
use stoa::templates::actions as templates;
use stoa::templates::draft::TemplateDraft;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Ticket;

/// What there is.
pub struct Worded {
    /// On Wanjiru's ticket.
    pub tag: TagId,
    /// Another tag, on nothing that is left.
    pub spare_tag: TagId,
    /// Filled by the team, in Wanjiru's ticket.
    pub field: FieldId,
    /// With one step.
    pub macro_id: MacroId,
    /// Of the whole team.
    pub canned: CannedId,
    /// For the team only.
    pub template: TemplateId,
}

impl World {
    /// Prepares it.
    pub async fn worded(&self, boss: &Someone, agent: &Someone, ticket: &Ticket) -> Worded {
        let (s, admin, amina) = (&self.services, boss.admin(), agent.agent());
        tickets::tag(s, &amina, ticket.id, &format!("{NOTE} {KILN}, spare {KILN}")).await.expect("tags");
        tickets::untag(s, &amina, ticket.id, &format!("spare {KILN}")).await.expect("one goes");
        let all = tags::list(s, &admin).await.expect("tags");
        let tag = |start: &str| all.iter().find(|t| t.name.starts_with(start)).expect("the tag").id;
        let draft = FieldDraft { label: format!("Batch {KILN}"), key: "batch".into(), kind: "text".into(), filled_by: "staff".into(), ..FieldDraft::default() };
        let field = fields::create(s, &admin, &draft).await.expect("a field");
        tickets::fill(s, &amina, ticket.id, &[("batch".into(), format!("{NOTE} 7"))]).await.expect("a value");
        let macro_id = macros::create(s, &admin, &format!("Soothe {KILN}"), &format!("When {NOTE} is late")).await.expect("a macro");
        let step = StepDraft { deed: "add_tag".into(), value: format!("soothed {KILN}"), field: String::new() };
        macros::add_step(s, &admin, macro_id, 1, &step).await.expect("a step");
        let text =
            CannedDraft { shortcut: "glaze".into(), title: format!("Glaze {KILN}"), body: format!("Ask {NOTE}."), is_shared: true, ..CannedDraft::default() };
        let canned = canned::create(s, &boss.agent(), &text).await.expect("a text");
        let draft = TemplateDraft { name: format!("Recall {KILN}"), body: format!("The {NOTE} batch."), priority: "high".into(), ..TemplateDraft::default() };
        let template = templates::create(s, &admin, &draft).await.expect("a template");
        Worded { tag: tag(NOTE), spare_tag: tag("spare"), field, macro_id, canned, template }
    }
}
