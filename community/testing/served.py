"""A real server process with the sample network, for browsers: made once, copied for each who needs one, ended by id.

Nothing here knows pytest, and nothing here is used outside tests.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from community.config import SAMPLE_ACCOUNTS
from community.testing.servers import free_port

SECONDS_TO_START = 60
SECONDS_TO_END = 15


@dataclass(frozen=True)
class Served:
    """A site that answers: where it is, its folder, and who can sign in."""

    address: str
    instance: Path
    accounts: tuple[dict[str, str], ...]

    def account(self, role: str, district: str = "", *, at: int = 0) -> dict[str, str]:
        """The account number `at` of those with a role, in the districts whose name begins so. Raises IndexError."""
        found = [one for one in self.accounts if one["role"] == role and one["district"].startswith(district)]
        return found[at]


def command() -> str:
    """The path of this environment's `community`."""
    return str(Path(sys.executable).with_name("community"))


def make_sample(instance: Path) -> None:
    """Migrate an empty folder and load the sample network into it."""
    settings = {**os.environ, "COMMUNITY_INSTANCE": str(instance)}
    for step in (["db", "upgrade"], ["sample", "load", "--if-empty"]):
        done = subprocess.run([command(), *step], env=settings, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"community {' '.join(step)} failed:\n{done.stdout}\n{done.stderr}")


def copy_sample(made: Path, instance: Path) -> None:
    """Another folder with the same network."""
    shutil.copytree(made, instance, dirs_exist_ok=True)


@contextmanager
def serving(instance: Path, **settings: str) -> Iterator[Served]:
    """Serve a folder with `community serve`, as long as this lasts; `settings` are COMMUNITY_* in lower case.

    Raises RuntimeError with the log when it does not answer.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    given = {f"COMMUNITY_{name.upper()}": value for name, value in settings.items()}
    environment = {**os.environ, "COMMUNITY_INSTANCE": str(instance), "COMMUNITY_BASE_URL": address, **given}
    log = instance.parent / f"{instance.name}.log"
    with log.open("wb") as out:
        arguments = [command(), "serve", "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(arguments, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(f"{address}/readyz", process, log)
        yield Served(address, instance, tuple(json.loads((instance / SAMPLE_ACCOUNTS).read_text("utf-8"))))
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback, by our own hand
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the site did not answer at {address}:\n{log.read_text(errors='replace')[-4000:]}")
