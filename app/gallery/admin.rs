//! The admin pages.

use app::{layout::*, ui::*};
use leptos::prelude::*;

use crate::data::{SampleStats, SampleTable};

#[component]
pub fn AdminPage() -> impl IntoView {
    let nav = vec![
        NavGroup::new(
            "Business",
            vec![
                NavItem::new("#", "Team").icon(Glyph::People).current(true),
                NavItem::new("#", "Opening hours").icon(Glyph::Clock),
                NavItem::new("#", "Service levels").icon(Glyph::Flag),
            ],
        ),
        NavGroup::new("Channels", vec![NavItem::new("#", "Chat on your site").icon(Glyph::Chat), NavItem::new("#", "E-mail").icon(Glyph::Mail).count(2)]),
    ];
    view! {
        <AdminLayout business="Kiln & Leaf" desk_href="?show=desk" nav account=crate::desk::account()>
            <PageHead
                title="Tickets"
                subtitle="What came in during the last seven days."
                actions=|| {
                    view! {
                        <Button icon=Glyph::Download>"Export"</Button>
                        <Button look=Look::Primary icon=Glyph::Plus>
                            "New ticket"
                        </Button>
                    }
                }
            />
            <SampleStats />
            <form class="mb-4 flex flex-wrap gap-2">
                <SearchBox action="/" label="Search tickets" class="flex-1 basis-56" />
                <Select name="state" label="State" class="w-40!" choices=vec![Choice::new("", "Any state"), Choice::new("open", "Open")] />
            </form>
            <SampleTable />
        </AdminLayout>
    }
}
