"""Calls to one S3 bucket: only what was named is trusted, and every call ends in time with its socket closed.

The environment and the AWS files of this computer say nothing here: neither keys, proxies, certificates nor endpoints.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from functools import partial
from typing import TYPE_CHECKING, Any

from editor_app.domain.errors import NotFound, PicturesAway, Unavailable
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from s3fs import S3FileSystem

    from editor_app.domain.media_place import BucketKey, MediaPlace

_SECONDS = 30.0
_SLOWEST = 64 * 1024
"""Bytes a second that a large picture may take beyond the usual time."""
_LARGEST = 256 * 1024**2
_SLACK = 5.0
_REGION = "us-east-1"
_NOT_THERE = frozenset({"NoSuchKey", "404"})
_NO_BUCKET = "NoSuchBucket"
_IS_THERE = frozenset({"PreconditionFailed", "412", "ConditionalRequestConflict"})
_NO_ENVIRONMENT = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
    "ca_bundle": (None, None, None, None),
    "use_fips_endpoint": (None, None, None, None),
    "use_dualstack_endpoint": (None, None, None, None),
    "ignore_configured_endpoint_urls": (None, None, True, None),
}


class BucketWire:
    """An open way to a bucket; safe to use from several threads."""

    def __init__(self, place: MediaPlace, key: BucketKey, seconds: float = _SECONDS) -> None:
        self._place, self._seconds = place, seconds
        self._files = _file_system(place, key)

    def get(self, name: str) -> bytes | None:
        """The bytes of an object; None = there is none.

        Raises:
            PicturesAway: the bucket can't be reached.
            Unavailable: the key is refused, or the object is far too large.
        """

        async def whole() -> bytes:
            answer = await self._call("get_object", Key=name)
            async with answer["Body"] as body:
                if int(answer.get("ContentLength", 0)) > _LARGEST:
                    raise Unavailable(T("An object in the bucket is far larger than a picture."))
                content: bytes = await body.read()
                return content

        found: bytes | None = self._done(whole, self._seconds + _LARGEST / _SLOWEST / 64)
        return found

    def put_new(self, name: str, content: bytes) -> bool:
        """Write an object where there is none.

        Returns:
            Whether it was written; False = there is one of that name.
        """
        return self._put(name, content, IfNoneMatch="*")

    def replace(self, name: str, content: bytes) -> None:
        """Write an object over one that was found to be wrong."""
        self._put(name, content)

    def has(self, name: str) -> bool:
        """Whether there is an object of that name."""
        return self._done(lambda: self._call("head_object", Key=name), self._seconds) is not None

    def tag(self, name: str) -> str:
        """What the server says of an object's bytes: their MD5 with most servers; empty = there is no such object."""
        found = self._done(lambda: self._call("head_object", Key=name), self._seconds)
        return str(found.get("ETag", "?")).strip('"') if found is not None else ""

    def names(self, prefix: str) -> list[str]:
        """The names of all objects that begin so."""
        found: list[str] = []
        more: dict[str, str] = {}
        while True:
            asked = partial(self._call, "list_objects_v2", Prefix=prefix, **more)
            page: dict[str, Any] = self._done(asked, self._seconds) or {}
            found += [str(each["Key"]) for each in page.get("Contents", ())]
            if not page.get("IsTruncated"):
                return found
            more = {"ContinuationToken": str(page["NextContinuationToken"])}

    def close(self) -> None:
        """Close every socket."""
        made = getattr(self._files, "_s3creator", None)
        if made is not None:
            self._files.close_session(self._files.loop, made)

    def _put(self, name: str, content: bytes, **condition: str) -> bool:
        seconds = self._seconds + len(content) / _SLOWEST

        async def written() -> bool:
            try:
                await self._call("put_object", Key=name, Body=content, **condition)
            except OSError as error:
                if isinstance(error, FileExistsError) or _code(error) in _IS_THERE:
                    return False
                raise
            return True

        return self._done(written, seconds) is True

    async def _call(self, method: str, **said: object) -> Any:
        return await self._files._call_s3(method, Bucket=self._place.bucket, **said)  # noqa: SLF001 - its own async form

    def _done(self, deed: Callable[[], Awaitable[Any]], seconds: float) -> Any:
        """What `deed` gives within `seconds`; None = there is no such object."""
        from aiohttp import ClientError as BrokenReply
        from botocore.exceptions import BotoCoreError, ClientError

        async def bounded() -> Any:
            async with asyncio.timeout(seconds):
                return await deed()

        try:
            return asyncio.run_coroutine_threadsafe(bounded(), self._files.loop).result(seconds + _SLACK)
        except FileNotFoundError as error:
            if _code(error) == _NO_BUCKET:
                raise self._no_bucket() from error
            return None
        except PermissionError as error:
            raise self._refused() from error
        except TimeoutError as error:
            raise self._away(T("no answer in time")) from error
        except (OSError, BotoCoreError, ClientError, BrokenReply) as error:
            raise self._away(_code(error) or type(error).__name__) from error

    def _no_bucket(self) -> NotFound:
        return NotFound(
            T("There is no bucket “{bucket}” at {host}.", bucket=self._place.bucket, host=self._host()),
            T("Make it there, or name another one."),
        )

    def _refused(self) -> Unavailable:
        return PicturesAway(
            T("The bucket of the team's pictures refuses this computer's key: {bucket}", bucket=self._place.bucket),
            T("Give the right key, in the settings or with `editor-app team media-key`."),
        )

    def _away(self, why: object) -> PicturesAway:
        return PicturesAway(
            T("The bucket of the team's pictures is away: {host} ({said})", host=self._host(), said=str(why)),
            T("Check the network and the proxy, then try again; nothing was changed."),
        )

    def _host(self) -> str:
        return self._place.endpoint or "s3.amazonaws.com"


def _code(error: BaseException) -> str:
    """What the server called the error; empty = it didn't."""
    for each in (error, error.__cause__):
        said = getattr(each, "response", None)
        if isinstance(said, dict):
            return str(said.get("Error", {}).get("Code", ""))
    return ""


def _file_system(place: MediaPlace, key: BucketKey) -> S3FileSystem:
    from aiobotocore.session import AioSession
    from s3fs import S3FileSystem

    said: dict[str, object] = {
        "http_session_cls": _session_class(place.certificates),
        "proxies": {"http": place.proxy, "https": place.proxy} if place.proxy else {},
        "connect_timeout": 10,
        "read_timeout": 30,
        "retries": {"total_max_attempts": 2, "mode": "standard"},
        # other servers than Amazon's don't know its new checksums; every picture is hashed here anyway
        "request_checksum_calculation": "when_required",
        "response_checksum_validation": "when_required",
    }
    if place.endpoint:
        said["s3"] = {"addressing_style": "path"}
    made = S3FileSystem(
        key=key.access_key,
        secret=key.secret_key.reveal(),
        endpoint_url=place.endpoint or None,
        session=AioSession(session_vars=_NO_ENVIRONMENT),
        client_kwargs={"region_name": place.region or _REGION},
        config_kwargs=said,
        skip_instance_cache=True,
    )
    made.retries = 1
    return made


def _session_class(certificates: str) -> type[Any]:
    """Connections that trust the system's authorities and the one that was named, and no others."""
    from aiobotocore.httpsession import AIOHTTPSession

    class OwnTrust(AIOHTTPSession):  # type: ignore[misc]
        def _build_verify_context(self) -> ssl.SSLContext:
            return _trusted(certificates)

    return OwnTrust


def _trusted(certificates: str) -> ssl.SSLContext:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if certificates:
        context.load_verify_locations(cafile=certificates)
    return context
