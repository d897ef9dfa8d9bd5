"""Signed requests to an S3 server over the one HTTP client: Signature Version 4, and what its refusals mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.errors import RateLimited, Rejected
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http import Client
from editor_app.platforms.outcomes import failure, retry_after, sign_in_refused
from editor_app.platforms.site_folder.shelf import Overtaken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import timedelta

    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.site_s3.place import Keys, Place

_KEY_REFUSED = frozenset({"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken"})
_CHANGED = frozenset({409, 412})


class Wire:
    """Requests to one bucket, of one access key."""

    def __init__(self, connection: Connection, place: Place, keys: Keys, region: str, deadline: timedelta) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
        """
        self._client = Client(replace(connection, url=place.server), deadline)
        self._place = place
        self._keys = keys
        self._region = region
        self.host = self._client.host

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        also: Collection[int] = (),
    ) -> Reply:
        """The answer.

        Args:
            method: HTTP verb.
            path: below the bucket, as it stands in the request, with its query.
            headers: of the content.
            body: all of it.
            also: statuses to hand back besides 2xx.

        Raises:
            Overtaken: a condition of the request isn't met.
            PlatformError: one of the five.
        """
        target = f"/{self._place.bucket}{path}"
        outgoing = Outgoing(method, target, tuple((headers or {}).items()), body)
        signed = signed_headers(self._place.server, outgoing, self._keys, self._region)
        reply = self._client.send(outgoing, signed)
        if reply.status in also:
            return reply
        if reply.status in _CHANGED and headers and {"If-Match", "If-None-Match"} & headers.keys():
            raise Overtaken
        error = refusal(reply.without((self._keys.secret.reveal(),)), self.host)
        if error is not None:
            raise error
        return reply

    @property
    def sent(self) -> int:
        """How many requests went out so far, whatever became of them."""
        return self._client.sent

    def close(self) -> None:
        """Release what is held."""
        self._client.close()


def signed_headers(server: str, outgoing: Outgoing, keys: Keys, region: str) -> dict[str, str]:
    """The headers of Signature Version 4 for a request; its content headers are signed too."""
    from botocore.auth import S3SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    given = dict(outgoing.headers)
    request = AWSRequest(outgoing.method, server + outgoing.target, headers=given, data=outgoing.body)
    S3SigV4Auth(Credentials(keys.access, keys.secret.reveal()), "s3", region).add_auth(request)
    return {str(name): str(value) for name, value in request.headers.items() if str(name) not in given}


def refusal(reply: Reply, host: str) -> PlatformError | None:
    """The error that an answer means; None = done.

    Codes of docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, read 2026-11-29.
    """
    if reply.status < 300:
        return None
    code, words = _told(reply)
    if reply.status == 403 and code in _KEY_REFUSED:
        return sign_in_refused(host)
    if code == "RequestTimeTooSkewed":
        return Rejected(
            T("{host} finds the clock of this computer more than 15 minutes off.", host=host),
            T("Set this computer's clock, then try again."),
        )
    if code in {"SlowDown", "ServiceUnavailable"}:
        wait = retry_after(reply)
        seconds = round(wait.total_seconds())
        return RateLimited(T("{host} asks to wait {seconds} seconds.", host=host, seconds=seconds), wait)
    if code == "NotImplemented":
        return Rejected(
            T("{host} can't compare versions of objects, so two could overwrite each other.", host=host),
            T("Ask for a server with conditional writes (If-Match)."),
        )
    return failure(reply, host, words)


def _told(reply: Reply) -> tuple[str, str]:
    """Code and words of an error document; empty when it is none."""
    from defusedxml import ElementTree

    try:
        root = ElementTree.fromstring(reply.body)
    except (ElementTree.ParseError, ValueError):
        return "", ""
    code, words = root.findtext("Code") or "", root.findtext("Message") or ""
    return code, f"{code}: {words}" if code else words
