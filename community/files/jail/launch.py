"""Started as `python -I launch.py LIMITS SCRIPT ...`: take the limits on, then run the script. Standard library only.

The child limits itself before anything else is imported: code between fork and exec is unsafe in a threaded parent.
"""

import json
import resource
import runpy
import signal
import sys
import types
from pathlib import Path


def main() -> None:
    """Limits are a JSON object: `memory` in bytes, `seconds` of processor and, as a last resort, of the clock."""
    limits = json.loads(sys.argv[1])
    for what, value in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (value, value))
    signal.alarm(limits["alarm"])  # ends a child whose parent was killed before it could
    sys.argv = sys.argv[2:]
    script = Path(sys.argv[0])
    jail = types.ModuleType("jail")  # by this the scripts find each other, and nothing else of ours
    jail.__path__ = [str(script.parent)]
    sys.modules["jail"] = jail
    runpy.run_module(f"jail.{script.stem}", run_name="__main__")


if __name__ == "__main__":
    main()
