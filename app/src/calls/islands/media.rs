//! The microphone and the camera of this browser.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    Microphone,
    Camera,
}

impl Device {
    const fn word(self) -> &'static str {
        match self {
            Self::Microphone => "microphone",
            Self::Camera => "camera",
        }
    }
}

/// Asks for a device; the browser asks the person.
///
/// # Errors
/// A sentence that says why there is none, and what can be done.
pub async fn open(device: Device) -> Result<MediaStream, String> {
    let wish = MediaStreamConstraints::new();
    match device {
        Device::Microphone => wish.set_audio(&JsValue::TRUE),
        Device::Camera => wish.set_video(&JsValue::TRUE),
    }
    let asked = async { JsFuture::from(window().navigator().media_devices()?.get_user_media_with_constraints(&wish)?).await };
    match asked.await {
        Ok(stream) => Ok(stream.unchecked_into()),
        Err(error) => Err(why(&error, device)),
    }
}

/// The browser lets go of it.
pub fn close(stream: &MediaStream) {
    tracks(stream).for_each(|track| track.stop());
}

/// What comes from it.
pub fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().map(JsCast::unchecked_into)
}

fn why(error: &JsValue, device: Device) -> String {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default();
    let word = device.word();
    match name.as_str() {
        "NotAllowedError" | "SecurityError" if is_framed() => {
            format!("Your browser does not let this page use your {word}. Open the chat in a tab of its own, and allow it there.")
        }
        "NotAllowedError" | "SecurityError" => format!("Your browser does not let this page use your {word}. Allow it beside the address, then try again."),
        "NotFoundError" => format!("No {word} was found. Plug one in and try again."),
        "NotReadableError" => format!("Your {word} is used by another program. Close that and try again."),
        // Browsers hide devices from pages that do not come by https.
        _ => format!("Your {word} cannot be used here. It needs an address that begins with https."),
    }
}

fn is_framed() -> bool {
    let window = window();
    window.parent().ok().flatten().is_some_and(|parent| parent != window)
}
