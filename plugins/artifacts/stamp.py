"""Whether somebody else changed a text while it was being written: a short digest of what stood there. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def stamp(values: Mapping[str, Any]) -> str:
    """Sixteen hexadecimal digits that change with any of the values; they travel with the form."""
    written = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
