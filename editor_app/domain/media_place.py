"""Where a team keeps its pictures: a folder that its computers share, or a prefix in an S3 bucket; never a secret."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.errors import Invalid
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json

_S3 = "s3://"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"(?!\.)[A-Za-z0-9!_.*'()-]+(/(?!\.)[A-Za-z0-9!_.*'()-]+)*")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MediaPlace:
    """One place for pictures, checked when it was named."""

    address: str
    """An absolute folder, or `s3://BUCKET/PREFIX`."""
    endpoint: str = ""
    """Of a server that speaks S3; empty = Amazon's."""
    region: str = ""
    proxy: str = ""
    certificates: str = ""
    """A PEM file with the authority of the house, beside those of the system."""

    @property
    def is_bucket(self) -> bool:
        """Whether it is a bucket, not a folder."""
        return self.address.startswith(_S3)

    @property
    def bucket(self) -> str:
        """The bucket's name; empty for a folder."""
        return self.address.removeprefix(_S3).partition("/")[0] if self.is_bucket else ""

    @property
    def prefix(self) -> str:
        """What every object's name begins with, without a slash at its ends."""
        return self.address.removeprefix(_S3).partition("/")[2] if self.is_bucket else ""

    def as_json(self) -> dict[str, Json]:
        """As it is kept; what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class BucketKey:
    """What signs the calls to a bucket."""

    access_key: str
    secret_key: Secret


def media_place(
    address: str, *, endpoint: str = "", region: str = "", proxy: str = "", certificates: str = ""
) -> MediaPlace:
    """The place that a person named.

    Raises:
        Invalid: neither an absolute folder nor a bucket, or reached without encryption.
    """
    said = MediaPlace(address.strip().rstrip("/"), endpoint.strip().rstrip("/"), region, proxy, certificates)
    if said.is_bucket:
        _require_bucket(said)
    elif not Path(said.address).is_absolute() or "://" in said.address:
        raise Invalid(
            T("“{place}” is no place for a team's pictures.", place=address),
            T("Name a shared folder from its root, or a bucket: s3://BUCKET/PREFIX."),
        )
    elif said.endpoint or said.region or said.proxy or said.certificates:
        raise Invalid(T("A folder has no endpoint, region, proxy or certificates."), T("Leave them out."))
    return said


def place_from_json(value: Json) -> MediaPlace | None:
    """The inverse of `MediaPlace.as_json`; None = nothing of the kind."""
    if not isinstance(value, dict) or not isinstance(value.get("address"), str):
        return None
    known = {name: str(each) for name, each in value.items() if name in MediaPlace.__dataclass_fields__}
    return MediaPlace(**known)


def bucket_key(text: Secret) -> BucketKey:
    """The key in `ACCESS:SECRET`, as one line.

    Raises:
        Invalid: it isn't written so.
    """
    access, colon, secret = text.reveal().strip().partition(":")
    if not (access and colon and secret):
        raise Invalid(T("This is not the key of a bucket."), T("Write it in one line: ACCESS-KEY:SECRET-KEY."))
    return BucketKey(access, Secret(secret))


def _require_bucket(said: MediaPlace) -> None:
    if not _BUCKET.fullmatch(said.bucket) or (said.prefix and not _PREFIX.fullmatch(said.prefix)):
        raise Invalid(
            T("“{place}” is not the name of a bucket.", place=said.address),
            T("Write it as s3://BUCKET/PREFIX, in plain letters, digits and hyphens."),
        )
    for address in filter(None, (said.endpoint, said.proxy)):
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None or parts.query:
            raise Invalid(T("“{url}” is not a web address.", url=address), T("Write it like https://news.example.gov."))
    endpoint = urlsplit(said.endpoint)
    if endpoint.scheme == "http" and endpoint.hostname not in _HERE:
        raise Invalid(
            T("{host} would be reached without encryption.", host=endpoint.hostname or ""),
            T("Use its https address; plain http is for this computer only."),
        )
