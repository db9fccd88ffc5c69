//! The real router of a world on a free port, and the browsers that visit it: cookies kept, redirects looked at, every answer whole.

use super::World;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};
use server::http::router;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A world that answers requests. Gone when it is dropped.
pub struct Site {
    /// Its address, without a slash at the end.
    pub url: String,
    client: Client,
    /// What serves it, unless it is a process of its own.
    here: Option<(watch::Sender<bool>, JoinHandle<()>)>,
}

impl World {
    /// Serves this world.
    pub async fn site(&self) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let (state, stop) = self.state(&[("STOA_ADDR", &addr.to_string())]);
        let app = router(state).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("the server runs") });
        let mut site = Site::of(addr);
        site.here = Some((stop, server));
        site
    }
}

impl Site {
    /// What a process of its own serves at an address of this machine.
    pub fn of(address: SocketAddr) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { url: format!("http://{address}"), client, here: None }
    }

    /// Sends bytes as they are and reads until the server hangs up.
    pub async fn raw(&self, bytes: &[u8]) -> String {
        let mut line = TcpStream::connect(self.url.trim_start_matches("http://")).await.expect("a connection");
        // A server that hangs up in the middle of a request that is too long is right.
        let _ = line.write_all(bytes).await;
        let mut answer = Vec::new();
        let _ = line.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A browser, signed in with this session token unless it is empty.
    pub fn browser(&self, token: &str) -> Browser<'_> {
        let cookies = (!token.is_empty()).then(|| ("stoa_session".to_owned(), token.to_owned())).into_iter().collect();
        Browser { site: self, cookies: Mutex::new(cookies) }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some((stop, server)) = &self.here {
            stop.send_replace(true);
            server.abort();
        }
    }
}

/// One browser with its cookies.
pub struct Browser<'a> {
    /// What it visits.
    pub site: &'a Site,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).header(ACCEPT, "text/html")).await
    }

    /// Sends a plain form from a page, as a browser without JavaScript does.
    pub async fn post(&self, from: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.request(Method::POST, action).header(ACCEPT, "text/html").header(ORIGIN, &self.site.url);
        self.send(form.header(REFERER, format!("{}{from}", self.site.url)).form(fields)).await
    }

    /// Calls a server function as a script does.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path).header(ACCEPT, "application/json").header(ORIGIN, &self.site.url).form(fields)).await
    }

    /// The same for a server function whose form carries pictures.
    pub async fn call_with_pictures(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text((*name).to_owned(), (*value).to_owned()));
        self.send(self.request(Method::POST, path).header(ACCEPT, "application/json").header(ORIGIN, &self.site.url).multipart(form)).await
    }

    /// The same for a server function that reads JSON.
    pub async fn call_with_json(&self, path: &str, body: &serde_json::Value) -> Answer {
        let request = self.request(Method::POST, path).header(ACCEPT, "application/json").header(CONTENT_TYPE, "application/json");
        self.send(request.header(ORIGIN, &self.site.url).body(body.to_string())).await
    }

    /// Uploads a file.
    pub async fn upload(&self, name: &str, bytes: Vec<u8>) -> Answer {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part);
        self.send(self.request(Method::POST, "/files").header(ORIGIN, &self.site.url).multipart(form)).await
    }

    /// A request with this browser's cookies, to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> = self.cookies.lock().expect("no panic").iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.site.client.request(method, format!("{}{path}", self.site.url));
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) }
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().expect("plain cookies").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a name and a value");
            self.cookies.lock().expect("no panic").insert(name.to_owned(), value.to_owned());
        }
        let bytes = response.bytes().await.expect("a whole answer").to_vec();
        Answer { status, headers, bytes }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no panic").get(name).cloned()
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap_or("?"))
    }

    /// Where it leads; empty when it leads nowhere.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.header(CONTENT_TYPE.as_str()).starts_with("text/html")
    }

    /// The error it carries, when it is one of a server function or of `/files`.
    pub fn error(&self) -> Option<stoa::Error> {
        serde_json::from_slice(&self.bytes).ok()
    }

    /// Everything a person could read in it: body, headers, where it leads.
    pub fn everything(&self) -> String {
        let headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()))).collect();
        headers + &self.text()
    }
}
