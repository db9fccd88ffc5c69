//! The details beside a talk: who is in it and what can be done.

use super::api::{AddToTalk, LeaveTalk, RenameTalk};
use crate::forms::refused;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::MemberId;
use stoa::talks::model::TalkRow;

/// The region. `team` are the colleagues one may take in.
#[component]
pub fn TalkPanel(talk: TalkRow, me: MemberId, team: Vec<(MemberId, String)>) -> impl IntoView {
    let id = talk.conversation_id.to_string();
    let others: Vec<Choice> =
        team.into_iter().filter(|(m, _)| talk.members.iter().all(|(known, _)| known != m)).map(|(m, name)| Choice::new(m.to_string(), name)).collect();
    let member = move |(member, name): (MemberId, String)| {
        let words = if member == me { format!("{name} (you)") } else { name.clone() };
        view! {
            <li class="flex items-center gap-2">
                <Avatar name size=Size::Small />
                <span class="min-w-0 truncate">{words}</span>
            </li>
        }
    };
    let group = (!talk.is_direct).then(|| {
        let (adding, renaming) = (refused().of(AddToTalk::PATH), refused().of(RenameTalk::PATH));
        let name = renaming.value_or("name", &talk.name);
        let (for_add, for_leave) = (id.clone(), id.clone());
        let add = (!others.is_empty()).then(|| {
            view! {
                <PanelSection title="Take somebody in">
                    <form method="post" action=AddToTalk::PATH class="flex items-end gap-2">
                        <input type="hidden" name="talk" value=for_add />
                        <Select name="members" label="Colleague" choices=others error=adding.error_of("members") class="min-w-0 flex-1" />
                        <Button>"Add"</Button>
                    </form>
                </PanelSection>
            }
        });
        view! {
            {add}
            <PanelSection title="The group">
                <form method="post" action=RenameTalk::PATH class="flex items-end gap-2">
                    <input type="hidden" name="talk" value=id />
                    <TextField name="name" id="group-name" label="Name" value=name error=renaming.error_of("name") class="flex-1" />
                    <Button>"Rename"</Button>
                </form>
                <form method="post" action=LeaveTalk::PATH class="mt-3">
                    <input type="hidden" name="talk" value=for_leave />
                    <Button size=Size::Small icon=Glyph::SignOut>"Leave the group"</Button>
                </form>
            </PanelSection>
        }
    });
    view! {
        <h2 class="sr-only">"Details"</h2>
        <PanelSection title="Members">
            <ul class="flex flex-col gap-2">{talk.members.into_iter().map(member).collect_view()}</ul>
        </PanelSection>
        {group}
    }
    .into_any()
}
