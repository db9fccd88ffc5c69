//! The widget: how it looks, where it may stand, the line that puts it on a page, and after which times something happens.

use super::api::{ChangeWidget, SetIdleClose, SetLongWait};
use super::islands::{CopyButton, WidgetPreview};
use super::signing::Signing;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::businesses::model::Business;
use stoa::chats::actions;
use stoa::chats::model::{Position, Setting};
use stoa::kernel::zone::Zone;

const FIELDS: &[&str] = &["hue", "greeting", "position", "origins", "long_wait", "idle_close"];
const DONE: &[(&str, &str)] = &[
    ("saved", "The widget is saved."),
    ("times", "The time is saved."),
    ("renewed", "There is a new secret. What was signed with the old one no longer holds."),
];
/// Stoa's own accent on the colour circle.
const OWN_HUE: i64 = 250;

/// `/admin/chat`
#[component]
pub fn WidgetPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business: name, nav, account } = frames::admin(routes::ADMIN_CHAT).await?;
        let (business, setting) = (session::business().await?, actions::setting(&services, &who).await?);
        let now = services.now();
        let zone = stoa::businesses::actions::zone(&business, now);
        let said = refused();
        let seen = seen(&setting, &zone, now);
        let snippet = snippet(services.url(), &business, &setting);
        Ok(view! {
            <Title text="Chat widget" />
            <AdminLayout business=name desk_href=routes::DESK nav account>
                <PageHead title="Chat widget" subtitle="Visitors ask you from any page: yours here, and every site you name." />
                {done_note(DONE)}
                {refusal(&said, FIELDS)}
                <Card title="Put it on a page" class="mb-5">
                    <p class="mb-2 max-w-prose text-muted">"Copy this line to the end of every page that should have the button. Nothing is asked for before somebody points at it."</p>
                    <pre tabindex="0" aria-label="The line to copy" class="overflow-x-auto rounded-sm bg-sunk px-3 py-2.5 font-mono text-sm whitespace-pre-wrap break-all select-all">{snippet.clone()}</pre>
                    <CopyButton text=snippet />
                    <div id="seen" class="mt-3">{seen}</div>
                    <KeepFresh business=business.id part="seen".to_owned() admin=true every=0 />
                </Card>
                <Looks refused=said.clone().of("/change_widget") business=business.name.clone() setting=setting.clone() />
                <Times refused=said setting=setting.clone() />
                <Signing setting business=business.slug url=services.url().to_owned() />
            </AdminLayout>
        }
        .into_any())
    })
}

/// The line that puts the widget on a page.
fn snippet(url: &str, business: &Business, setting: &Setting) -> String {
    let hue = setting.widget.hue.map(|hue| format!(" data-hue=\"{hue}\"")).unwrap_or_default();
    let side = if setting.widget.position == Position::Left { " data-position=\"left\"" } else { "" };
    format!("<script src=\"{url}{}\" data-business=\"{}\"{hue}{side} async></script>", routes::WIDGET, business.slug)
}

/// Whether a page has shown it already.
fn seen(setting: &Setting, zone: &Zone, now: stoa::kernel::time::Timestamp) -> AnyView {
    match setting.first_seen_at {
        Some(at) => {
            let when = zone.moment_words(at, now);
            view! { <p class="flex items-center gap-2 text-good"><Icon glyph=Glyph::Done class="size-4.5 flex-none" /> <span>{format!("Seen on {}, {when}.", setting.first_seen_origin)}</span></p> }
                .into_any()
        }
        None => view! {
            <p class="flex items-center gap-2 text-muted">
                <span aria-hidden="true" class="size-2.5 flex-none animate-shimmer rounded-full bg-warn"></span>
                <span>{if setting.widget.origins.0.is_empty() { "Name the page below, then open it there once." } else { "Waiting for the first visit." }}</span>
            </p>
        }
        .into_any(),
    }
}

