"""One HTTP client for all platforms: a pinned host, a deadline that closes the socket, and answers as plain values."""

from __future__ import annotations

import ipaddress
import logging
import ssl
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import finalize

from editor_app.domain.errors import Rejected
from editor_app.domain.text import T
from editor_app.platforms.outcomes import brief, sign_in_refused, unknown, unreachable
from editor_app.platforms.replies import Reply

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping
    from datetime import timedelta
    from types import TracebackType

    import httpx

    from editor_app.domain.errors import PlatformError
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Connection, Outgoing

log = logging.getLogger(__name__)

_LONGEST_REPLY = 32 * 1024 * 1024
_CLOSING_SECONDS = 1.0
"""How long a call whose socket was shut down may take to notice."""
_IDLE_SECONDS = 1.0
"""How long after an answer its connection may carry the next request. Servers keep idle ones longer: Apache and Node.js
5 s, nginx 75 s (KeepAliveTimeout, server.keepAliveTimeout, keepalive_timeout in their documentation, 2026-11-29)."""


class Client:
    """A client for one account: its host, proxy and certificates are those of the connection and no others.

    What follows at once goes over the same connection. One that has been idle is closed and not used again: the server
    might close it at that moment, and nobody could tell whether the request had arrived.
    """

    def __init__(self, connection: Connection, deadline: timedelta) -> None:
        """Open no socket yet.

        Raises:
            Rejected: no usable address, plain http to another machine, or unreadable certificates.
        """
        self.host = _allowed_host(connection.url)
        self._base = connection.url.rstrip("/")
        self._seconds = deadline.total_seconds()
        self.sent = 0
        """How many requests went out so far, whatever became of them."""
        self._http = _http_client(connection, self._seconds)
        self._open = _OpenSocket()
        self._turn = Lock()
        self._end = finalize(self, _released, self._http, self._open)

    def send(self, outgoing: Outgoing, authorization: Mapping[str, str]) -> Reply:
        """The answer, of any status, to exactly this request.

        Raises:
            AuthExpired: the secret of the account is empty or broken; nothing was sent.
            Unreachable: no request byte left.
            OutcomeUnknown: a request byte left and no whole answer came within the deadline.
        """
        if not all(
            value.isascii() and value.isprintable() and value == value.strip() for value in authorization.values()
        ):
            raise sign_in_refused(self.host)
        headers = [*outgoing.headers, *authorization.items(), ("Accept-Encoding", "identity")]
        self.sent += 1
        request = self._http.build_request(
            outgoing.method, self._base + outgoing.target, headers=headers, content=outgoing.body or None
        )
        with self._turn:
            reply = _Call(self._http, request, self._open).reply_within(self._seconds, self.host)
        log.info("%s %s: %d", outgoing.method, urlsplit(outgoing.target).path, reply.status)
        return reply

    def close(self) -> None:
        """Release what the client holds."""
        self._end()


