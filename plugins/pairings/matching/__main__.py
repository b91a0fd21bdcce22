"""One question on standard input, its answer on standard output, both in JSON: for large ones, in a process apart."""

import json
import sys

from plugins.pairings.matching.apart import answer

sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
