"""How a bucket is written down: one address with server, bucket and folder, and a key with its secret."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.secrets import Secret as Hidden

REGION = "us-east-1"
"""What servers of one's own answer to."""
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder in a bucket of a server."""

    server: str
    """Its address without a closing slash."""
    bucket: str
    prefix: str
    """Empty, or with a closing slash."""

    @property
    def base(self) -> str:
        """Where readers find it when the bucket itself is public."""
        return f"{self.server}/{self.bucket}/{self.prefix}".rstrip("/")


@dataclass(frozen=True, slots=True)
class Keys:
    """An access key."""

    access: str
    secret: Secret = field(repr=False)


def place_of(url: str) -> Place:
    """The place that an address names, such as https://s3.example.gov/bucket/site.

    Raises:
        Rejected: it names none.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    bucket, *folders = parts.path.strip("/").split("/")
    fits = parts.scheme in {"http", "https"} and host and not parts.query and not parts.fragment
    if not fits or not _BUCKET.fullmatch(bucket) or not all(_FOLDER.fullmatch(folder) for folder in folders):
        raise Rejected(
            T("“{url}” is not the address of a bucket.", url=url[:200]),
            T("Write server, bucket and folder like https://s3.example.gov/press/site."),
        )
    return Place(f"{parts.scheme}://{parts.netloc}", bucket, "".join(f"{folder}/" for folder in folders))


def keys_of(secret: Hidden) -> Keys:
    """The access key.

    Raises:
        AuthExpired: the secret is not `key:secret`.
    """
    access, _, rest = secret.reveal().strip().partition(":")
    if not access.strip() or not rest.strip():
        raise AuthExpired(T("The bucket needs an access key and its secret."), T("Connect the account again."))
    return Keys(access.strip(), Secret(rest.strip()))
