"""An outsider's module may limit anybody's things: then, too, everybody sees what the oracle says."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]


def test_with_a_module_from_outside():
    paths = os.pathsep.join([str(HERE / "tests/sample_plugin"), os.environ.get("PYTHONPATH", "")])
    case = "tests/journeys/visibility/outsider.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", case]
    done = subprocess.run(
        command, cwd=HERE, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
