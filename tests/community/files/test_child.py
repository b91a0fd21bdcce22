"""The child that reads strangers' files: whatever it does, the call returns, and nothing is left running."""

import ast
import json
import os
import signal
import subprocess
import sys
import tempfile

import psutil
import pytest

from community.errors import TooMany
from community.files import child
from community.files.child import ChildFailed, Limits

MEMORY = 300_000_000


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a script written on the spot; answers its output."""
    launch = (child.JAIL / "launch.py").read_text()
    (tmp_path / "launch.py").write_text(launch)
    monkeypatch.setattr(child, "JAIL", tmp_path)

    def call(script, *arguments, given=b"", **limits):
        (tmp_path / "script.py").write_text(script)
        with tempfile.TemporaryFile() as file:
            file.write(given)
            file.flush()
            return child.run("script.py", arguments, file, Limits(**{"memory": MEMORY, **limits}))

    return call


def test_output_comes_back(run):
    script = "import sys; print(sys.argv[1], sys.stdin.read())"
    assert run(script, "one", given=b"two") == b"one two\n"


def test_large_output_comes_piece_by_piece(run, tmp_path):
    (tmp_path / "script.py").write_text("print('x' * 300_000)")
    with (tmp_path / "launch.py").open("rb") as file:
        pieces = child.stream("script.py", [], file, Limits(MEMORY))
        first = next(pieces)
        assert 0 < len(first) < 300_000
        assert first + b"".join(pieces) == b"x" * 300_000 + b"\n"


def test_a_reader_that_stops_half_way_ends_the_child(run, tmp_path):
    (tmp_path / "script.py").write_text("import os\nwhile True: print(os.getpid(), flush=True)")
    with (tmp_path / "launch.py").open("rb") as file:
        pieces = child.stream("script.py", [], file, Limits(MEMORY))
        pid = int(next(pieces).split()[0])
        pieces.close()
    assert not psutil.pid_exists(pid)
    assert child._places.acquire(blocking=False)
    child._places.release()


def test_scripts_find_each_other(run, tmp_path):
    (tmp_path / "other.py").write_text("WORD = 'found'")
    script = "import sys\nfrom .other import WORD\nprint(WORD, [m for m in sys.modules if m.startswith('jail')])"
    assert run(script) == b"found ['jail', 'jail.other']\n"


def test_scripts_of_the_jail_import_nothing_else_of_ours():
    for script in child.JAIL.glob("*.py"):
        for node in ast.walk(ast.parse(script.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert node.level < 2, script
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not {"community", "plugins", "jail"} & {name.partition(".")[0] for name in names}, script


def test_it_starts_with_nothing_of_ours(run):
    script = "import os, sys; print(sorted(set(os.environ) - {'LC_CTYPE'}), os.getcwd(), sys.flags.isolated)"
    assert run(script) == b"[] / 1\n"


def test_its_limits_hold_before_the_script_begins(run):
    script = (
        "import resource as r; print([r.getrlimit(x)[1] for x in "
        "(r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_NPROC, r.RLIMIT_CORE)])"
    )
    assert run(script, seconds=7) == f"[{MEMORY}, 7, 0, 64, 0, 0]\n".encode()


def test_too_much_memory_ends_it(run):
    with pytest.raises(ChildFailed, match="died"):
        run(f"x = bytearray({MEMORY}); print(len(x))")


def test_a_script_that_never_ends_is_stopped_by_the_clock(run):
    with pytest.raises(ChildFailed, match="time"):
        run("import time; time.sleep(1000)", clock=0.5)


def test_a_script_that_computes_without_end_is_stopped_by_the_processor(run):
    with pytest.raises(ChildFailed, match="died"):
        run("while True: pass", seconds=1)


def test_a_script_that_writes_without_end_is_stopped(run):
    with pytest.raises(ChildFailed, match="output"):
        run("import sys\nwhile True: sys.stdout.write('x' * 65536)", output=1_000_000)


def test_it_writes_no_file(run, tmp_path):
    target = tmp_path / "written"
    with pytest.raises(ChildFailed, match="died"):
        run(f"f = open({str(target)!r}, 'w'); f.write('x' * 100000); f.flush(); print('done')")
    assert not target.exists() or target.stat().st_size == 0


def test_a_crash_is_an_error_and_no_more(run):
    with pytest.raises(ChildFailed, match="died"):
        run("import os; os.abort()")


def test_what_it_started_goes_with_it(run, monkeypatch, tmp_path):
    """Were a decoder to start a process of its own, it would end with the group."""
    monkeypatch.setattr(child, "JAIL", tmp_path)
    launch = (tmp_path / "launch.py").read_text()
    (tmp_path / "launch.py").write_text(launch.replace("(resource.RLIMIT_NPROC, 0),", ""))
    script = "import os, time\nif os.fork() == 0: os.close(1); time.sleep(1000)\nprint(os.getpgrp())"
    group = int(run(script))
    left = [one for one in psutil.process_iter() if _group(one.pid) == group]
    assert psutil.wait_procs(left, timeout=10)[1] == []  # killed, and gone as soon as the system gets to it


def _group(pid):
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def test_a_child_whose_parent_is_gone_ends_by_itself(tmp_path):
    """It sets its own alarm: nobody needs to be there to end it."""
    limits = {"memory": MEMORY, "seconds": 20, "alarm": 1}
    script = tmp_path / "script.py"
    script.write_text("import time; time.sleep(1000)")
    command = [sys.executable, "-I", str(child.JAIL / "launch.py"), json.dumps(limits), str(script)]
    ended = subprocess.run(command, check=False, timeout=30)
    assert ended.returncode == -signal.SIGALRM


def test_only_so_many_run_at_once(run):
    """One more waits for its turn, and is told to come back when none comes."""
    for _ in range(child.AT_ONCE):
        child._places.acquire()
    with pytest.raises(TooMany):
        run("print('never')", clock=0.1)
    for _ in range(child.AT_ONCE):
        child._places.release()
    with pytest.raises(ChildFailed):
        run("import os; os.abort()")
    assert [run("print('now')") for _ in range(child.AT_ONCE + 1)] == [b"now\n"] * (child.AT_ONCE + 1)


def test_the_group_is_ended_even_when_it_is_gone():
    pid = os.posix_spawn("/bin/true", ["true"], {}, setpgroup=0)
    os.waitpid(pid, 0)
    child._kill_group(pid)
