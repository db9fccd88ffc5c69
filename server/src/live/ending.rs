//! Why a socket ends, and what its browser is told about it.

use axum::extract::ws::{CloseCode, CloseFrame, Message, WebSocket, close_code};
use futures_util::StreamExt;
use std::time::Duration;
use tokio::time::timeout;

/// How long a good-bye may take.
pub const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// Ends a socket that never was anybody's: says why and waits a moment for the browser's own good-bye.
pub async fn turn_away(mut ws: WebSocket, end: End) {
    let good_bye = async {
        if ws.send(end.frame()).await.is_ok() {
            while let Some(Ok(_)) = ws.next().await {}
        }
    };
    let _ = timeout(CLOSE_PATIENCE, good_bye).await;
}

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The browser went away or the line broke.
    Gone,
    /// Nothing was heard for too long.
    Silent,
    /// The session ended, or is another person's now.
    SignedOut,
    /// The browser does not read fast enough; it resumes where it was.
    Slow,
    /// The database does not answer; trying again helps.
    Failing,
    /// The process stops.
    Restart,
    /// Too many frames, or too many that make no sense.
    Rude,
    /// A frame that is far too long.
    TooLong,
}

/// Not one of the registered codes: the browser must not come back before somebody signs in.
const SIGNED_OUT: CloseCode = 4401;

impl End {
    const fn code(self) -> CloseCode {
        match self {
            Self::Gone => close_code::NORMAL,
            Self::Silent => close_code::AWAY,
            Self::SignedOut => SIGNED_OUT,
            Self::Slow | Self::Failing => close_code::AGAIN,
            Self::Restart => close_code::RESTART,
            Self::Rude => close_code::POLICY,
            Self::TooLong => close_code::SIZE,
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::Gone => "",
            Self::Silent => "Nothing was heard for too long.",
            Self::SignedOut => "Signed out.",
            Self::Slow => "Too much was waiting. Come back and go on.",
            Self::Failing => "Not available at the moment. Come back and go on.",
            Self::Restart => "Restarting. Come back and go on.",
            Self::Rude => "Too many frames, or too many that make no sense.",
            Self::TooLong => "A frame was too long.",
        }
    }

    /// The frame that closes the socket.
    pub fn frame(self) -> Message {
        Message::Close(Some(CloseFrame { code: self.code(), reason: self.reason().into() }))
    }
}
