//! Filling placeholders in, and checking that a text has only known ones. Pure.

use super::model::{Facts, PLACEHOLDERS};
use crate::help::rules::fill::{fill, placeholders};
use crate::kernel::text::Check;

/// The text with every placeholder filled in.
pub fn render(text: &str, facts: &Facts) -> String {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let (customer, agent) = (first(&facts.customer), first(&facts.agent));
    let values = [
        ("customer.name", facts.customer.as_str()),
        ("customer.first_name", &customer),
        ("ticket.number", &facts.number),
        ("ticket.subject", &facts.subject),
        ("agent.name", &facts.agent),
        ("agent.first_name", &agent),
        ("business.name", &facts.business),
    ];
    fill(text, &values)
}

/// Complains about `field` when the text has a placeholder that nothing stands for.
pub fn check_placeholders(check: &mut Check, field: &str, text: &str) {
    if let Some(why) = fault(text) {
        check.fail(field, why);
    }
}

/// What is wrong with the placeholders of a text.
pub fn fault(text: &str) -> Option<String> {
    let is_known = |name: &&str| PLACEHOLDERS.iter().any(|(known, _)| known == name);
    let unknown = placeholders(text).into_iter().find(|name| name.contains('.') && !is_known(name))?;
    let known = PLACEHOLDERS.iter().map(|(name, _)| format!("{{{{{name}}}}}")).collect::<Vec<_>>().join(", ");
    Some(format!("{{{{{unknown}}}}} is not known here. You can use {known}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            customer: "Wanjiru {{agent.name}} Njoroge".into(),
            number: "TKT-000201".into(),
            subject: "Broken mugs".into(),
            agent: "Amina Otieno".into(),
            business: "Kiln & Leaf".into(),
        }
    }

    #[test]
    fn every_placeholder_has_a_value_and_what_customers_write_is_never_filled() {
        let text = "Hello {{customer.first_name}}, {{ticket.number}} “{{ticket.subject}}”. {{agent.first_name}}, {{business.name}}";
        assert_eq!(render(text, &facts()), "Hello Wanjiru, TKT-000201 “Broken mugs”. Amina, Kiln & Leaf");
        assert_eq!(render("{{customer.name}}", &facts()), "Wanjiru {{agent.name}} Njoroge");
        let all = PLACEHOLDERS.iter().map(|(name, _)| format!("{{{{{name}}}}}")).collect::<String>();
        assert!(!render(&all, &Facts::default()).contains('{'));
    }

    #[test]
    fn an_unknown_placeholder_is_named_and_other_braces_are_text() {
        assert_eq!(fault("{a} {{x}} { {{customer.name}}"), None);
        let why = fault("{{customer.shoe_size}}").unwrap();
        assert!(why.starts_with("{{customer.shoe_size}} is not known here.") && why.contains("{{agent.name}}"), "{why}");
    }
}
