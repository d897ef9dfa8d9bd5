"""An S3 server (moto, from the package registry) with one bucket and one person's key; every signature is checked."""

import hashlib
import hmac
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from tests.live.servers.cache import ServerError, installed, repeatedly, run
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import TIMEOUT_SECONDS, RefusedError, answers

VERSION = os.environ.get("PRESS_DESK_MOTO_VERSION", "5.2.5")
REGION = "us-east-1"
BUCKET = "press-office"
_EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'


@dataclass(frozen=True, slots=True)
class S3Owner:
    """The other client: signs for itself with the standard library, sees and changes any object."""

    url: str
    access_key: str
    secret_key: str = field(repr=False)

    def ask(self, method: str, path: str, content: bytes = b"", **query: str) -> tuple[int, bytes]:
        """Status and body of one signed call; `path` begins with the bucket."""
        return _ask(self, method, f"/{quote(path)}", query, content)

    def make(self, bucket: str) -> None:
        """Make a bucket."""
        self._must("PUT", bucket)

    def keys(self, bucket: str = BUCKET, prefix: str = "") -> list[str]:
        """The names of every object (at most 1,000) in the bucket."""
        listing = self._must("GET", bucket, **{"list-type": "2", "prefix": prefix}).decode()
        return re.findall(r"<Key>([^<]*)</Key>", listing)

    def get(self, key: str, bucket: str = BUCKET) -> bytes:
        """The bytes of an object."""
        return self._must("GET", f"{bucket}/{key}")

    def put(self, key: str, content: bytes, bucket: str = BUCKET) -> None:
        """Write an object over whatever is there."""
        self._must("PUT", f"{bucket}/{key}", content)

    def delete(self, key: str, bucket: str = BUCKET) -> None:
        """Take an object away."""
        self._must("DELETE", f"{bucket}/{key}")

    def _must(self, method: str, path: str, content: bytes = b"", **query: str) -> bytes:
        status, body = self.ask(method, path, content, **query)
        if status >= 400:
            raise RefusedError(f"{method} {path} -> {status}: {body[:600]!r}")
        return body


@dataclass(frozen=True, slots=True)
class StartedS3:
    """A running S3 server, what the program may use, and its version as its package says."""

    url: str
    bucket: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    version: str

    @property
    def owner(self) -> S3Owner:
        """The other client."""
        return S3Owner(self.url, self.access_key, self.secret_key)


def start() -> StartedS3:
    """A new server with an empty bucket on a free loopback port, its program out of the cache."""
    python = _program() / "env" / "bin" / "python"
    state, port = state_folder("s3"), free_port()
    url = f"http://127.0.0.1:{port}"
    argv = [python, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = Server("S3", argv, cwd=state, log=state / "s3.log")
    server.wait_until(lambda: answers(f"{url}/moto-api/"), seconds=120)
    access_key, secret_key = _person(url)
    _ask(S3Owner(url, access_key, secret_key), "PUT", f"/{BUCKET}", {}, b"")
    _check_signatures(url)
    told = subprocess.run(
        [str(python), "-c", "import moto; print(moto.__version__)"], capture_output=True, text=True, check=True
    )
    return StartedS3(url, BUCKET, REGION, access_key, secret_key, f"moto {told.stdout.strip()}")


def _program() -> Path:
    """The environment may be moved after it was made, so only its Python is used, never a script beside it."""

    def build(place: Path) -> None:
        run([sys.executable, "-m", "venv", place / "env"], log="s3-environment")
        pip: list[str | Path] = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet"]
        repeatedly(lambda: run([*pip, f"moto[s3,server]=={VERSION}"], log="s3-install"))

    return installed(f"moto-{VERSION}", build)


def _person(url: str) -> tuple[str, str]:
    """A user who may do everything with objects: key and secret, made while signatures aren't looked at yet."""
    nobody = S3Owner(url, "nobody", secrets.token_hex(8))

    def order(**said: str) -> str:
        body = urlencode({"Version": "2010-05-08", **said}).encode()
        status, answer = _ask(nobody, "POST", "/", {}, body, service="iam")
        if status >= 400:
            raise ServerError(f"the S3 server refused {said['Action']}: {answer[:600]!r}")
        return answer.decode()

    order(Action="CreateUser", UserName="press")
    order(Action="PutUserPolicy", UserName="press", PolicyName="all", PolicyDocument=_EVERYTHING)
    made = order(Action="CreateAccessKey", UserName="press")
    found = [re.search(f"<{tag}>([^<]+)</{tag}>", made) for tag in ("AccessKeyId", "SecretAccessKey")]
    if found[0] is None or found[1] is None:
        raise ServerError(f"the S3 server gave no key: {made[:600]}")
    return found[0][1], found[1][1]


def _check_signatures(url: str) -> None:
    """From here on a wrong key is refused."""
    connection = HTTPConnection("127.0.0.1", urlsplit(url).port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", "/moto-api/reset-auth", "0")
        connection.getresponse().read()
    finally:
        connection.close()
    status, _body = _ask(S3Owner(url, "nobody", "nothing"), "GET", f"/{BUCKET}", {}, b"")
    if status != 403:
        raise ServerError(f"the S3 server answers {status} to a key that nobody has")


def _ask(
    owner: S3Owner, method: str, path: str, query: Mapping[str, str], content: bytes, *, service: str = "s3"
) -> tuple[int, bytes]:
    parts = urlsplit(owner.url)
    said = urlencode(sorted(query.items()), quote_via=quote)
    headers = _signed(owner, method, path, said, content, service)
    if service != "s3":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(method, path + (f"?{said}" if said else ""), content or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _signed(owner: S3Owner, method: str, path: str, query: str, content: bytes, service: str) -> dict[str, str]:
    """Headers with Signature Version 4.

    See docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, read 2026-11-29.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    body = hashlib.sha256(content).hexdigest()
    headers = {"host": urlsplit(owner.url).netloc, "x-amz-content-sha256": body, "x-amz-date": stamp}
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"{method}\n{path}\n{query}\n{lines}\n{names}\n{body}"
    scope = f"{stamp[:8]}/{REGION}/{service}/aws4_request"
    key = f"AWS4{owner.secret_key}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={owner.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return headers