#[component]
fn Looks(refused: Refused, business: String, setting: Setting) -> impl IntoView {
    let widget = setting.widget;
    let was_refused = refused.error.is_some();
    let hue = refused.value_or("hue", &widget.hue.unwrap_or(OWN_HUE).to_string());
    let greeting = refused.value_or("greeting", &widget.greeting);
    let side = refused.value_or("position", widget.position.word());
    let (origins, origins_error) = (refused.value_or("origins", &widget.origins.to_string()), refused.error_of("origins"));
    let types = if was_refused { !refused.value("typing_preview").is_empty() } else { widget.typing_preview };
    let is_left = side == "left";
    view! {
        <Card title="Looks" class="mb-5">
            <form method="post" action=ChangeWidget::PATH>
                <WidgetPreview business greeting=greeting.clone() is_left>
                    <div class="flex flex-col gap-4">
                        <Field id="hue" label="Colour" hint="Drag it: only the hue changes, so that words stay readable in the light and in the dark." error=refused.error_of("hue")>
                            <input type="range" id="hue" name="hue" min="0" max="359" value=hue aria-describedby="hue-hint hue-error" class="w-full accent-accent" />
                        </Field>
                        <TextField name="greeting" label="Greeting" optional=true placeholder="How can we help you?" value=greeting.clone() error=refused.error_of("greeting") />
                        <FieldGroup id="position" label="Side" class="flex gap-5" error=refused.error_of("position")>
                            <Radio name="position" value="right" checked=!is_left>"Right"</Radio>
                            <Radio name="position" value="left" checked=is_left>"Left"</Radio>
                        </FieldGroup>
                        <Field id="origins" label="Pages that may show it" optional=true hint="One site on each line, like https://shop.example.com. Your pages here always may." error=origins_error.clone()>
                            <TextArea name="origins" rows=3 value=origins error=origins_error />
                        </Field>
                        <Switch name="typing_preview" checked=types hint="Your team reads along before it is sent. Visitors are not told.">"Show what visitors are typing"</Switch>
                        <div><Button look=Look::Primary>"Save the widget"</Button></div>
                    </div>
                </WidgetPreview>
            </form>
        </Card>
    }
    .into_any()
}

#[component]
fn Times(refused: Refused, setting: Setting) -> impl IntoView {
    let (wait, idle) = (refused.clone().of("/set_long_wait"), refused.of("/set_idle_close"));
    view! {
        <Card title="Times" class="mb-5">
            <div class="grid gap-5 md:grid-cols-2">
                <form method="post" action=SetLongWait::PATH class="flex items-start gap-2">
                    <TextField name="long_wait" kind="number" label="A long wait, in seconds" hint="After this the visitor is told that it takes long." value=wait.value_or("long_wait", &setting.long_wait_seconds.to_string()) error=wait.error_of("long_wait") class="flex-1" />
                    <Button class="mt-6.5">"Save" <span class="sr-only">" the long wait"</span></Button>
                </form>
                <form method="post" action=SetIdleClose::PATH class="flex items-start gap-2">
                    <TextField name="idle_close" kind="number" label="A quiet chat closes, in hours" hint="After so long without a word." value=idle.value_or("idle_close", &setting.idle_close_hours.to_string()) error=idle.error_of("idle_close") class="flex-1" />
                    <Button class="mt-6.5">"Save" <span class="sr-only">" when quiet chats close"</span></Button>
                </form>
            </div>
        </Card>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::kernel::ids::BusinessId;

    #[test]
    fn the_line_to_copy_carries_what_the_button_needs_before_it_asks_for_anything() {
        let text = |s: &str| s.to_owned();
        let business = Business {
            id: BusinessId(1),
            slug: text("kiln"),
            name: text("Kiln"),
            invite_code: text("x"),
            time_zone: text("UTC"),
            currency: text("KES"),
            hours: String::new(),
        };
        let mut setting = Setting::default();
        assert_eq!(
            snippet("https://help.example", &business, &setting),
            r#"<script src="https://help.example/widget.js" data-business="kiln" async></script>"#
        );
        setting.widget.hue = Some(20);
        setting.widget.position = Position::Left;
        assert!(snippet("https://help.example", &business, &setting).contains(r#"data-hue="20" data-position="left" async"#));
    }
}
