"""The signing secret is made once, whole, for the owner alone."""

import threading

from community.config import Settings


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    first = Settings(instance=tmp_path).secret()
    assert len(first) >= 48
    assert Settings(instance=tmp_path).secret() == first
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert Settings(instance=tmp_path, secret_key="given").secret() == "given"


def test_many_that_ask_first_at_once_get_the_same(tmp_path):
    ready, found = threading.Barrier(8), []

    def ask():
        ready.wait(20)
        found.append(Settings(instance=tmp_path).secret())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert len(found) == 8
    assert len(set(found)) == 1
