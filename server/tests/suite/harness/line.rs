//! A line to a service that can be cut and mended again.

use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The line.
pub struct Line {
    /// Where it begins.
    pub address: SocketAddr,
    is_whole: watch::Sender<bool>,
    tries: watch::Receiver<u64>,
}

impl Line {
    /// A whole line to an address.
    pub async fn to(address: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let (is_whole, whole) = watch::channel(true);
        let (tried, tries) = watch::channel(0);
        let (to, near) = (address.to_owned(), listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                if !*whole.borrow() {
                    tried.send_modify(|n| *n += 1);
                    continue;
                }
                let (to, mut whole) = (to.clone(), whole.clone());
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(to).await else { return };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        _ = whole.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        Self { address: near, is_whole, tries }
    }

    /// Cuts it: whoever uses it loses their connection, and nobody gets a new one.
    pub fn cut(&self) {
        self.is_whole.send_replace(false);
    }

    /// Waits until somebody has tried it while it was cut.
    pub async fn until_tried(&self) {
        self.tries.clone().wait_for(|n| *n > 0).await.expect("somebody tries");
    }

    /// New connections hold again.
    pub fn mend(&self) {
        self.is_whole.send_replace(true);
    }
}
