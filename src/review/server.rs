//! The review page's server: on the loopback interface only, for one browser with the right token.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::report::{Context, Problem, html};

use super::session::{Order, Session};

/// The most that a request may bring, in bytes.
const BODY: usize = 1 << 20;
const SCRIPT: &str = include_str!("review.js");
/// The header that carries the token of everything but the page itself.
const TOKEN: &str = "x-gainsay-token";

/// What the server needs.
pub struct Desk {
    /// The session.
    pub session: Session,
    /// Rules and links for the page.
    pub context: Context,
    /// 32 random hexadecimal digits.
    pub token: String,
}

struct Shared {
    desk: Desk,
    /// The page's data, which thousands of findings make large.
    prepared: html::Prepared,
    address: SocketAddr,
}

/// Serves until the process ends. `ready` is called with the page's address once it can be opened.
///
/// # Errors
/// When the port cannot be had, or the system has no random numbers.
pub fn serve(desk: Desk, port: u16, ready: impl FnOnce(&str)) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let address = listener.local_addr()?;
        let url = format!("http://{address}/?token={}", desk.token);
        let router = router(desk, address);
        ready(&url);
        axum::serve(listener, router).await
    })
}

/// A token that nobody can guess.
///
/// # Errors
/// When the system has no random numbers.
pub fn token() -> std::io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

fn router(desk: Desk, address: SocketAddr) -> axum::Router {
    let prepared = html::prepare(&desk.session.setup.report, &desk.context);
    let shared = Arc::new(Shared {
        desk,
        prepared,
        address,
    });
    axum::Router::new()
        .route("/", get(page))
        .route("/standing", get(standing))
        .route("/around", get(around))
        .route("/decide", post(decide))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard))
        .with_state(shared)
}

/// Lets through only what the page itself can have sent, and forbids every response to be kept,
/// framed or sniffed.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&shared, &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(shared: &Shared, request: &Request) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    let port = shared.address.port();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // A page elsewhere whose name was made to lead here sends its own name.
    let mut asked = headers.get_all(header::HOST).iter().peekable();
    let here = |host: &HeaderValue| hosts.iter().any(|own| host == own.as_str());
    if asked.peek().is_none() || !asked.all(here) {
        return Some((StatusCode::FORBIDDEN, "this address is not served here"));
    }
    let own = |origin: &str| hosts.iter().any(|host| origin == format!("http://{host}"));
    if headers.contains_key("origin") && !text("origin").is_some_and(own) {
        return Some((
            StatusCode::FORBIDDEN,
            "requests from other pages are refused",
        ));
    }
    // Not even waited for.
    let length = text("content-length").and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > BODY) {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, "this request is too long"));
    }
    let page = request.method() == Method::GET && request.uri().path() == "/";
    let given = if page {
        let query = request.uri().query().unwrap_or("");
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix("token="))
    } else {
        text(TOKEN)
    };
    if !given.is_some_and(|given| same(given, &shared.desk.token)) {
        return Some((
            StatusCode::FORBIDDEN,
            "open the address that gainsay review printed, with its token",
        ));
    }
    None
}

/// Compares in a time that does not tell how much is right.
fn same(given: &str, token: &str) -> bool {
    let differing = given
        .bytes()
        .zip(token.bytes())
        .fold(0, |sum, (a, b)| sum | (a ^ b));
    given.len() == token.len() && differing == 0
}

async fn page(State(shared): State<Arc<Shared>>) -> Response {
    let Ok(nonce) = token() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let desk = &shared.desk;
    let standing = match desk.session.standing(0) {
        Ok(standing) => standing,
        Err(problems) => return sorry(&problems),
    };
    let review = serde_json::json!({
        "token": desk.token,
        "who": desk.session.setup.who,
        "file": desk.session.setup.file.display().to_string(),
        "standing": standing,
    });
    let mut extras = html::Extras {
        script: SCRIPT,
        nonce: Some(&nonce),
        ..html::Extras::default()
    };
    extras.data.insert("review".to_owned(), review);
    let page = html::page(&shared.prepared, &extras);
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src \
         data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    (headers, page).into_response()
}

#[derive(Deserialize)]
struct Since {
    #[serde(default)]
    since: u64,
}

async fn standing(State(shared): State<Arc<Shared>>, Query(ask): Query<Since>) -> Response {
    match shared.desk.session.standing(ask.since) {
        Ok(standing) => Json(standing).into_response(),
        Err(problems) => sorry(&problems),
    }
}

async fn decide(State(shared): State<Arc<Shared>>, Json(order): Json<Order>) -> Response {
    match shared.desk.session.decide(&order) {
        Ok(standing) => Json(standing).into_response(),
        Err(problems) => sorry(&problems),
    }
}

#[derive(Deserialize)]
struct Which {
    fingerprint: String,
    side: usize,
    claim: usize,
}

async fn around(State(shared): State<Arc<Shared>>, Query(which): Query<Which>) -> Response {
    let found = shared
        .desk
        .session
        .around(&which.fingerprint, which.side, which.claim);
    match found {
        Some(around) => Json(around).into_response(),
        None => (StatusCode::NOT_FOUND, "the article cannot be shown here").into_response(),
    }
}

