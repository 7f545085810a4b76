//! The socket that browsers connect to.

use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::sync::Arc;
use std::thread;

use super::answers;
use super::gate::Gate;
use super::head::Hosts;
use super::passage::Passage;
use super::preview::Preview;

pub struct Listening {
    /// The port is the one that was free, not the one that was asked for.
    pub address: SocketAddr,
    listener: TcpListener,
}

impl Listening {
    /// Listens at a port of a host, or at the first free one of those that follow.
    pub fn at(host: &str, port: u16, tries: u16) -> io::Result<Self> {
        let mut refused = None;
        for port in port..=port.saturating_add(tries.saturating_sub(1)) {
            match TcpListener::bind((host, port)) {
                Ok(listener) => return Ok(Self { address: listener.local_addr()?, listener }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
    }

    /// Where other computers find it, as far as this one can know.
    pub fn seen_by_others(&self) -> Option<SocketAddr> {
        if !self.address.ip().is_unspecified() {
            return Some(self.address);
        }
        // A datagram socket that is connected has the address from which it would send. It sends nothing, and
        // the address that it is connected to is one that nobody has (RFC 5737).
        let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
        socket.connect(("192.0.2.1", 9)).ok()?;
        Some(SocketAddr::new(socket.local_addr().ok()?.ip(), self.address.port()))
    }

    /// Answers, in threads of its own, for as long as the program runs.
    pub fn serve(self, preview: Arc<Preview>, name: Option<String>) -> io::Result<()> {
        let passage = Arc::new(Passage::new()?);
        let hosts = Hosts { port: self.address.port(), name };
        let gate = Arc::new(Gate::new(passage.clone(), hosts));
        thread::spawn(move || answers::run(&passage, &preview));
        thread::spawn(move || gate.run(&self.listener));
        Ok(())
    }
}
