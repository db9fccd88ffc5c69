//! Speaks SMTP. What is sent, to whom and whether it was, is the business of [`super::letters`].

use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// One mail, ready to send.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The sender's name: the business.
    pub from_name: String,
    /// Who gets it.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Stays the same over all tries, so that a receiver drops doubles.
    pub message_id: String,
    /// A file that goes along, a PDF or an entry for a calendar: its name and what is in it.
    pub file: Option<(String, Vec<u8>)>,
}

/// A mail server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mailer")
    }
}

impl Mailer {
    /// From `smtp://user:password@host:port?from=help@example.com` (`smtps://` for TLS from the first byte; `?tls=required` for STARTTLS).
    ///
    /// # Errors
    /// A sentence that says what is wrong with the address.
    pub fn new(url: &str) -> Result<Self, String> {
        let (address, from) = split_from(url);
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&address).map_err(|e| format!("write smtp://user:password@host:port ({e})"))?;
        let from = from.ok_or("add the sender, like smtp://host:25?from=help@example.com")?;
        from.parse::<lettre::Address>().map_err(|_| "“from” must be an e-mail address".to_owned())?;
        Ok(Self { transport: builder.timeout(Some(Duration::from_secs(20))).build(), from })
    }

    /// Opens a conversation with the server, signs in and leaves again.
    ///
    /// # Errors
    /// What the server said.
    pub async fn greet(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it hangs up".into()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// What the server said, or why the mail cannot be written.
    pub async fn send(&self, letter: &Letter) -> Result<(), String> {
        let from = Mailbox::new(Some(letter.from_name.clone()), self.from.parse().map_err(|_| "the sender's address is wrong")?);
        let to: Mailbox = letter.to.parse().map_err(|_| "the receiver's address is wrong")?;
        let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(letter.text.clone());
        let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(letter.html.clone());
        let words = MultiPart::alternative().singlepart(plain).singlepart(html);
        let body = match &letter.file {
            None => words,
            Some((name, bytes)) => MultiPart::mixed().multipart(words).singlepart(Attachment::new(name.clone()).body(bytes.clone(), kind_of(name)?)),
        };
        let message = Message::builder()
            .from(from)
            .to(to)
            .subject(letter.subject.clone())
            .message_id(Some(letter.message_id.clone()))
            .multipart(body)
            .map_err(|e| e.to_string())?;
        self.transport.send(message).await.map(drop).map_err(|e| e.to_string())
    }
}

/// What a file is, by its ending.
fn kind_of(name: &str) -> Result<ContentType, String> {
    let kind = if name.ends_with(".ics") { "text/calendar; charset=utf-8" } else { "application/pdf" };
    ContentType::parse(kind).map_err(|e| e.to_string())
}

/// Takes `from=…` out of the address; the rest is what the SMTP library reads.
fn split_from(url: &str) -> (String, Option<String>) {
    let Some((base, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let (from, rest): (Vec<&str>, Vec<&str>) = query.split('&').partition(|p| p.starts_with("from="));
    let from = from.first().map(|p| p["from=".len()..].replace("%40", "@"));
    let address = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
    (address, from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_comes_from_the_address() {
        assert_eq!(split_from("smtp://h:25?from=a@b.co"), ("smtp://h:25".into(), Some("a@b.co".into())));
        assert_eq!(split_from("smtp://h?tls=required&from=a%40b.co"), ("smtp://h?tls=required".into(), Some("a@b.co".into())));
        assert!(Mailer::new("smtp://h:25").unwrap_err().contains("from="));
        assert!(Mailer::new("http://h").is_err());
    }
}