/// Says what went wrong, so that the page can show it.
fn sorry(problems: &[Problem]) -> Response {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    (StatusCode::CONFLICT, lines.join("\n")).into_response()
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::sync::mpsc;

    use super::super::session::Setup;
    use super::*;
    use crate::report::sample;

    struct Running {
        folder: tempfile::TempDir,
        address: String,
        token: String,
    }

    fn start() -> Running {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let session = Session::new(Setup {
            report: sample::report(),
            file: folder.path().join("gainsay-decisions.toml"),
            roots: vec![folder.path().to_owned()],
            fields: crate::read::Fields::default(),
            who: "Ann".into(),
            today: || "2026-01-02".into(),
        });
        let desk = Desk {
            session: session.expect("a session"),
            context: Context::default(),
            token: token().expect("random numbers"),
        };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            serve(desk, 0, |url| {
                sender.send(url.to_owned()).expect("a listener");
            })
            .expect("served");
        });
        let url = receiver.recv().expect("an address");
        let (address, token) = url.split_once("/?token=").expect("a token");
        Running {
            address: address.replace("http://", ""),
            token: token.to_owned(),
            folder,
        }
    }

    impl Running {
        /// Sends a request as it stands and returns the status and the rest.
        fn send(&self, head: &str, body: &[u8]) -> (u16, String) {
            let mut stream = TcpStream::connect(&self.address).expect("connected");
            let head = head
                .replace("HOST", &self.address)
                .replace("TOKEN", &self.token);
            let head = head.replace('\n', "\r\n");
            let _ = write!(
                stream,
                "{head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            // The server may refuse before it has read everything.
            let _ = stream.write_all(body);
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
            let answer = String::from_utf8_lossy(&answer).into_owned();
            let status = answer
                .get(9..12)
                .and_then(|code| code.parse().ok())
                .unwrap_or(0);
            (status, answer)
        }
    }

    const DECIDE: &str = "POST /decide HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nX-Gainsay-Token: \
                          TOKEN\nContent-Type: application/json";

    #[test]
    fn the_page_comes_with_a_strict_policy() {
        let (status, page) = start().send("GET /?token=TOKEN HTTP/1.1\nHost: HOST", b"");
        assert_eq!(status, 200);
        assert!(
            page.contains("script-src 'nonce-") && !page.contains("unsafe-inline"),
            "{page}"
        );
        assert!(page.contains("Who is the mayor of Leeds?"));
    }

    #[test]
    fn a_decision_goes_into_the_file() {
        let desk = start();
        let order =
            br#"{"fingerprints":["0123456789abcdef"],"decision":"accepted","reason":"so be it"}"#;
        let (status, answer) = desk.send(DECIDE, order);
        assert_eq!(status, 200, "{answer}");
        let file = desk.folder.path().join("gainsay-decisions.toml");
        assert!(
            std::fs::read_to_string(file)
                .expect("written")
                .contains("so be it")
        );
        let (status, answer) = desk.send(
            "GET /standing?since=0 HTTP/1.1\nHost: HOST\nX-Gainsay-Token: TOKEN",
            b"",
        );
        assert_eq!(status, 200);
        assert!(answer.contains("\"0123456789abcdef\":{"), "{answer}");
    }

    #[test]
    fn what_does_not_come_from_the_page_is_refused() {
        let desk = start();
        let order = br#"{"fingerprints":[],"decision":"accepted"}"#;
        for (head, expected) in [
            (DECIDE.replace("http://HOST", "http://evil.example"), 403),
            (DECIDE.replace("Origin: http://HOST", "Origin: null"), 403),
            (DECIDE.replace("Host: HOST", "Host: evil.example"), 403),
            (DECIDE.replace("Host: HOST", "Host: HOST\nHost: evil.example"), 403),
            (DECIDE.replace("TOKEN", "00000000000000000000000000000000"), 403),
            (DECIDE.replace("X-Gainsay-Token: TOKEN\n", ""), 403),
            ("GET / HTTP/1.1\nHost: HOST".to_owned(), 403),
            ("GET /?token=x HTTP/1.1\nHost: HOST".to_owned(), 403),
            ("GET /../../etc/passwd HTTP/1.1\nHost: HOST\nX-Gainsay-Token: TOKEN".to_owned(), 404),
            ("GET /around?fingerprint=..%2F..%2Fetc%2Fpasswd&side=0&claim=0 HTTP/1.1\nHost: HOST\nX-Gainsay-Token: TOKEN".to_owned(), 404),
            ("PUT /decide HTTP/1.1\nHost: HOST\nX-Gainsay-Token: TOKEN".to_owned(), 405),
        ] {
            let (status, answer) = desk.send(&head, order);
            assert_eq!(status, expected, "{head}\n{answer}");
            assert!(!answer.contains("root:"));
        }
        assert!(!desk.folder.path().join("gainsay-decisions.toml").exists());
    }

    #[test]
    fn a_request_that_is_far_too_long_is_refused() {
        let body = vec![b' '; 2 * BODY];
        assert_eq!(start().send(DECIDE, &body).0, 413);
    }

    #[test]
    fn a_broken_file_is_told_and_kept() {
        let desk = start();
        let file = desk.folder.path().join("gainsay-decisions.toml");
        std::fs::write(&file, "decision = [ broken").expect("written");
        let order = br#"{"fingerprints":["0123456789abcdef"],"decision":"accepted"}"#;
        let (status, answer) = desk.send(DECIDE, order);
        assert_eq!(status, 409);
        assert!(answer.contains("gainsay-decisions.toml:1"), "{answer}");
        assert_eq!(
            std::fs::read_to_string(&file).expect("read"),
            "decision = [ broken"
        );
    }
}
