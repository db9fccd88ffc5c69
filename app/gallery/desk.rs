//! The desk as agents see it all day.

use app::{layout::*, ui::*};
use leptos::prelude::*;

use crate::talk::{SampleComposer, SampleThread};

/// Who is signed in, in every frame of the gallery.
pub fn account() -> Account {
    Account {
        name: "Amina Otieno".into(),
        detail: "Owner · amina@example.com".into(),
        presence: Some(Presence::Online),
        links: vec![NavItem::new("#", "Profile").icon(Glyph::Person), NavItem::new("#", "Settings").icon(Glyph::Settings)],
        sign_out: Some("/sign-out".into()),
        here: "/".into(),
        ..Account::default()
    }
}

#[component]
pub fn Desk(open: bool) -> impl IntoView {
    let nav = vec![
        NavItem::new("?show=desk", "Inbox").icon(Glyph::Inbox).count(4).current(true),
        NavItem::new("#", "Tickets").icon(Glyph::Ticket),
        NavItem::new("#", "Chats").icon(Glyph::Chat),
        NavItem::new("#", "Customers").icon(Glyph::Person),
        NavItem::new("#", "Orders").icon(Glyph::Bag),
        NavItem::new("#", "Calendar").icon(Glyph::Calendar),
        NavItem::new("#", "Reports").icon(Glyph::Chart),
        NavItem::new("?show=admin", "Settings").icon(Glyph::Settings),
    ];
    let primary = if open { Region::Thread } else { Region::List };
    let list = ViewFnOnce::from(move || view! { <List open /> });
    let panel = ViewFnOnce::from(|| view! { <Details /> });
    view! {
        <DeskLayout nav account=account() primary list_label="Conversations" list panel>
            {if open { view! { <Open /> }.into_any() } else { view! { <Empty glyph=Glyph::Inbox text="Choose a conversation on the left." class="flex-1 justify-center" /> }.into_any() }}
        </DeskLayout>
    }
}

#[component]
fn Open() -> impl IntoView {
    view! {
            <RegionHead
                back="?show=inbox"
                actions=|| {
                    view! {
                        <Button>"Snooze"</Button>
                        <Button look=Look::Primary>"Resolve" <Keys keys="E" class="max-md:hidden" /></Button>
                    }
                }
                details=true
            >
                <h1 class="truncate text-md font-bold">"Two of the mugs arrived broken"</h1>
                <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <p class="min-w-0 truncate text-sm text-muted tabular-nums">"TKT-000482 · today 09:14 · with you"</p>
                    <Badge tone=Tone::Bad>"Urgent"</Badge>
                    <Badge tone=Tone::Accent>"In progress"</Badge>
                </div>
            </RegionHead>
            <div class="flex flex-none items-center gap-2 border-b border-line bg-panel px-4 py-2 md:px-5">
                <Tabs
                    label="Lanes"
                    look=TabLook::Pill
                    class="flex-1"
                    items=vec![
                        NavItem::new("#", "Customer · Wanjiru").current(true),
                        NavItem::new("#", "Partner · Kiln & Press").tone(Tone::Partner),
                    ]
                />
                <Badge icon=Glyph::Eye class="max-md:hidden">
                    "Brian is viewing"
                </Badge>
            </div>
            <Thread label="Conversation with Wanjiru" class="min-h-0 flex-1 overflow-y-auto px-4 py-4 md:px-5">
                <SampleThread />
            </Thread>
            <div class="flex-none px-4 pb-4 md:px-5">
                <SampleComposer name="message" />
            </div>
    }
}

