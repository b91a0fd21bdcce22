"""One server for a folder, whatever became of the one before it; the lock is kept across becoming another program."""

import fcntl
import subprocess
import sys

import pytest

from community.errors import RuleBroken
from community.live.serving import LOCK, _only_one, server_name

KEEPS = """
import os, sys
from pathlib import Path
from community.live.serving import _only_one
with _only_one(Path(sys.argv[1])):
    os.execv(sys.executable, [sys.executable, "-c", "print('kept', flush=True); input()"])
"""


def test_a_second_server_is_refused_and_told_who_serves(tmp_path):
    with _only_one(tmp_path), pytest.raises(RuleBroken, match=r"process \d+ serves this folder already"):
        _only_one(tmp_path)


def test_servers_of_a_folder_have_one_name_after_the_other(tmp_path):
    names = []
    for _ in range(2):
        with _only_one(tmp_path):
            names.append(server_name(tmp_path))
    with _only_one(tmp_path / "another"):
        names.append(server_name(tmp_path / "another"))
    assert names[0] == names[1] != names[2]


def test_the_lock_outlives_becoming_another_program_and_dies_with_it(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", KEEPS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "kept\n"
    with (tmp_path / LOCK).open() as file:
        with pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        other.kill()
        other.communicate()
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
