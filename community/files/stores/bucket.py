"""A bucket of an S3 service as its stores use it: a few verbs over keys. The only file that knows boto3.

Credentials come from where boto3 looks for them (the environment, or the machine's role), never from the address.
"""

import io
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, BinaryIO
from urllib.parse import parse_qsl, urlsplit

from community.files.store import CHUNK

_NAMES = {"endpoint", "region", "links"}
_LARGE = 16 * 1024 * 1024  # bytes from which on an object is sent in parts
_MOST = 1_000  # keys of one request
_MISSING = {"404", "NoSuchKey", "NotFound"}
_PAST_END = "InvalidRange"


@dataclass(frozen=True)
class Entry:
    """An object as it is listed: its key without the prefix, its size, and when it was last written."""

    key: str
    size: int
    at: datetime


class Part:
    """Bytes of an object on their way, in chunks."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        try:
            while chunk := self._stream.read(CHUNK):
                yield chunk
        finally:
            self.close()

    def close(self) -> None:
        self._stream.close()


class Bucket:
    """One bucket, below one prefix. Safe to use from many threads."""

    def __init__(self, address: str) -> None:
        """`s3://bucket/prefix?endpoint=...&region=...&links=...`; connects when first used. Raises ValueError.

        `links`: where browsers reach the service if that is not the endpoint, or "off" where they do not.
        """
        parts = urlsplit(address)
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        if not parts.hostname or parts.username or parts.fragment or not given.keys() <= _NAMES:
            raise ValueError("files_store: an address of S3 is s3://bucket/prefix?endpoint=https://...&region=...")
        prefix = parts.path.strip("/")
        self.name, self.prefix = parts.netloc, f"{prefix}/" if prefix else ""
        self.endpoint, self.region, self.links = (given.get(name) for name in ("endpoint", "region", "links"))
        self._making = threading.Lock()
        if _boto3() is None:
            raise ValueError("files_store: s3:// needs the package boto3, which the extra s3 brings")

    def head(self, key: str) -> Entry | None:
        """An object's size and moment, or None."""
        try:
            found = self._client.head_object(**self._at(key))
        except self._client.exceptions.ClientError as problem:
            if _code(problem) in _MISSING:
                return None
            raise
        return Entry(key, found["ContentLength"], found["LastModified"])

    def get(self, key: str, start: int = 0, length: int | None = None) -> BinaryIO | None:
        """An object from `start`, open for reading; None where there is none. Past its end there is nothing to read."""
        if length == 0:
            return io.BytesIO() if self.head(key) else None
        part = {"Range": f"bytes={start}-{'' if length is None else start + length - 1}"} if start or length else {}
        try:
            body: BinaryIO = self._client.get_object(**self._at(key), **part)["Body"]
        except self._client.exceptions.ClientError as problem:
            if _code(problem) in _MISSING:
                return None
            if _code(problem) == _PAST_END:
                return io.BytesIO()
            raise
        return body

    def put(self, key: str, data: bytes) -> None:
        """Write a small object; it is there, whole, on return."""
        self._client.put_object(**self._at(key), Body=data)

    def put_file(self, key: str, file: BinaryIO) -> None:
        """Write a file, in parts where it is large; it is there, whole, on return or not at all."""
        self._client.upload_fileobj(file, self.name, self.prefix + key, Config=self._transfer)

    def touch(self, key: str) -> None:
        """Let an object be written now, by a copy onto itself that moves no bytes to us. Not there: nothing happens."""
        try:
            self._client.copy_object(
                **self._at(key), CopySource={"Bucket": self.name, "Key": self.prefix + key},
                MetadataDirective="REPLACE",
            )  # fmt: skip
        except self._client.exceptions.ClientError as problem:
            if _code(problem) not in _MISSING:
                raise

    def list(self, beginning: str = "") -> Iterator[Entry]:
        """Every object whose key begins so, in the order of keys."""
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.name, Prefix=self.prefix + beginning):
            for one in page.get("Contents", ()):
                yield Entry(one["Key"].removeprefix(self.prefix), one["Size"], one["LastModified"])

    def delete(self, keys: Iterable[str]) -> None:
        """Remove objects; those that are not there do not matter."""
        left = iter(keys)
        while some := list(islice(left, _MOST)):
            asked = {"Objects": [{"Key": self.prefix + key} for key in some], "Quiet": True}
            answer = self._client.delete_objects(Bucket=self.name, Delete=asked)
            if answer.get("Errors"):
                raise OSError(f"S3 did not remove: {answer['Errors'][0]}")

    def abort(self, before: datetime) -> int:
        """Forget large writes that began before that moment and never ended; how many."""
        gone = 0
        for page in self._client.get_paginator("list_multipart_uploads").paginate(Bucket=self.name, Prefix=self.prefix):
            for one in page.get("Uploads", ()):
                if one["Initiated"] < before:
                    self._client.abort_multipart_upload(Bucket=self.name, Key=one["Key"], UploadId=one["UploadId"])
                    gone += 1
        return gone

    def signed(self, key: str, seconds: int, **answer: str) -> str | None:
        """An address to read the object under for so many seconds; `answer`: how its headers shall be."""
        if self.links == "off":
            return None
        wanted = {**self._at(key), **answer}
        address: str = self._signer.generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)
        return address

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self.name, "Key": self.prefix + key}

    @cached_property
    def _client(self) -> Any:
        return self._connected(self.endpoint)

    @cached_property
    def _signer(self) -> Any:
        return self._connected(self.links) if self.links else self._client

    def _connected(self, endpoint: str | None) -> Any:
        from botocore.config import Config  # late: optional

        config = Config(
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=60,
            retries={"mode": "standard", "max_attempts": 4},
            s3={"addressing_style": "path" if endpoint else "auto"},
            request_checksum_calculation="when_required",  # services beside Amazon's refuse the newer sums
            response_checksum_validation="when_required",
        )
        with self._making:  # boto3's session is not made for threads; what it gives is
            session = _boto3().session.Session(region_name=self.region)
            return session.client("s3", endpoint_url=endpoint, config=config)

    @cached_property
    def _transfer(self) -> Any:
        from boto3.s3.transfer import TransferConfig  # late: optional

        return TransferConfig(multipart_threshold=_LARGE, multipart_chunksize=_LARGE, use_threads=False)


def _boto3() -> Any:
    try:
        import boto3  # late: optional
    except ImportError:
        return None
    return boto3


def _code(problem: Any) -> str:
    return str(problem.response.get("Error", {}).get("Code", ""))
