"""The programs that tests run against: where each is found, and how it is started for one run of the tests.

Nothing here knows pytest, and nothing here is used outside tests.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A service by name: where to look for its program, and the Debian package that brings it."""

    service: str
    names: tuple[str, ...]
    package: str
    setting: str  # the environment variable that names the program, or the address of a server already running

    def path(self) -> str | None:
        """The program's path, or None. The environment's answer ("none" too) comes before our own search."""
        given = os.environ.get(self.setting)
        if given:
            return None if given == "none" else given
        if self.service == "postgres":
            return _newest_postgres() or shutil.which("postgres")
        return next((found for name in self.names if (found := shutil.which(name))), None)

    def how(self) -> str:
        """How to get it, in one line."""
        return f"apt-get install {self.package}, or set {self.setting}"


POSTGRES = Program("postgres", ("postgres",), "postgresql", "COMMUNITY_TEST_POSTGRES")
REDIS = Program("redis", ("redis-server", "valkey-server"), "redis-server", "COMMUNITY_TEST_REDIS")
CHROMIUM = Program(
    "browser",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "chromium",
    "COMMUNITY_TEST_CHROMIUM",
)
CLAMD = Program("scanner", ("clamd", "/usr/sbin/clamd"), "clamav-daemon", "COMMUNITY_TEST_CLAMD")
PROGRAMS = {program.service: program for program in (POSTGRES, REDIS, CHROMIUM, CLAMD)}


def _newest_postgres() -> str | None:
    """Debian keeps the server's programs off PATH, in a folder per version."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin/postgres") if path.parent.parent.name.isdigit()]
    return str(max(found, key=lambda path: int(path.parent.parent.name))) if found else None


def free_port() -> int:
    """A TCP port of the loopback address that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def scratch(name: str, owner: str | None = None) -> Path:
    """A new folder with a short path (a socket's path may have 107 characters), owned by `owner` if one is named."""
    folder = Path(tempfile.mkdtemp(prefix=f"community-{name}-", dir="/tmp"))
    if owner:
        shutil.chown(folder, owner, pwd.getpwnam(owner).pw_gid)
    return folder


def start_postgres(alive: Path) -> str:
    """Start a cluster of its own, gone when `alive` is let go of. Answers its address, as the administrator."""
    program = POSTGRES.path()
    assert program, POSTGRES.how()
    user = _unprivileged()
    folder = scratch("postgres", user)
    data = folder / "data"
    initdb = [str(Path(program).parent / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    locale = ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    made = subprocess.run([*initdb, *locale], user=user, cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "max_connections": "300",
        "fsync": "off",  # the cluster is thrown away: nothing has to survive the machine
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    command = [program, "-D", str(data), *(part for key, value in options.items() for part in ("-c", f"{key}={value}"))]
    keep(command, alive=alive, folder=folder, ready="ready to accept connections", user=user)
    return f"postgresql+psycopg://postgres@/postgres?host={folder}"


def start_redis(alive: Path) -> str:
    """Start a Redis of its own, gone when `alive` is let go of. Answers its address."""
    program = REDIS.path()
    assert program, REDIS.how()
    folder = scratch("redis")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    keep([program, *options], alive=alive, folder=folder, ready="eady to accept connections")
    return f"redis://127.0.0.1:{port}/0"


def start_clamd(alive: Path, signatures: str) -> str:
    """Start a virus scanner of its own that knows these signatures (lines of a .hdb) alone. Answers its address."""
    program = CLAMD.path()
    assert program, CLAMD.how()
    folder = scratch("clamd")
    (folder / "known").mkdir()
    (folder / "known" / "own.hdb").write_text(signatures)
    (folder / "conf").write_text(
        f"Foreground yes\nLocalSocket {folder}/socket\nDatabaseDirectory {folder}/known\nStreamMaxLength 10M\n"
    )
    keep([program, "-c", str(folder / "conf")], alive=alive, folder=folder, ready="Self checking every")
    return f"unix:{folder}/socket"


def start_s3(alive: Path) -> str:
    """Start an S3 service of its own that keeps nothing, gone when `alive` is let go of. Answers its address."""
    folder, port = scratch("s3"), free_port()
    program = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    keep(program, alive=alive, folder=folder, ready="Running on http")
    return f"http://127.0.0.1:{port}"


def keep(command: list[str], *, alive: Path, folder: Path, ready: str, user: str | None = None) -> None:
    """Start a program under a keeper, which ends it and removes `folder` once nobody holds the pipe `alive` open.

    Returns when a line of its output holds `ready`. Raises RuntimeError with the output when it ends before.
    """
    log = folder / "log"
    keeper = Path(__file__).with_name("keeper.py")
    arguments = [str(alive), str(log), user or "", ready, *command]
    done = subprocess.run([sys.executable, "-I", str(keeper), *arguments], check=False)
    if done.returncode:
        said = log.read_text(errors="replace") if log.is_file() else "(no output)"
        raise RuntimeError(f"{Path(command[0]).name} did not start:\n{said}")


def _unprivileged() -> str | None:
    """Whom the database server runs as: it refuses to be root's. None: ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
