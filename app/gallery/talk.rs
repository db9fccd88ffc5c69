//! Conversation pieces, timers, stepper.

use app::ui::*;
use leptos::prelude::*;

/// The messages of the sample conversation.
#[component]
pub fn SampleThread() -> impl IntoView {
    view! {
        <DayLine label="Today" />
        <Bubble sender=Sender::Them name="Wanjiru" face="Wanjiru Njoroge" at="09:14">
            "Hi! My order came this morning, but two of the six mugs are broken. The box looked fine from outside."
        </Bubble>
        <Bubble sender=Sender::Bot name="Bot" at="09:14" note="88 % sure">
            "I'm sorry about that. Broken on arrival is replaced free of charge, see "
            <a href="#" class="underline">
                "Damaged deliveries"
            </a> ". I've called a colleague to arrange it."
        </Bubble>
        <SystemLine>"Assigned to you: on shift until 17:00, 3 of 6 open, knows “Damaged goods”"</SystemLine>
        <Bubble sender=Sender::Us name="You" at="09:21" status=SendStatus::Read>
            "Oh no, I'm sorry. I can send two new mugs today or refund them, whichever you like better."
        </Bubble>
        <Bubble sender=Sender::Note name="You" at="09:22">
            "@Brian third breakage from this batch this week, can you ask Kiln & Press to check the packing?"
        </Bubble>
        <Bubble sender=Sender::Them name="Wanjiru" face="Wanjiru Njoroge" at="09:26">
            "New ones please!"
        </Bubble>
        <TypingLine name="Wanjiru Njoroge" preview="could it come before Sat…" />
    }
}

/// The composer with its tools.
#[component]
pub fn SampleComposer(#[prop(optional)] mode: ComposerMode, #[prop(default = Tone::Accent)] lane: Tone, name: &'static str) -> impl IntoView {
    let reply = if lane == Tone::Partner { "Reply to Kiln & Press" } else { "Reply to customer" };
    view! {
        <form>
            <ComposerFrame
                reply_label=reply
                mode
                lane
                tools=|| {
                    view! {
                        <IconButton glyph=Glyph::Attach label="Attach a file" />
                        <IconButton glyph=Glyph::Smile label="Emoji" />
                        <IconButton glyph=Glyph::Bolt label="Canned replies" keys="/" />
                    }
                }
                hint=|| "Draft saved · / for replies, @ to mention"
                send=move || view! { <SendButton label="Send and wait" then="wait" lane /> }
            >
                <label class="sr-only" for=name>
                    "Message"
                </label>
                <TextArea name=name rows=2 bare=true value="Done. Two new mugs leave today, they'll be with you on Friday." />
            </ComposerFrame>
        </form>
    }
}

#[component]
pub fn Talk() -> impl IntoView {
    let face = |name: &str, words: &str, left, state| TimerFace { name: name.into(), words: words.into(), left, state };
    let faces = [
        face("Resolution", "1 h 12 m left", 34, TimerState::Running),
        face("First reply", "1 h 40 m left", 78, TimerState::Running),
        face("First reply", "met in 7 m", 100, TimerState::Met),
        face("Resolution", "overdue by 14 m", 0, TimerState::Breached),
        face("Resolution", "paused", 60, TimerState::Paused),
    ];
    let steps = || ["Received", "Assigned", "In progress", "Resolved"].map(Step::new).to_vec();
    view! {
        <div class="grid gap-6 md:grid-cols-2">
            <Card title="Conversation" class="flex flex-col">
                <Thread label="Conversation with Wanjiru" class="mb-4">
                    <SampleThread />
                    <Bubble sender=Sender::Partner name="Kiln & Press" at="09:30">
                        "The courier was told. Two mugs are packed."
                    </Bubble>
                    <Bubble sender=Sender::Us name="You" at="09:31" status=SendStatus::Sending>
                        "Thank you."
                    </Bubble>
                    <Bubble
                        sender=Sender::Us
                        name="You"
                        at="09:32"
                        status=SendStatus::Failed
                        action=|| {
                            view! {
                                <Button look=Look::Quiet size=Size::Small kind="button" icon=Glyph::Refresh>
                                    "Try again"
                                </Button>
                            }
                        }
                    >
                        "They leave today."
                    </Bubble>
                </Thread>
            </Card>
            <div class="flex flex-col gap-6">
                <SampleComposer name="message-reply" />
                <SampleComposer name="message-note" mode=ComposerMode::Note />
                <SampleComposer name="message-partner" lane=Tone::Partner />
                <Card title="Timers">
                    <div class="flex flex-col gap-4">
                        {faces.clone().map(|face| view! { <TimerBar face /> }).collect_view()}
                        <div class="flex flex-wrap gap-2">{faces.clone().map(|face| view! { <TimerBadge face named=true /> }).collect_view()}</div>
                        <TimerRing
                            face=faces[1].clone()
                            promise="We aim to solve this by 10:40 tomorrow"
                            note="Amina replied in 7 minutes"
                        />
                    </div>
                </Card>
                <Card title="Steps">
                    <div class="flex flex-col gap-5">
                        <Stepper label="Progress of your ticket" steps=steps() current=2 />
                        <Stepper label="Progress of a solved ticket" steps=steps() current=4 />
                        <Stepper
                            label="Booking"
                            current=1
                            steps=vec![Step::new("Service").href("#").note("Wheel, 2 h"), Step::new("Time"), Step::new("About you"), Step::new("Confirm")]
                        />
                    </div>
                </Card>
            </div>
        </div>
    }
}
