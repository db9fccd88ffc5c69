//! Products from a file and into one: send a file, read what is wrong with it, take it over, see how far that is.

use super::api::{BeginImport, CheckImport};
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::refusal;
use crate::page::{look_again, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::catalog::actions;
use stoa::catalog::model::{Import, ImportState};
use stoa::catalog::sheet::{COLUMNS, Faults};
use stoa::kernel::ids::ImportId;
use stoa::kernel::time::{Timestamp, short_ago};

/// `/admin/products/import`
#[component]
pub fn ImportsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_IMPORTS).await?;
        let imports = actions::list_imports(&services, &who).await?;
        let refused = refused().of("/check_import");
        let wrong = refused.error_of("file");
        Ok(view! {
            <Title text="Import and export" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Import and export" subtitle="Products as a table (CSV) for any spreadsheet: one row for each article number." />
                {refusal(&refused, &["file"])}
                <div class="grid items-start gap-5 md:grid-cols-2">
                    <Card title="Import">
                        <form method="post" action=CheckImport::PATH enctype="multipart/form-data" class="flex flex-col gap-4">
                            <FilePicker name="file" label="The file" max=1 accept=".csv,text/csv" hint="CSV in UTF-8, up to 16 MB and 20,000 rows." error=wrong />
                            <div><Button look=Look::Primary icon=Glyph::Upload>"Check the file"</Button></div>
                        </form>
                        <p class="mt-4 text-sm text-muted">"The file is checked first; nothing changes until you say so. Columns: " {COLUMNS.join(", ")} ". Only sku, name and price are needed: what a file has no column for, or leaves empty, stays as it is."</p>
                    </Card>
                    <Card title="Export">
                        <p class="mb-4 text-muted">"Every product with its variants, prices and stock. The same file can be changed and imported again."</p>
                        <ButtonLink href=routes::PRODUCTS_FILE icon=Glyph::Download>"Download the products"</ButtonLink>
                    </Card>
                </div>
                <Last imports now=services.now() />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Last(imports: Vec<Import>, now: Timestamp) -> impl IntoView {
    if imports.is_empty() {
        return ().into_any();
    }
    let rows = imports.into_iter().map(|i| {
        view! {
            <Row>
                <Cell><RowLink href=routes::admin_import(i.id)>{i.name}</RowLink></Cell>
                <Cell label="State"><Badge tone=tone(i.state)>{i.state.label()}</Badge></Cell>
                <Cell label="Rows" number=true>{i.lines}</Cell>
                <Cell label="Sent">{short_ago(i.created_at, now)}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    let columns = vec![Column::new("File"), Column::new("State"), Column::number("Rows"), Column::new("Sent")];
    view! {
        <h2 class="mt-8 mb-2 text-md font-semibold">"Last files"</h2>
        <Table caption="Files sent last" columns>{rows}</Table>
    }
    .into_any()
}

const fn tone(state: ImportState) -> Tone {
    match state {
        ImportState::Checked => Tone::Warn,
        ImportState::Running => Tone::Accent,
        ImportState::Done => Tone::Good,
    }
}

/// `/admin/products/import/{import}`
#[component]
pub fn ImportPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("import")).and_then(|id| id.parse::<ImportId>().ok());
    page(async move {
        let (services, who) = (session::services(), session::admin().await?);
        let import = actions::find_import(&services, &who, id.ok_or(Error::NotFound)?).await?;
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_IMPORTS).await?;
        let faults = import.faults();
        let name = import.name.clone();
        if import.state == ImportState::Running {
            look_again(2);
        }
        Ok(view! {
            <Title text=name.clone() />
            <AdminLayout business desk_href=routes::DESK nav account>
                <p class="mb-2 text-sm"><a href=routes::ADMIN_IMPORTS class="rounded-xs text-accent hover:underline">"Import and export"</a></p>
                <PageHead title=name />
                {refusal(&refused(), &[])}
                <Standing import />
                <LeftOut faults />
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn Standing(import: Import) -> impl IntoView {
    let rows = |n: i64| if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    let faults = import.faults().left_out;
    let tone = if faults == 0 { Tone::Good } else { Tone::Warn };
    let label = format!("Import {}", rows(import.lines));
    let stock_tone = if import.stocks == 0 { Tone::Neutral } else { Tone::Warn };
    let stock = (import.stocks > 0).then(|| {
        let words = format!("Also set the stock of {} to what the file says", rows(import.stocks));
        let hint =
            "Leave it out when something was sold since the file was written: those pieces would be back in stock. What is new gets its stock in any case.";
        view! { <Checkbox name="sets_stock" hint>{words}</Checkbox> }
    });
    match import.state {
        ImportState::Checked if import.lines == 0 => {
            view! { <Banner tone=Tone::Bad class="mb-5">"No row of this file can be imported. Mend what is wrong and send it again."</Banner> }.into_any()
        }
        ImportState::Checked => view! {
            <Stats label="What the file holds">
                <Stat label="New" value=import.fresh.to_string() />
                <Stat label="Changed" value=import.changed.to_string() />
                <Stat label="Other stock" value=import.stocks.to_string() tone=stock_tone note="of what is changed" />
                <Stat label="Left out" value=faults.to_string() tone />
            </Stats>
            <form method="post" action=BeginImport::PATH class="mb-6 flex flex-col items-start gap-4">
                {stock}
                <Button look=Look::Primary icon=Glyph::Upload name="import" value=import.id.to_string()>{label}</Button>
            </form>
        }
        .into_any(),
        ImportState::Running => view! {
            <p role="status" class="mb-2">{format!("{} of {} rows are imported. You can leave this page.", import.done, import.lines)}</p>
            <progress max=import.lines value=import.done aria-label="Rows imported" class="mb-6 h-2 w-full max-w-md accent-accent"></progress>
        }
        .into_any(),
        ImportState::Done => view! {
            <Banner tone=Tone::Good class="mb-5">{format!("{} imported.", rows(import.done))}</Banner>
            <p class="mb-6"><ButtonLink href=routes::ADMIN_PRODUCTS>"See the products"</ButtonLink></p>
        }
        .into_any(),
    }
}

#[component]
fn LeftOut(faults: Faults) -> impl IntoView {
    let Faults { left_out, shown } = faults;
    if shown.is_empty() {
        return ().into_any();
    }
    let rest = (left_out > shown.len()).then(|| {
        let words = format!("{left_out} rows in all. What is wrong stands here for the first ones; mend it and send the file again to see the rest.");
        view! { <p class="mb-2 text-muted">{words}</p> }
    });
    let rows = shown.into_iter().map(|f| view! { <Row><Cell label="Line" number=true>{f.line}</Cell><Cell>{f.why}</Cell></Row> }).collect_view();
    view! {
        <h2 class="mb-2 text-md font-semibold">"Rows that are left out"</h2>
        {rest}
        <Table caption="Rows that are left out" columns=vec![Column::number("Line"), Column::new("What is wrong")]>{rows}</Table>
    }
    .into_any()
}
