//! The shop and a customer's ticket.

use app::{layout::*, ui::*};
use leptos::prelude::*;

fn frame(account: Option<Account>) -> PortalFrame {
    PortalFrame {
        business: "Kiln & Leaf".into(),
        home: "?show=shop".into(),
        nav: vec![
            NavItem::new("?show=shop", "Shop").current(account.is_none()),
            NavItem::new("#", "Workshops"),
            NavItem::new("#", "Help"),
            NavItem::new("?show=ticket", "My tickets").current(account.is_some()),
        ],
        cart: Some(NavItem::new("#", "Cart").count(2)),
        account,
        sign_in: "?show=sign-in".into(),
        foot: vec![NavItem::new("#", "Terms"), NavItem::new("#", "Contact")],
        here: "/".into(),
        ..PortalFrame::default()
    }
}

#[component]
pub fn Shop() -> impl IntoView {
    let products = [
        ("Speckled mug", "KES 950", "In stock", "tint-25"),
        ("Fern planter", "KES 2,400", "3 left", "tint-150"),
        ("Deep blue bowl", "KES 1,800", "In stock", "tint-250"),
        ("Oat vase", "KES 3,100", "Made to order, 10 days", "tint-95"),
    ];
    view! {
        <PortalLayout frame=frame(None)>
            <div class="mb-7 flex flex-wrap items-end gap-x-10 gap-y-5">
                <div class="flex-1 basis-80">
                    <h1 class="max-w-[18ch] text-3xl leading-[1.12] font-bold tracking-tight md:text-4xl">"Pots, cups and the plants that live in them"</h1>
                    <p class="mt-3 max-w-[52ch] text-muted">"Thrown by hand in Nairobi. Order before noon and it leaves today; book a seat at the wheel on Saturdays."</p>
                </div>
                <ButtonLink href="#" look=Look::Primary size=Size::Large>
                    "Book a workshop"
                </ButtonLink>
            </div>
            <Tabs
                label="Categories"
                look=TabLook::Chip
                class="mb-6"
                items=["Everything", "Cups", "Plates", "Planters", "Gifts"].map(|name| NavItem::new("#", name).current(name == "Everything")).to_vec()
            />
            <ul class="grid grid-cols-2 gap-x-5 gap-y-7 md:grid-cols-3 lg:grid-cols-4">
                {products
                    .map(|(name, price, stock, tint)| {
                        view! {
                            <li>
                                <div class=format!("grid aspect-4/5 place-items-center rounded-lg {tint}")>
                                    <Icon glyph=Glyph::Box class="size-12" />
                                </div>
                                <h2 class="mt-3 flex flex-wrap gap-x-3 text-md font-semibold">
                                    <span class="flex-1">{name}</span>
                                    <span class="tabular-nums">{price}</span>
                                </h2>
                                <p class="text-sm text-muted">{stock}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </PortalLayout>
    }
}

#[component]
pub fn TicketPage() -> impl IntoView {
    let account = Account { name: "Wanjiru Njoroge".into(), detail: "wanjiru@example.com".into(), presence: None, ..crate::desk::account() };
    let face = TimerFace { name: "Resolution".into(), words: "16 h 20 m left".into(), left: 68, state: TimerState::Running };
    view! {
        <PortalLayout frame=frame(Some(account)) narrow=true>
            <PageHead title="Two of the mugs arrived broken" subtitle="TKT-000482 · Damaged goods · ORD-000318" />
            <div class="flex flex-col gap-4">
                <Card>
                    <Stepper label="Progress of your ticket" steps=["Received", "Assigned", "In progress", "Resolved"].map(Step::new).to_vec() current=2 />
                </Card>
                <Card>
                    <TimerRing face promise="We aim to solve this by 10:40 tomorrow" note="Amina replied in 7 minutes" />
                </Card>
                <Thread label="Conversation with Kiln & Leaf">
                    <Bubble sender=Sender::Us name="You" at="09:14" status=SendStatus::Read>
                        "Hi! My order came this morning, but two of the six mugs are broken."
                    </Bubble>
                    <Bubble sender=Sender::Them name="Amina" at="09:21">
                        "Oh no, I'm sorry. I can send two new mugs today or refund them, whichever you like better."
                    </Bubble>
                    <Bubble sender=Sender::Us name="You" at="09:26" status=SendStatus::Sending>
                        "New ones please! Could it come before Saturday?"
                    </Bubble>
                </Thread>
                <form>
                    <ComposerFrame
                        reply_only=true
                        tools=|| view! { <IconButton glyph=Glyph::Attach label="Attach a picture" /> }
                        send=|| view! { <SendRound /> }
                    >
                        <label class="sr-only" for="reply">
                            "Reply"
                        </label>
                        <TextArea name="reply" rows=2 bare=true placeholder="Reply…" />
                    </ComposerFrame>
                </form>
            </div>
        </PortalLayout>
    }
}
