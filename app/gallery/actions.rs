//! Buttons, badges, avatars, menus, dialogs, banners, icons.

use app::ui::*;
use leptos::prelude::*;

#[component]
pub fn Actions() -> impl IntoView {
    view! {
        <Card title="Buttons">
            <div class="flex flex-wrap items-center gap-2">
                <Button look=Look::Primary>"Primary"</Button>
                <Button>"Plain"</Button>
                <Button look=Look::Quiet>"Quiet"</Button>
                <Button look=Look::Danger icon=Glyph::Trash>
                    "Delete"
                </Button>
                <Button look=Look::Note>"Add note"</Button>
                <Button look=Look::Partner>"Send to partner"</Button>
                <Button look=Look::Primary disabled=true>
                    "Sending"
                </Button>
                <ButtonLink href="#" icon=Glyph::Plus>
                    "A link"
                </ButtonLink>
                <Button size=Size::Small>"Small"</Button>
                <Button size=Size::Large look=Look::Primary>
                    "Book a workshop"
                </Button>
                <IconButton glyph=Glyph::Attach label="Attach a file" keys="F" />
                <ButtonGroup>
                    <Button look=Look::Primary>"Send and wait"</Button>
                    <Menu id="send-more" label="Other ways to send" icon=Glyph::Down compact=true look=Look::Primary side=Side::BelowEnd>
                        <MenuButton>"Send"</MenuButton>
                        <MenuButton>"Send and resolve"</MenuButton>
                    </Menu>
                </ButtonGroup>
            </div>
        </Card>
        <div class="grid gap-6 md:grid-cols-2">
            <Card title="Badges and counts">
                <div class="flex flex-wrap items-center gap-2">
                    <Badge>"Waiting"</Badge>
                    <Badge tone=Tone::Good icon=Glyph::Check>
                        "verified"
                    </Badge>
                    <Badge tone=Tone::Warn>"High"</Badge>
                    <Badge tone=Tone::Bad>"Urgent"</Badge>
                    <Badge tone=Tone::Accent>"In progress"</Badge>
                    <Badge tone=Tone::Partner>"Partner lane"</Badge>
                    <Badge tone=Tone::Note icon=Glyph::Lock>
                        "Private"
                    </Badge>
                    <Count count=2 of="unread" />
                    <Count count=12 of="unread" />
                    <Count count=4 of="waiting" urgent=true />
                    <Keys keys="Ctrl Enter" />
                    <Tooltip text="Replies within opening hours">
                        <Badge icon=Glyph::Info>"What is this"</Badge>
                    </Tooltip>
                </div>
            </Card>
            <Card title="Avatars">
                <div class="flex flex-wrap items-center gap-3">
                    <Avatar name="Wanjiru Njoroge" presence=Presence::Online alone=true />
                    <Avatar name="Kiln & Press" presence=Presence::Away alone=true />
                    <Avatar name="Daniel Mwangi" presence=Presence::Offline alone=true />
                    <Avatar name="Lucía Serrano" alone=true />
                    <Avatar name="Tunde Okafor" alone=true />
                    <Avatar name="Asha Hassan" alone=true />
                    <Avatar name="Visitor" plain=true alone=true />
                    <Avatar name="Amina Otieno" size=Size::Small alone=true />
                    <Avatar name="Amina Otieno" size=Size::Large presence=Presence::Online alone=true />
                </div>
            </Card>
            <Card title="Menus, dialogs, explanations">
                <div class="flex flex-wrap items-center gap-3">
                    <Menu id="ticket-menu" label="Ticket">
                        <MenuLink href="#" icon=Glyph::Link>
                            "Copy the link"
                        </MenuLink>
                        <MenuLink href="#" icon=Glyph::Person current=true>
                            "Assigned to you"
                        </MenuLink>
                        <MenuLine />
                        <MenuButton icon=Glyph::Trash danger=true>
                            "Delete"
                        </MenuButton>
                    </Menu>
                    <OpenDialog target="refund">"Refund…"</OpenDialog>
                    <OpenDialog target="cart" icon=Glyph::Cart>
                        "Cart"
                    </OpenDialog>
                    <OpenQuestion target="cancel">"Cancel this order"</OpenQuestion>
                    <Explain id="sla-why" label="Explain">
                        <p>"Urgent tickets are solved within 4 hours of opening time."</p>
                    </Explain>
                </div>
                <Dialog id="refund" title="Refund order ORD-000318">
                    <form method="dialog" class="flex flex-col gap-4">
                        <TextField name="amount" label="Amount" value="1,800" hint="At most KES 5,400." />
                        <DialogActions>
                            <Button look=Look::Danger>"Refund KES 1,800"</Button>
                        </DialogActions>
                    </form>
                </Dialog>
                <Question id="cancel" title="Cancel this order?" words="We do not send it then." action="#">
                    <input type="hidden" name="link" value="abc" />
                </Question>
                <Drawer id="cart" title="Cart">
                    <Empty glyph=Glyph::Cart text="Nothing in your cart yet.">
                        <ButtonLink href="?show=shop">"Look around the shop"</ButtonLink>
                    </Empty>
                </Drawer>
                <Disclosure summary="More about this" class="mt-3">
                    <p class="text-muted">"Opened without script, like the menus and dialogs above."</p>
                </Disclosure>
            </Card>
            <Card title="Tabs">
                <Tabs
                    label="Whose"
                    items=vec![
                        NavItem::new("#", "Mine").count(7).current(true),
                        NavItem::new("#", "Unassigned").count(4),
                        NavItem::new("#", "All").count(128),
                    ]
                />
                <Tabs
                    label="Lanes"
                    look=TabLook::Pill
                    class="mt-3"
                    items=vec![
                        NavItem::new("#", "Customer · Wanjiru").current(true),
                        NavItem::new("#", "Partner · Kiln & Press").tone(Tone::Partner),
                    ]
                />
                <Tabs
                    label="Categories"
                    look=TabLook::Chip
                    class="mt-3"
                    items=vec![NavItem::new("#", "Everything").current(true), NavItem::new("#", "Cups"), NavItem::new("#", "Plates").count(3)]
                />
            </Card>
        </div>
        <div class="flex flex-col gap-3">
            {Tone::ALL
                .map(|tone| {
                    view! {
                        <Banner tone title=format!("{tone:?}")>
                            "The line was lost. What you write is kept and goes out when it is back."
                        </Banner>
                    }
                })
                .collect_view()}
        </div>
        <Card title="Icons">
            <ul class="grid grid-cols-[repeat(auto-fill,minmax(6rem,1fr))] gap-3">
                {Glyph::ALL
                    .iter()
                    .map(|glyph| {
                        view! {
                            <li class="flex items-center gap-2 text-xs text-muted">
                                <Icon glyph=*glyph />
                                {format!("{glyph:?}")}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Card>
    }
}
