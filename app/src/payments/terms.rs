//! The part of the page of payments about orders that nobody paid, and about what stands on invoices.

use super::api::SetTerms;
use crate::forms::Refused;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::payments::model::Terms;

/// What it lets one type.
pub const FIELDS: [&str; 3] = ["unpaid_hours", "address", "tax_number"];

/// The form.
pub fn terms_form(terms: &Terms, refused: &Refused) -> AnyView {
    let field = |name: &str, own: &str| (refused.value_or(name, own), refused.error_of(name));
    let (hours, hours_error) = field("unpaid_hours", &terms.unpaid_hours.to_string());
    let (address, address_error) = field("address", &terms.address);
    let (tax, tax_error) = field("tax_number", &terms.tax_number);
    view! {
        <form method="post" action=SetTerms::PATH class="flex flex-col gap-4">
            <TextField
                name="unpaid_hours"
                label="Cancel unpaid orders after so many hours"
                kind="number"
                hint="Counts for M-Pesa and PayPal, not while a payment is under way. The pieces go back in stock and the customer gets a mail. 0 is never."
                required=true
                value=hours
                error=hours_error
                class="max-w-md"
            />
            <Field id="address" label="Address on invoices" optional=true hint="Stands below the name of your business." error=address_error.clone() class="max-w-md">
                <TextArea name="address" rows=3 value=address error=address_error />
            </Field>
            <TextField name="tax_number" label="Tax number on invoices" optional=true value=tax error=tax_error class="max-w-md" />
            <p class="max-w-prose text-sm text-muted">"Invoices that are issued already keep the name, address and tax number they have."</p>
            <div><Button look=Look::Primary>"Save"</Button></div>
        </form>
    }
    .into_any()
}
