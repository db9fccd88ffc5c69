//! One connection: the browser's WebSocket and what it calls back.

use super::{client, page};
use stoa::event::Say;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// One connection. Dropping it hangs up.
pub struct Line {
    socket: WebSocket,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Line {
    /// Dials. What is heard and the end are told under this number.
    pub fn open(number: u64) -> Option<Self> {
        let location = web_sys::window()?.location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let socket = WebSocket::new(&format!("{scheme}://{}{}{}", location.host().ok()?, crate::routes::LIVE, page::as_guest())).ok()?;
        let on_message = Closure::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                client::received(number, &text);
            }
        });
        let on_close = Closure::new(move |event: CloseEvent| client::closed(number, event.code()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Some(Self { socket, _on_message: on_message, _on_close: on_close })
    }

    /// Says it, when somebody listens; what matters is said again on the next connection.
    pub fn say(&self, say: &Say) {
        if self.socket.ready_state() == WebSocket::OPEN
            && let Ok(text) = serde_json::to_string(say)
        {
            let _ = self.socket.send_with_str(&text);
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
