"""The store in a bucket: large writes, links, and no lock: who brings bytes while they are removed finds them after."""

import os
import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from community.files.stores import open_store
from community.files.stores.bucket import Bucket
from community.files.stores.s3 import S3Store

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(s3_store, tmp_path):
    """An empty bucket."""
    return open_store(s3_store, tmp_path)


def put(store, data):
    return store.put([data], len(data)).sha256


def test_large_bytes_travel_in_parts_and_come_back(store):
    data = os.urandom(20_000_000)
    name = store.put((data[at : at + 65_536] for at in range(0, len(data), 65_536)), len(data)).sha256
    assert store.size(name) == len(data)
    assert store.intact(name)
    assert b"".join(store.read(name, 15_999_990, 30)) == data[15_999_990:16_000_020]


def test_a_large_write_that_was_cut_off_leaves_nothing_for_long(store):
    bucket = store.bucket
    bucket._client.create_multipart_upload(Bucket=bucket.name, Key=f"{bucket.prefix}objects/{'0' * 64}")
    assert list(store.names()) == []
    assert store.tidy(datetime(2000, 1, 1, tzinfo=UTC)) == 0
    assert store.tidy(FUTURE) == 1
    assert store.tidy(FUTURE) == 0


def test_damaged_bytes_are_seen_and_those_cut_short_are_mended_by_bringing_them_again(store):
    name = put(store, b"abcdef")
    store.bucket.put(f"objects/{name}", b"abcdeg")
    assert not store.intact(name)
    store.bucket.put(f"objects/{name}", b"abc")
    assert put(store, b"abcdef") == name
    assert store.intact(name)


def test_bringing_known_bytes_again_protects_them(store):
    name = put(store, b"abcdef")
    first = store.bucket.head(f"objects/{name}").at
    while store.bucket.head(f"objects/{name}").at == first:  # the service counts in whole seconds
        put(store, b"abcdef")
    assert not store.remove(name, first + timedelta(seconds=1))
    assert store.intact(name)


class Slow(Bucket):
    """A bucket whose removals wait, once they are decided, until they are let go on."""

    def __init__(self, address):
        super().__init__(address)
        self.decided, self.go_on = threading.Event(), threading.Event()

    def delete(self, keys):
        self.decided.set()
        assert self.go_on.wait(20)
        super().delete(keys)


def test_bytes_that_come_while_they_are_removed_lie_there_afterwards(s3_store, store):
    name = put(store, b"abcdef")
    slow, brought = Slow(s3_store), []
    remover = threading.Thread(target=S3Store(slow).remove, args=(name, FUTURE))
    remover.start()
    assert slow.decided.wait(20)  # it saw that nobody touched them, and is about to remove them
    bringer = threading.Thread(target=lambda: brought.append(put(store, b"abcdef")))
    bringer.start()
    bringer.join(0.5)
    assert brought == []  # nobody was told yet that they lie there
    slow.go_on.set()
    remover.join()
    bringer.join()
    assert brought == [name]
    assert store.intact(name)
    assert store.tidy(FUTURE) == 0


def test_two_sites_share_a_bucket_below_prefixes(s3_store, store, tmp_path):
    other = open_store(s3_store.replace("/site?", "/sit?"), tmp_path)
    name = put(store, b"abcdef")
    store.stage("upload1", 0, [b"abc"])
    assert (other.size(name), list(other.names()), list(other.stagings())) == (None, [], [])


def test_what_others_keep_there_is_not_taken_for_bytes(store):
    name = put(store, b"abcdef")
    store.bucket.put("objects/notes.txt", b"x")
    store.bucket.put("elsewhere", b"x")
    assert list(store.names()) == [name]


def test_a_link_gives_the_bytes_under_their_name_for_a_while(store):
    name = put(store, b"%PDF-1.7")
    link = store.signed(name, name="Informe año “3”.pdf", type="application/pdf", seconds=60)
    assert parse_qs(urlsplit(link).query)["X-Amz-Expires"] == ["60"]
    answer = requests.get(link, timeout=10)
    assert answer.content == b"%PDF-1.7"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''Informe%20a%C3%B1o%20%E2%80%9C3%E2%80%9D.pdf"
    )


def test_links_lead_where_browsers_reach_the_service_or_there_are_none(s3_store, store, tmp_path):
    name = put(store, b"abc")
    away = open_store(f"{s3_store}&links=https://files.example.org", tmp_path)
    assert urlsplit(away.signed(name, name="a", type="text/plain", seconds=60)).netloc == "files.example.org"
    assert away.intact(name)
    off = open_store(f"{s3_store}&links=off", tmp_path)
    assert off.signed(name, name="a", type="text/plain", seconds=60) is None


@pytest.mark.parametrize(
    "address", ["s3://", "s3:///prefix", "s3://key:secret@bucket/prefix", "s3://bucket?endpont=http://x", "s3://b#c"]
)
def test_an_address_that_is_none_is_refused_at_start(address, tmp_path):
    with pytest.raises(ValueError, match="files_store"):
        open_store(address, tmp_path)


def test_opening_connects_to_nothing(tmp_path):
    store = open_store("s3://bucket/a/b/?endpoint=http://127.0.0.1:9&region=x", tmp_path)
    assert (store.bucket.name, store.bucket.prefix) == ("bucket", "a/b/")
