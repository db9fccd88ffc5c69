//! Stands in for `reqwest`, with which cargo-leptos would fetch tools it does not find and ask for newer ones: here `script/bootstrap` brings them
//! (the feature `no_downloads`). With TLS it would be a minute of compiling.

use bytes::Bytes;
use std::fmt;

/// Why nothing comes.
#[derive(Debug)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This cargo-leptos builds Stoa and fetches nothing: script/bootstrap does")
    }
}

impl std::error::Error for Error {}

/// There is none.
#[derive(Debug)]
pub enum Response {}

/// There is none.
#[derive(Debug)]
pub enum StatusCode {}

impl Response {
    /// What came of it.
    pub fn status(&self) -> StatusCode {
        match *self {}
    }

    /// All of it.
    ///
    /// # Errors
    /// There is none.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        match self {}
    }

    /// All of it.
    ///
    /// # Errors
    /// There is none.
    pub async fn json<T>(self) -> Result<T, Error> {
        match self {}
    }
}

impl StatusCode {
    /// Whether it is there.
    pub fn is_success(&self) -> bool {
        match *self {}
    }
}

impl fmt::Display for StatusCode {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

/// Makes one who asks.
#[derive(Debug, Default)]
pub struct ClientBuilder;

/// Who asks.
#[derive(Debug, Default)]
pub struct Client;

/// What is asked.
#[derive(Debug)]
pub struct RequestBuilder;

impl ClientBuilder {
    /// How they are called.
    #[must_use]
    pub fn user_agent(self, _: &str) -> Self {
        self
    }

    /// Makes them.
    ///
    /// # Errors
    /// Never.
    pub fn build(self) -> Result<Client, Error> {
        Ok(Client)
    }
}

impl Client {
    /// Asks nothing.
    pub fn get(&self, _: String) -> RequestBuilder {
        RequestBuilder
    }
}

impl RequestBuilder {
    /// Says so.
    ///
    /// # Errors
    /// Always.
    pub async fn send(self) -> Result<Response, Error> {
        Err(Error)
    }
}

/// Says so.
///
/// # Errors
/// Always.
pub async fn get(_: &str) -> Result<Response, Error> {
    Err(Error)
}