#[component]
fn List(open: bool) -> impl IntoView {
    let title = if open {
        view! { <h2 class="flex-1 text-lg font-bold">"Inbox"</h2> }.into_any()
    } else {
        view! { <h1 class="flex-1 text-lg font-bold">"Inbox"</h1> }.into_any()
    };
    let timer = |name: &str, words: &str, left, state| TimerFace { name: name.into(), words: words.into(), left, state };
    let soon = timer("Resolve", "1 h 12 m", 34, TimerState::Running);
    let calm = timer("First reply", "1 h 40 m", 80, TimerState::Running);
    let late = timer("Resolution", "overdue 14 m", 0, TimerState::Breached);
    view! {
        <header class="flex-none px-4 pt-3.5">
            <div class="flex items-center gap-2">
                {title}
                <Badge tone=Tone::Good icon=Glyph::Done>
                    "Available"
                </Badge>
            </div>
            <SearchBox action="/" label="Search or jump to…" keys="⌘K" class="mt-2.5" />
            <Tabs
                label="Whose"
                class="mt-2"
                items=vec![
                    NavItem::new("#", "Mine").count(7).current(true),
                    NavItem::new("#", "Unassigned").count(4),
                    NavItem::new("#", "All").count(128),
                ]
            />
        </header>
        <div class="min-h-0 flex-1 overflow-y-auto">
            <ListRow
                href="?show=desk"
                name="Wanjiru Njoroge"
                at="now"
                subject="Two of the mugs arrived broken"
                presence=Presence::Online
                channel=(Glyph::Globe, "From the form")
                tick=|| box_of("Choose TKT-000482")
                unread=2
                current=open
                preview=|| view! { <span class="text-accent">"typing…"</span> }
                badges=move || {
                    view! {
                        <TimerBadge face=soon named=true />
                        <Badge tone=Tone::Bad>"Urgent"</Badge>
                    }
                }
            />
            <ListRow
                href="#"
                name="Kiln & Press"
                at="4 m"
                subject="ORD-000318 · Courier asks for a new address"
                channel=(Glyph::Bag, "From an order")
                tick=|| box_of("Choose TKT-000481")
                unread=1
                preview=|| "Can you confirm the flat number with the customer?"
                badges=|| view! { <Badge tone=Tone::Partner>"Partner lane"</Badge> }
            />
            <ListRow
                href="#"
                name="Daniel Mwangi"
                at="18 m"
                subject="Change my appointment to Friday"
                channel=(Glyph::Chat, "From a live chat")
                tick=|| box_of("Choose TKT-000480")
                preview=|| {
                    view! {
                        <b class="font-semibold text-warn">"Draft: "</b>
                        "Friday 14:00 is free with Amina, shall I book it?"
                    }
                }
                badges=move || view! { <TimerBadge face=calm named=true /> }
            />
            <ListRow href="#" name="Lucía Serrano" at="1 h" subject="Invoice with our VAT number" preview=|| "Sent, thank you. Anything else I can do?" badges=|| view! { <Badge>"Waiting"</Badge> } />
            <ListRow
                href="#"
                name="Tunde Okafor"
                at="2 h"
                subject="M-Pesa says paid, order says pending"
                preview=|| "The message from Safaricom is attached."
                badges=move || {
                    view! {
                        <TimerBadge face=late named=true />
                        <Badge tone=Tone::Warn>"High"</Badge>
                    }
                }
            />
            <ListRow href="#" name="Visitor from Mombasa" plain=true at="3 h" subject="Do you deliver to Diani?" preview=|| "Bot: Yes, Tuesdays and Fridays." badges=|| view! { <Badge tone=Tone::Accent>"Answered by bot · 91 %"</Badge> } />
            <ListRow href="#" name="Asha Hassan" at="Tue" subject="Wholesale prices for 40 sets" preview=|| "Thank you, we will order next week." />
        </div>
    }
}

/// A row's box.
fn box_of(label: &'static str) -> impl IntoView {
    view! { <input type="checkbox" name="ids[]" aria-label=label class="size-4 accent-accent pointer-coarse:size-5" /> }
}

#[component]
fn Details() -> impl IntoView {
    let met = TimerFace { name: "First reply".into(), words: "met in 7 m".into(), left: 100, state: TimerState::Met };
    let soon = TimerFace { name: "Resolution".into(), words: "1 h 12 m left".into(), left: 34, state: TimerState::Running };
    view! {
        <PanelSection title="Customer" aside=|| view! { <Badge tone=Tone::Good icon=Glyph::Check>"verified"</Badge> }>
            <div class="mb-3 flex items-center gap-3">
                <Avatar name="Wanjiru Njoroge" presence=Presence::Online />
                <div class="min-w-0">
                    <p class="text-base font-bold">"Wanjiru Njoroge"</p>
                    <p class="text-muted tabular-nums">"09:31 in Nairobi · on the site now"</p>
                </div>
            </div>
            <Facts>
                <Fact label="E-mail">"wanjiru@example.com"</Fact>
                <Fact label="Phone">"+254 700 000 482"</Fact>
                <Fact label="Customer">"since March · KES 41,200"</Fact>
                <Fact label="Tags">
                    <Badge>"regular"</Badge>
                    " "
                    <Badge>"Nairobi"</Badge>
                </Fact>
            </Facts>
        </PanelSection>
        <PanelSection
            title="Service level"
            aside=|| view! { <Explain id="why" label="Explain"><p>"4 opening hours from 09:14 end at 13:14."</p></Explain> }
        >
            <div class="flex flex-col gap-3">
                <TimerBar face=met />
                <TimerBar face=soon />
            </div>
        </PanelSection>
        <PanelSection title="Order ORD-000318" aside=|| view! { <Badge>"Delivered"</Badge> }>
            <Facts>
                <Fact label="Items">"Speckled mug ×6"</Fact>
                <Fact label="Total">"KES 5,400 · M-Pesa"</Fact>
                <Fact label="Partner">
                    <span class="text-partner">"Kiln & Press"</span>
                </Fact>
            </Facts>
            <div class="mt-3 flex gap-2">
                <Button>"Replace"</Button>
                <Button>"Refund…"</Button>
            </div>
        </PanelSection>
    }
}
