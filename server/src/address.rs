//! Which network address a request came from, counting from the right past the proxies we trust: the left end is whatever the browser claims.

use crate::state::State;
use app::session::ClientAddress;
use axum::extract::{self, ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Puts the [`ClientAddress`] into the request.
pub async fn find(extract::State(state): extract::State<State>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
    let address = behind(request.headers(), peer, state.config.proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

fn behind(headers: &HeaderMap, peer: IpAddr, proxies: usize) -> IpAddr {
    let said = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).map(|a| a.trim().parse().ok());
    let hops: Vec<Option<IpAddr>> = said.chain([Some(peer)]).collect();
    // With fewer hops than proxies somebody came around one of them: take the farthest that is known.
    hops[hops.len().saturating_sub(proxies + 1)..].iter().flatten().next().copied().unwrap_or(peer).to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_claims_is_left_of_what_our_proxies_say() {
        let headers: HeaderMap = [("x-forwarded-for".parse().unwrap(), "6.6.6.6, 203.0.113.7, 10.0.0.2".parse().unwrap())].into_iter().collect();
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        let at = |proxies| behind(&headers, peer, proxies).to_string();
        assert_eq!(at(0), "10.0.0.1");
        assert_eq!(at(1), "10.0.0.2");
        assert_eq!(at(2), "203.0.113.7");
        assert_eq!(at(9), "6.6.6.6");
        assert_eq!(behind(&HeaderMap::new(), peer, 2).to_string(), "10.0.0.1");
    }
}
