//! The line to the other browser (`RTCPeerConnection`): what comes of the microphone and the camera here goes there, and the other way round.

use super::media::{self, Device, tracks};
use crate::live;
use leptos::prelude::{ArcRwSignal, GetUntracked, Set};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use stoa::calls::model::IceServer;
use stoa::event::Signal;
use stoa::kernel::ids::CallId;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MediaStream, RtcConfiguration, RtcIceCandidateInit, RtcIceServer, RtcPeerConnection, RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpTransceiver,
    RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType, RtcSessionDescriptionInit, RtcTrackEvent,
};

/// How far the way to the other browser is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is being looked for, or looked for again.
    Sought,
    /// It is there.
    Found,
    /// There is none.
    Lost,
}

/// A line. Dropping it hangs up.
pub struct Line {
    pub call: CallId,
    /// What is heard of the other end …
    pub voice: MediaStream,
    /// … and what is seen. Apart: browsers play nothing of a stream with a picture before the picture is there.
    pub picture: MediaStream,
    /// How far it is.
    pub way: ArcRwSignal<Way>,
    peer: RtcPeerConnection,
    microphone: MediaStream,
    camera: RefCell<Option<MediaStream>>,
    /// Ways that came before the other end had described itself.
    early: RefCell<Vec<RtcIceCandidateInit>>,
    is_described: Cell<bool>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.peer.set_onicecandidate(None);
        self.peer.set_ontrack(None);
        self.peer.set_onconnectionstatechange(None);
        self.peer.close();
        media::close(&self.microphone);
        self.close_camera();
    }
}

impl Line {
    /// A line for a call. Whoever rings says how both of them send: sound, and pictures when a camera is turned on.
    ///
    /// # Errors
    /// What the browser says.
    pub fn open(call: CallId, microphone: MediaStream, servers: Vec<IceServer>, is_caller: bool) -> Result<Rc<Self>, JsValue> {
        let peer = RtcPeerConnection::new_with_configuration(&configuration(servers))?;
        for track in tracks(&microphone) {
            peer.add_track_0(&track, &microphone);
        }
        if is_caller {
            let both = RtcRtpTransceiverInit::new();
            both.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            peer.add_transceiver_with_str_and_init("video", &both);
        }
        let line = Rc::new(Self {
            call,
            voice: MediaStream::new()?,
            picture: MediaStream::new()?,
            way: ArcRwSignal::new(Way::Sought),
            peer,
            microphone,
            camera: RefCell::default(),
            early: RefCell::default(),
            is_described: Cell::new(false),
        });
        line.listen();
        Ok(line)
    }

    fn listen(self: &Rc<Self>) {
        let call = self.call;
        let found = Closure::<dyn Fn(RtcPeerConnectionIceEvent)>::new(move |event: RtcPeerConnectionIceEvent| {
            // The last one says only that there are no more.
            if let Some(way) = event.candidate().filter(|way| !way.candidate().is_empty()) {
                live::signal(call, Signal::Way { candidate: way.candidate(), mid: way.sdp_mid(), line: way.sdp_m_line_index() });
            }
        });
        self.peer.set_onicecandidate(Some(found.as_ref().unchecked_ref()));
        // Streams have a method of their own called `clone`, which makes another stream.
        let (voice, picture) = (Clone::clone(&self.voice), Clone::clone(&self.picture));
        let came = Closure::<dyn Fn(RtcTrackEvent)>::new(move |event: RtcTrackEvent| {
            let track = event.track();
            if track.kind() == "video" { picture.add_track(&track) } else { voice.add_track(&track) }
        });
        self.peer.set_ontrack(Some(came.as_ref().unchecked_ref()));
        let (peer, way) = (self.peer.clone(), self.way.clone());
        let changed = Closure::<dyn Fn()>::new(move || {
            let now = match peer.connection_state() {
                RtcPeerConnectionState::Connected => Way::Found,
                RtcPeerConnectionState::Failed | RtcPeerConnectionState::Closed => Way::Lost,
                _ => Way::Sought,
            };
            if way.get_untracked() != now {
                way.set(now);
            }
        });
        self.peer.set_onconnectionstatechange(Some(changed.as_ref().unchecked_ref()));
        // They live as long as the peer that calls them.
        let _ = [found.into_js_value(), came.into_js_value(), changed.into_js_value()];
    }

