//! Choosing a customer by a part of the name or address: what is offered follows what is written.

use crate::tickets::desk::api::find_customers;
use crate::ui::{Field, TextInput};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The field `customer`; it sends an address. `start` is offered before anything is written.
#[island]
pub fn CustomerPicker(start: Vec<(String, String)>, value: String, error: Option<String>) -> impl IntoView {
    let offered = RwSignal::new(start);
    let mut look = debounce(Duration::from_millis(150), move |words: String| {
        spawn_local(async move {
            if let Ok(found) = find_customers(words).await {
                offered.set(found);
            }
        });
    });
    let (fault, told) = (error.clone(), error);
    view! {
        <Field id="customer" label="Customer" hint="Write a part of the name or address and choose." error=fault>
            <TextInput
                name="customer"
                kind="email"
                value
                error=told
                placeholder="name@example.com"
                attr:list="customers"
                attr:autocomplete="off"
                on:input=move |event| look(event_target_value(&event))
            />
            <datalist id="customers">{move || offered.get().into_iter().map(|(email, name)| view! { <option value=email>{name}</option> }).collect_view()}</datalist>
        </Field>
    }
}
