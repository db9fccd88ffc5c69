//! One control for each kind of field, the same in the form of a customer, at the desk and in a template.

use crate::ui::*;
use leptos::prelude::*;
use stoa::fields::model::{Field as OwnField, Kind};

/// The control of one field, with its label, hint and error.
#[component]
pub fn FieldControl(
    field: OwnField,
    value: String,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Says beside the label that it may be left empty.
    #[prop(optional)]
    says_optional: bool,
    /// A sentence after the hint: to which tickets it belongs.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    let (name, id) = (field.control(), format!("field-{}", field.key));
    let hint = [field.hint.clone(), about].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let optional = says_optional && !field.is_required;
    let choices = |options: Vec<(String, String)>| -> Vec<Choice> {
        let first = Choice::new("", if field.is_required { "Choose one" } else { "—" });
        // What was chosen before stays to be seen, also when it is no option any more.
        let gone = (!value.is_empty() && options.iter().all(|(v, _)| *v != value)).then(|| Choice::new(value.clone(), value.clone()));
        std::iter::once(first).chain(options.into_iter().map(|(v, label)| Choice::new(v, label))).chain(gone).collect()
    };
    let control = match field.kind {
        Kind::Choice => {
            let choices = choices(field.options.0.iter().map(|o| (o.clone(), o.clone())).collect());
            view! { <Select name id=id.clone() choices value error /> }.into_any()
        }
        Kind::YesNo => {
            let choices = choices(vec![("yes".into(), "Yes".into()), ("no".into(), "No".into())]);
            view! { <Select name id=id.clone() choices value error /> }.into_any()
        }
        Kind::Date => view! { <TextInput name id=id.clone() kind="date" value error /> }.into_any(),
        Kind::Number => view! { <TextInput name id=id.clone() value error attr:inputmode="decimal" /> }.into_any(),
        Kind::Text => view! { <TextInput name id=id.clone() value error attr:maxlength="500" /> }.into_any(),
    };
    view! {
        <Field id label=field.label hint error optional>
            {control}
        </Field>
    }
    .into_any()
}
