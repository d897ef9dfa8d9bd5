"""A bucket in memory with the rules of S3 that a site needs: whole objects, versions, conditions, pages of a list."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from tests.platforms.faulty import Answer

if TYPE_CHECKING:
    from tests.platforms.faulty import Asked

ACCESS, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI"
_PAGE = 3
"""Keys in one page of a list; a real server gives 1,000."""
_SPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


class Bucket:
    """The objects of the bucket `press`."""

    def __init__(self, *, compares: bool = True) -> None:
        self.objects: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.access = ACCESS
        self._compares = compares

    def __call__(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        _, bucket, key = f"{unquote(parts.path)}/".split("/", 2)
        wrong = self._refusal(asked, bucket)
        if wrong:
            return error(*wrong)
        return self._done(asked, key.rstrip("/"), parse_qs(parts.query))

    def _refusal(self, asked: Asked, bucket: str) -> tuple[int, str] | None:
        signed = re.search(
            r"Credential=([^/]+)/\d{8}/us-east-1/s3/aws4_request", asked.headers.get("authorization", "")
        )
        if signed is None or signed[1] != self.access:
            return 403, "InvalidAccessKeyId"
        if asked.headers["x-amz-content-sha256"] != hashlib.sha256(asked.body).hexdigest():
            return 400, "XAmzContentSHA256Mismatch"
        return None if bucket == "press" else (404, "NoSuchBucket")

    def _done(self, asked: Asked, key: str, query: dict[str, list[str]]) -> Answer:
        match asked.method:
            case "GET":
                return self._get(key) if key else self._list(query)
            case "PUT":
                return self._put(key, asked)
        self.objects.pop(key, None)
        return Answer(204)

    def _get(self, key: str) -> Answer:
        if key not in self.objects:
            return error(404, "NoSuchKey")
        return Answer(200, self.objects[key], {"ETag": self._version(key)})

    def _put(self, key: str, asked: Asked) -> Answer:
        there = self._version(key)
        wanted, none = asked.headers.get("if-match"), asked.headers.get("if-none-match")
        if self._compares and ((none == "*" and there) or (wanted is not None and wanted != there)):
            return error(412, "PreconditionFailed")
        self.objects[key] = asked.body
        self.kinds[key] = asked.headers["content-type"]
        return Answer(200, b"", {"ETag": self._version(key)})

    def _version(self, key: str) -> str:
        return f'"{hashlib.md5(self.objects[key]).hexdigest()}"' if key in self.objects else ""  # noqa: S324 - as S3 does

    def _list(self, query: dict[str, list[str]]) -> Answer:
        prefix, after = query.get("prefix", [""])[0], query.get("continuation-token", [""])[0]
        keys = sorted(key for key in self.objects if key.startswith(prefix) and key > after)
        rows = "".join(
            f"<Contents><Key>{escape(key)}</Key><ETag>{escape(self._version(key))}</ETag></Contents>"
            for key in keys[:_PAGE]
        )
        more = f"<NextContinuationToken>{escape(keys[_PAGE - 1])}</NextContinuationToken>" if len(keys) > _PAGE else ""
        return Answer(200, f'<ListBucketResult xmlns="{_SPACE}">{rows}{more}</ListBucketResult>'.encode())


def error(status: int, code: str) -> Answer:
    """A refusal as S3 words it."""
    return Answer(status, f"<Error><Code>{code}</Code><Message>told so</Message></Error>".encode())


def connection(url: str, **options: str) -> Connection:
    """How an account reaches the bucket."""
    return Connection(f"{url}/press/www", Secret(f"{ACCESS}:{SECRET}"), options)
