//! `/desk/team` and `/desk/team/{talk}`: one's own talks, and one of them beside the list.

use super::TalkLines;
use super::api::{OpenDirectTalk, OpenGroupTalk, SayInTalk};
use super::panel::TalkPanel;
use crate::conversations::{self, Composer, Draft, Owner, Place, Start, ThreadView};
use crate::error::Result;
use crate::forms::refused;
use crate::layout::{Region, RegionHead};
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail, remembered};
use crate::ui::{self, *};
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Me;
use stoa::kernel::ids::{ConversationId, MemberId};
use stoa::talks::actions;
use stoa::talks::model::TalkRow;
use stoa::{Error, businesses};

type Team = Vec<(MemberId, String)>;

/// `/desk/team`: the list with nothing open.
#[component]
pub fn DeskTeamPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let (rows, team, rail) = (actions::list(&services, &agent).await?, colleagues(&agent).await?, rail(&agent).await?);
        let (whose, colleagues) = (me.clone(), team.clone());
        let list = ViewFnOnce::from(move || view! { <TeamRegion rows me=whose current=None team=colleagues /> });
        Ok(view! {
            <Title text="Team" />
            <DeskFrame me rail current=routes::DESK_TEAM list_label="Talks" list=Some(list)>
                <Empty glyph=Glyph::People text="Choose a talk on the left. Customers never see what is said here." class="flex-1 justify-center" />
            </DeskFrame>
        })
    })
}

/// `/desk/team/{talk}`: one talk.
#[component]
pub fn DeskTalkPage() -> impl IntoView {
    let talk = use_params_map().with_untracked(|params| params.get("talk").and_then(|text| text.parse().ok()));
    page(async move { talk_page(talk.ok_or(Error::NotFound)?).await })
}

async fn talk_page(id: ConversationId) -> Result<AnyView> {
    let identity = session::identity().await?;
    let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
    let before = session::query("before").and_then(|text| text.parse().ok());
    let history = actions::history(&services, &agent, id, before).await?;
    // Opening the page is reading it, also where no script can tell.
    actions::seen(&services, &agent, id).await?;
    let (rows, team, rail) = (actions::list(&services, &agent).await?, colleagues(&agent).await?, rail(&agent).await?);
    let talk = rows.iter().find(|row| row.conversation_id == id).cloned().ok_or(Error::NotFound)?;
    let zone = businesses::actions::zone(&session::business().await?, services.now());
    let has_panel = remembered("desk_details").as_deref() != Some("hidden");
    let (member, shown, whose, for_list, for_panel) = (me.member, talk.clone(), me.clone(), team.clone(), team);
    let list = ViewFnOnce::from(move || view! { <TeamRegion rows me=whose current=Some(id) team=for_list /> });
    let panel = ViewFnOnce::from(move || view! { <TalkPanel talk=shown me=member team=for_panel /> });
    let line = match talk.members.len() {
        _ if talk.is_direct => "Direct talk".to_owned(),
        n => format!("{n} members"),
    };
    let (title, name, label) = (talk.name.clone(), talk.name.clone(), format!("Talk: {}", talk.name));
    let place = Place { owner: Owner::Talk(id), talk: id, notes: None, me: member, laters: Vec::new() };
    Ok(view! {
        <Title text=title />
        <DeskFrame me rail current=routes::DESK_TEAM list_label="Talks" primary=Region::Thread list=Some(list) panel=Some(panel)>
            <RegionHead back=routes::DESK_TEAM details=has_panel>
                <h1 class="truncate text-md font-bold">{name}</h1>
                <p class="truncate text-sm text-muted">{line}</p>
            </RegionHead>
            <div class="group/talk flex min-h-0 flex-1 flex-col">
                <div id="talk" tabindex="0" class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 md:px-5">
                    <ThreadView
                        talk=Start { conversation: id, history }
                        notes=None
                        me=member
                        asker=None
                        side=conversations::Side::Team
                        zone
                        now=services.now()
                        label
                    />
                </div>
                <div class="flex-none px-4 pb-4 md:px-5">
                    <Composer
                        place
                        side=conversations::Side::Team
                        draft=Draft::of(&refused(), SayInTalk::PATH)
                        action=SayInTalk::PATH.to_owned()
                        placeholder="Write to your team; @ and a name tells somebody".to_owned()
                    />
                </div>
            </div>
        </DeskFrame>
    }
    .into_any())
}

/// Everybody else of the team.
async fn colleagues(agent: &Agent) -> Result<Team> {
    let all = accounts::list_staff(&session::services(), agent).await?;
    Ok(all.into_iter().filter(|m| m.id != agent.member() && m.deactivated_at.is_none()).map(|m| (m.id, m.name)).collect())
}

/// The list region, with the ways to begin a talk.
#[component]
fn TeamRegion(rows: Vec<TalkRow>, me: Me, current: Option<ConversationId>, team: Team) -> impl IntoView {
    let title = if current.is_none() {
        view! { <h1 class="min-w-0 flex-1 text-lg font-bold">"Team"</h1> }.into_any()
    } else {
        view! { <h2 class="min-w-0 flex-1 text-lg font-bold">"Team"</h2> }.into_any()
    };
    let refused = refused().of(OpenGroupTalk::PATH);
    let direct = team.clone().into_iter().map(|(member, name)| {
        view! {
            <MenuButton name="agent" value=member.to_string()>
                {name}
            </MenuButton>
        }
    });
    let has_team = !team.is_empty();
    let ticks = team.into_iter().map(|(member, name)| view! { <Checkbox name="members[]" value=member.to_string()>{name}</Checkbox> });
    let ways = has_team.then(|| {
        view! {
            <form method="post" action=OpenDirectTalk::PATH>
                <Menu id="direct" label="Write to" size=Size::Small side=ui::Side::BelowEnd>{direct.collect_view()}</Menu>
            </form>
            <OpenDialog target="group" size=Size::Small icon=Glyph::Plus>"Group"</OpenDialog>
        }
    });
    view! {
        <header class="flex flex-none items-center gap-2 border-b border-line px-4 py-3.5">{title} {ways}</header>
        <TalkLines start=rows me=me.member current now=session::services().now() />
        <Dialog id="group" title="A new group">
            <form method="post" action=OpenGroupTalk::PATH class="flex flex-col gap-4">
                <TextField name="name" id="new-group" label="Name" value=refused.value("name") error=refused.error_of("name") required=true />
                <FieldGroup id="members" label="Members" error=refused.error_of("members")>{ticks.collect_view()}</FieldGroup>
                <DialogActions>
                    <Button look=Look::Primary>"Begin"</Button>
                </DialogActions>
            </form>
        </Dialog>
    }
    .into_any()
}