    /// Does what the other end says.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn hear(&self, signal: Signal) -> Result<(), JsValue> {
        match signal {
            Signal::Ready => {
                let offer = JsFuture::from(self.peer.create_offer()).await?;
                let text = self.describe_here(RtcSdpType::Offer, &offer).await?;
                live::signal(self.call, Signal::Offer(text));
            }
            Signal::Offer(text) => {
                self.describe_there(RtcSdpType::Offer, &text).await?;
                if let Some(pictures) = self.pictures() {
                    pictures.set_direction(RtcRtpTransceiverDirection::Sendrecv);
                }
                let answer = JsFuture::from(self.peer.create_answer()).await?;
                let text = self.describe_here(RtcSdpType::Answer, &answer).await?;
                live::signal(self.call, Signal::Answer(text));
            }
            Signal::Answer(text) => self.describe_there(RtcSdpType::Answer, &text).await?,
            Signal::Way { candidate, mid, line } => {
                let way = RtcIceCandidateInit::new(&candidate);
                way.set_sdp_mid(mid.as_deref());
                way.set_sdp_m_line_index(line);
                if self.is_described.get() { self.add(&way).await? } else { self.early.borrow_mut().push(way) }
            }
            Signal::Camera(_) | Signal::Still | Signal::Bye => {}
        }
        Ok(())
    }

    async fn add(&self, way: &RtcIceCandidateInit) -> Result<(), JsValue> {
        JsFuture::from(self.peer.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(way))).await.map(drop)
    }

    async fn describe_here(&self, kind: RtcSdpType, made: &JsValue) -> Result<String, JsValue> {
        let text = js_sys::Reflect::get(made, &"sdp".into())?.as_string().unwrap_or_default();
        JsFuture::from(self.peer.set_local_description(&description(kind, &text))).await?;
        Ok(text)
    }

    async fn describe_there(&self, kind: RtcSdpType, text: &str) -> Result<(), JsValue> {
        JsFuture::from(self.peer.set_remote_description(&description(kind, text))).await?;
        self.is_described.set(true);
        let early = self.early.take();
        for way in early {
            self.add(&way).await?;
        }
        Ok(())
    }

    fn pictures(&self) -> Option<RtcRtpTransceiver> {
        let all = self.peer.get_transceivers().into_iter().map(JsCast::unchecked_into::<RtcRtpTransceiver>);
        all.into_iter().find(|one| one.receiver().track().kind() == "video")
    }

    /// Whether the other end hears this one.
    pub fn mute(&self, is_muted: bool) {
        tracks(&self.microphone).for_each(|track| track.set_enabled(!is_muted));
    }

    /// What the camera sees, while it is on.
    pub fn camera(&self) -> Option<MediaStream> {
        self.camera.borrow().clone()
    }

    /// Turns the camera on.
    ///
    /// # Errors
    /// A sentence that says why there is none.
    pub async fn open_camera(&self) -> Result<(), String> {
        let camera = media::open(Device::Camera).await?;
        self.send(tracks(&camera).next().as_ref()).await;
        self.camera.replace(Some(camera));
        live::signal(self.call, Signal::Camera(true));
        Ok(())
    }

    /// Turns the camera off.
    pub fn close_camera(&self) {
        if let Some(camera) = self.camera.take() {
            media::close(&camera);
            live::signal(self.call, Signal::Camera(false));
        }
    }

    async fn send(&self, track: Option<&web_sys::MediaStreamTrack>) {
        if let Some(sender) = self.pictures().map(|pictures| pictures.sender()) {
            let _ = JsFuture::from(sender.replace_track(track)).await;
        }
    }
}

fn description(kind: RtcSdpType, text: &str) -> RtcSessionDescriptionInit {
    let init = RtcSessionDescriptionInit::new(kind);
    init.set_sdp(text);
    init
}

fn configuration(servers: Vec<IceServer>) -> RtcConfiguration {
    let server = |one: IceServer| {
        let server = RtcIceServer::new();
        server.set_urls(&one.url.into());
        if !one.user.is_empty() {
            server.set_username(&one.user);
            server.set_credential(&one.password);
        }
        JsValue::from(server)
    };
    let all = servers.into_iter().map(server).collect::<js_sys::Array>();
    let configuration = RtcConfiguration::new();
    configuration.set_ice_servers(&all);
    configuration
}
