//! The way from the gate to tiny_http: a socket that only this process knows of.
//!
//! On Linux it is a Unix socket without a file, which no browser can reach. Elsewhere it is a port of the
//! loopback; what comes in there without the key of this run is refused.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io;

#[cfg(target_os = "linux")]
pub(super) use std::os::unix::net::UnixStream as InnerStream;
#[cfg(target_os = "linux")]
use std::os::unix::net::{SocketAddr, UnixListener as InnerListener};

#[cfg(not(target_os = "linux"))]
pub(super) use std::net::TcpStream as InnerStream;
#[cfg(not(target_os = "linux"))]
use std::net::{SocketAddr, TcpListener as InnerListener};

pub(super) const KEY_HEADER: &str = "Shirube-Gate";

pub(super) struct Passage {
    listener: InnerListener,
    address: SocketAddr,
    pub(super) key: String,
}

impl Passage {
    #[cfg(target_os = "linux")]
    pub(super) fn new() -> io::Result<Self> {
        use std::os::linux::net::SocketAddrExt;
        let key = random_key();
        let address = SocketAddr::from_abstract_name(format!("shirube-{key}"))?;
        Ok(Self { listener: InnerListener::bind_addr(&address)?, address, key })
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn new() -> io::Result<Self> {
        let listener = InnerListener::bind(("127.0.0.1", 0))?;
        Ok(Self { address: listener.local_addr()?, listener, key: random_key() })
    }

    pub(super) fn connect(&self) -> io::Result<InnerStream> {
        #[cfg(target_os = "linux")]
        return InnerStream::connect_addr(&self.address);
        #[cfg(not(target_os = "linux"))]
        return InnerStream::connect(self.address);
    }

    pub(super) fn listener(&self) -> io::Result<InnerListener> {
        self.listener.try_clone()
    }
}

/// std seeds its hash tables from the system's random numbers.
fn random_key() -> String {
    let number = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", number(), number())
}
