"""In the child: whether a PDF on standard input opens without a password. Output: {} or {"error": "locked"}.

Many are encrypted so that they are not changed, and open for everybody.
"""

import json
import sys

import pypdfium2  # type: ignore[import-untyped]


def main() -> None:
    """Takes no argument."""
    try:
        with open(0, "rb", closefd=False) as file:
            pages = len(pypdfium2.PdfDocument(file))
    except Exception:  # noqa: BLE001 - whatever does not open is as good as locked
        pages = 0
    sys.stdout.write(json.dumps({} if pages else {"error": "locked"}))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
