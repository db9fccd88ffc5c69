//! Numbers, tables, charts, empty and loading lists.

use app::ui::*;
use leptos::prelude::*;

/// The numbers above a list of tickets.
#[component]
pub fn SampleStats() -> impl IntoView {
    view! {
        <Stats label="Tickets">
            <Stat label="Open" value="42" href="#" selected=true note="7 are yours" />
            <Stat label="Unassigned" value="4" href="#" tone=Tone::Warn />
            <Stat label="Overdue" value="1" href="#" tone=Tone::Bad note="TKT-000471" />
            <Stat label="Solved today" value="18" href="#" tone=Tone::Good note="3 more than yesterday" />
            <Stat label="Median first reply" value="7 m" />
        </Stats>
    }
}

/// A list of tickets.
#[component]
pub fn SampleTable() -> impl IntoView {
    let rows = [
        ("TKT-000482", "Two of the mugs arrived broken", "Wanjiru Njoroge", "In progress", Tone::Accent, "KES 5,400"),
        ("TKT-000481", "Change my appointment to Friday", "Daniel Mwangi", "Waiting", Tone::Neutral, "KES 0"),
        ("TKT-000471", "M-Pesa says paid, order says pending", "Tunde Okafor", "Overdue", Tone::Bad, "KES 12,900"),
    ];
    let columns = vec![
        Column::new("Subject").sorts("#", None),
        Column::new("Customer"),
        Column::new("State").sorts("#", Some(Sorted::Down)),
        Column::number("Value").sorts("#", None),
    ];
    view! {
        <Table caption="Tickets" columns>
            {rows
                .map(|(number, subject, customer, state, tone, value)| {
                    view! {
                        <Row>
                            <Cell>
                                <RowLink href="?show=desk">{subject}</RowLink>
                                <span class="block text-xs text-muted">{number}</span>
                            </Cell>
                            <Cell label="Customer">
                                <span class="flex items-center gap-2">
                                    <Avatar name=customer size=Size::Small />
                                    {customer}
                                </span>
                            </Cell>
                            <Cell label="State">
                                <Badge tone>{state}</Badge>
                            </Cell>
                            <Cell label="Value" number=true>
                                {value}
                            </Cell>
                        </Row>
                    }
                })
                .collect_view()}
        </Table>
        <Pages newer="#".to_string() older="#".to_string() />
    }
}

#[component]
pub fn Data() -> impl IntoView {
    let days = || (1..=14).map(|day| Point::new(format!("{day} Nov"), f64::from(day * 7 % 19 + 4))).collect::<Vec<_>>();
    view! {
        <section>
            <SampleStats />
            <SampleTable />
        </section>
        <div class="grid gap-6 md:grid-cols-2">
            <Card title="Tickets per day">
                <Chart title="Tickets per day" points=days() />
            </Card>
            <Card title="First reply, median minutes">
                <Chart title="First reply, median minutes" points=days() drawing=Drawing::Line tone=Tone::Good />
            </Card>
            <Card title="On the way">
                <SkeletonRows count=3 />
            </Card>
            <Card title="Nothing there">
                <Empty glyph=Glyph::Inbox text="Nobody is waiting. New conversations appear here by themselves.">
                    <ButtonLink href="#">"Look at all"</ButtonLink>
                </Empty>
            </Card>
            <Card title="Facts" aside=|| view! { <Badge>"Delivered"</Badge> }>
                <Facts>
                    <Fact label="Items">"Speckled mug ×6"</Fact>
                    <Fact label="Total">"KES 5,400 · M-Pesa"</Fact>
                    <Fact label="Stock">"14 left"</Fact>
                </Facts>
            </Card>
        </div>
    }
}