class _OpenSocket:
    """The connection that carries a client's calls, by a descriptor of our own: shutting it down wakes who reads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None

    def replace(self, opened: socket.socket | None) -> None:
        """Another connection is open now, or none."""
        with self._lock:
            gone, self._socket = self._socket, opened
        if gone is not None:
            gone.close()

    def shut_down(self) -> None:
        """End the connection; closing it from here would not wake a blocked read."""
        with self._lock:
            if self._socket is None:
                return
            try:
                self._socket.shutdown(2)
            except OSError:
                log.debug("the socket was closed already")


def _released(http: httpx.Client, opened: _OpenSocket) -> None:
    http.close()
    opened.replace(None)


class _Call:
    """One request in a thread of its own: a name that takes minutes to look up can't hold the caller either.

    Leaving the `with` block ends the call; what went wrong in the thread is raised in the caller.
    """

    def __init__(self, client: httpx.Client, request: httpx.Request, opened: _OpenSocket) -> None:
        self._client = client
        self._request = request
        self._open = opened
        self._lock = Lock()
        self._ended = Event()
        self._expired = False
        self._byte_left = False
        self._reply: Reply | None = None
        self._error: BaseException | None = None
        request.extensions = {**request.extensions, "trace": self._trace}

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._error = error
        with self._lock:
            is_ours = not self._expired  # after the deadline the client may be busy with the next call already
        if error is not None and is_ours:
            self._open.replace(None)
        self._ended.set()
        return True

    def reply_within(self, seconds: float, host: str) -> Reply:
        """The whole answer, or one of the two errors of a connection."""
        Thread(target=self._exchange, name=f"call-{host}", daemon=True).start()
        if not self._ended.wait(seconds):
            self._expire()
            self._ended.wait(_CLOSING_SECONDS)
            self._open.replace(None)
        if self._reply is not None:
            return self._reply
        raise self._failure(host) from self._error

    def _exchange(self) -> None:
        with self:
            response = self._client.send(self._request, stream=True)
            try:
                self._reply = _whole(response)
            finally:
                response.close()
                self._client.cookies.clear()  # who we are is said anew each time; no server numbers us besides
            if response.headers.get("connection", "").lower() == "close":
                self._open.replace(None)

    def _expire(self) -> None:
        with self._lock:
            self._expired = True
        self._open.shut_down()

    def _trace(self, event: str, info: Mapping[str, object]) -> None:
        """Follow the connection; raising here stops the call before its first byte."""
        if event.endswith("connect_tcp.complete"):
            raw = info["return_value"].get_extra_info("socket")  # type: ignore[attr-defined]
            with self._lock:
                late = self._expired
                if late:
                    raw.close()
                else:
                    self._open.replace(raw.dup())
        elif event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT":  # type: ignore[attr-defined]
            with self._lock:
                late = self._expired
                self._byte_left = not late
        else:
            return
        if late:
            raise TimeoutError

    def _failure(self, host: str) -> PlatformError:
        with self._lock:
            byte_left, expired = self._byte_left, self._expired
        why = T("no answer in time") if expired or isinstance(self._error, TimeoutError) else _why(self._error)
        return unknown(host, why) if byte_left else unreachable(host, why)


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _allowed_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.scheme not in {"http", "https"} or parts.username is not None or parts.query:
        raise Rejected(T("“{url}” is not a web address.", url=brief(url)), T("Write it like https://news.example.gov."))
    if parts.scheme == "http" and not is_loopback(host):
        raise Rejected(
            T("{host} would be reached without encryption.", host=host),
            T("Use its https address; plain http is for this computer only."),
        )
    return parts.netloc


def _http_client(connection: Connection, seconds: float) -> httpx.Client:
    import httpx

    for library in ("httpx", "httpcore"):  # their debug lines carry the authorization header
        logging.getLogger(library).setLevel(logging.WARNING)
    context: ssl.SSLContext | bool = False
    if connection.url.startswith("https:") or connection.proxy.startswith("https:"):
        context = trusted(connection.certificates)
    if connection.proxy and not connection.proxy.startswith(("http://", "https://")):
        raise Rejected(
            T("The proxy is not an http address."), T("Write it like http://proxy.example.gov:8080, or leave it empty.")
        )
    return httpx.Client(
        verify=context,
        proxy=connection.proxy or None,
        trust_env=False,
        follow_redirects=False,
        timeout=seconds,
        limits=httpx.Limits(max_keepalive_connections=1, keepalive_expiry=_IDLE_SECONDS),
    )


def trusted(certificates: str) -> ssl.SSLContext:
    """Whom a connection believes: the system's authorities and those of a PEM file; the server's name is compared.

    Raises:
        Rejected: the file can't be read.
    """
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if certificates:
        try:
            context.load_verify_locations(cafile=certificates)
        except (OSError, ssl.SSLError):
            raise Rejected(
                T("The certificate file can't be read: {file}", file=certificates),
                T("Choose a PEM file with the certificate of your authority."),
            ) from None
    return context


def _whole(response: httpx.Response) -> Reply:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > _LONGEST_REPLY:
            raise ValueError("a reply without end")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(response.status_code, headers, bytes(body))


def _why(error: BaseException | None) -> Text:
    import httpx

    if "certificate" in str(error).lower():
        return T("its certificate is not trusted here")
    match error:
        case httpx.TimeoutException():
            return T("no answer in time")
        case httpx.ProxyError():
            return T("the proxy refused the connection")
        case httpx.ConnectError():
            return T("the connection could not be opened")
        case httpx.NetworkError() | httpx.RemoteProtocolError():
            return T("the connection broke off")
    return T("the answer could not be read")
