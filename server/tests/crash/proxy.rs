//! A line that breaks: between the tabs and the process, severed and stalled at will.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// The line.
pub struct Proxy {
    /// Where tabs connect.
    pub address: SocketAddr,
    wires: Arc<Mutex<HashMap<u64, Wire>>>,
    to: watch::Sender<SocketAddr>,
}

struct Wire {
    task: AbortHandle,
    stalled: watch::Sender<bool>,
}

impl Proxy {
    /// A line to `to`.
    pub async fn start(to: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let wires: Arc<Mutex<HashMap<u64, Wire>>> = Arc::default();
        let (all, count) = (Arc::clone(&wires), AtomicU64::new(0));
        let (to, leads_to) = watch::channel(to);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let id = count.fetch_add(1, Ordering::Relaxed);
                let (stalled, stalling) = watch::channel(false);
                let (gone, to) = (Arc::clone(&all), *leads_to.borrow());
                let task = tokio::spawn(async move {
                    if let Ok(far) = TcpStream::connect(to).await {
                        carry(near, far, stalling).await;
                    }
                    gone.lock().unwrap().remove(&id);
                });
                all.lock().unwrap().insert(id, Wire { task: task.abort_handle(), stalled });
            }
        });
        Self { address, wires, to }
    }

    /// New lines lead to another process from now on, as where several stand behind one address.
    pub fn lead_to(&self, to: SocketAddr) {
        self.to.send_replace(to);
    }

    /// Severs one line, in the middle of whatever it carries.
    pub fn cut_one(&self, which: u64) {
        let mut wires = self.wires.lock().unwrap();
        let id = wires.keys().nth(which as usize % wires.len().max(1)).copied();
        if let Some(wire) = id.and_then(|id| wires.remove(&id)) {
            wire.task.abort();
        }
    }

    /// Severs all lines at once.
    pub fn cut_all(&self) {
        self.wires.lock().unwrap().drain().for_each(|(_, wire)| wire.task.abort());
    }

    /// Every seventh line carries nothing for a while.
    pub fn stall_some(&self, time: Duration, offset: usize) {
        for (_, wire) in self.wires.lock().unwrap().iter().skip(offset).step_by(7) {
            wire.stalled.send_replace(true);
            let stalled = wire.stalled.clone();
            tokio::spawn(async move {
                tokio::time::sleep(time).await;
                stalled.send_replace(false);
            });
        }
    }
}

async fn carry(near: TcpStream, far: TcpStream, stalling: watch::Receiver<bool>) {
    let _ = (near.set_nodelay(true), far.set_nodelay(true));
    let ((near_read, near_write), (far_read, far_write)) = (near.into_split(), far.into_split());
    tokio::select! {
        () = copy(near_read, far_write, stalling.clone()) => {}
        () = copy(far_read, near_write, stalling) => {}
    }
}

async fn copy(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, mut stalling: watch::Receiver<bool>) {
    let mut buffer = vec![0; 8192];
    loop {
        let Ok(n @ 1..) = from.read(&mut buffer).await else { return };
        let is_over = stalling.wait_for(|stalled| !stalled).await.is_err();
        if is_over || to.write_all(&buffer[..n]).await.is_err() {
            return;
        }
    }
}
