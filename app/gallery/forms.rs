//! Fields and controls: empty, filled, wrong, switched off.

use app::ui::*;
use leptos::prelude::*;

#[component]
pub fn Forms() -> impl IntoView {
    let priorities = || vec![Choice::new("low", "Low"), Choice::new("high", "High"), Choice::new("urgent", "Urgent")];
    view! {
        <div class="grid gap-6 md:grid-cols-2">
            <Card title="Fields">
                <form class="flex flex-col gap-4">
                    <TextField name="name" label="Your name" value="Wanjiru Njoroge" autocomplete="name" />
                    <TextField
                        name="email"
                        label="E-mail"
                        kind="email"
                        value="wanjiru@example"
                        error="This address has no ending such as .com. Check it and send again."
                    />
                    <TextField name="order" label="Order number" hint="On the receipt, it begins with ORD." placeholder="ORD-000000" optional=true />
                    <Field id="priority" label="Priority">
                        <Select name="priority" choices=priorities() value="high" />
                    </Field>
                    <Field id="topic" label="Topic" hint="Choose one or write your own.">
                        <Combobox name="topic" suggestions=vec![Choice::new("Damaged goods", ""), Choice::new("Delivery", "")] />
                    </Field>
                    <Field id="message" label="What happened">
                        <TextArea name="message" value="Two of the six mugs are broken." />
                    </Field>
                    <Field id="closed" label="Closed field">
                        <TextInput name="closed" value="Cannot be changed" disabled=true />
                    </Field>
                    <div class="flex gap-2">
                        <Button look=Look::Primary>"Save"</Button>
                        <Button look=Look::Quiet kind="reset">
                            "Start over"
                        </Button>
                    </div>
                </form>
            </Card>
            <Card title="Choices">
                <form class="flex flex-col gap-4">
                    <SearchBox action="/" label="Search or jump to…" keys="⌘K" />
                    <FieldGroup id="days" label="Open on" error="Choose at least one day.">
                        <Checkbox name="days" value="mon" checked=true>
                            "Monday"
                        </Checkbox>
                        <Checkbox name="days" value="tue" hint="Until noon">
                            "Tuesday"
                        </Checkbox>
                        <Checkbox name="days" value="sun" disabled=true>
                            "Sunday"
                        </Checkbox>
                    </FieldGroup>
                    <Switch name="bot" checked=true hint="It answers from your help pages and says that it is a bot.">
                        "Let the bot answer first"
                    </Switch>
                    <Switch name="sms">"Send text messages"</Switch>
                    <FieldGroup id="slot" label="Time" class="grid gap-2 sm:grid-cols-2">
                        <Radio name="slot" value="9" card=true checked=true hint="With Amina">
                            "Friday 09:00"
                        </Radio>
                        <Radio name="slot" value="14" card=true hint="With Brian">
                            "Friday 14:00"
                        </Radio>
                    </FieldGroup>
                    <FilePicker name="photos" label="Pictures" />
                    <RatingInput name="stars" label="How did we do?" value=4 />
                    <p class="flex items-center gap-2 text-muted">
                        <Rating value=4 />
                        "Amina, 3 November"
                    </p>
                </form>
            </Card>
        </div>
    }
}
