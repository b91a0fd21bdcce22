"""In the child: a clean copy of a document on standard input; argument: its media type.

Output: the file and then DONE, so that one cut short is known; or {"error": word} alone.
"""

import json
import sys
from typing import IO

from .archives import Archive, Refused

DONE = b"DONE"


def clean(file: IO[bytes], media_type: str, out: IO[bytes]) -> None:
    """Write the clean copy. Raises Refused."""
    if media_type == "application/pdf":
        from . import clean_pdf  # late: slow

        out.write(clean_pdf.clean(file))
        return
    from . import clean_docx, clean_odf, clean_pptx, clean_xlsx  # late: slow
    from .package import Package  # late: slow

    package = Package(Archive(file))
    kind = media_type.rpartition(".")[2]
    if "opendocument" in media_type:
        clean_odf.clean(package)
    else:
        {"document": clean_docx, "presentation": clean_pptx, "sheet": clean_xlsx}[kind].clean(package)
    package.write(out)


def main() -> None:
    """Cleans, and answers."""
    out = sys.stdout.buffer
    try:
        with open(0, "rb", closefd=False) as file:
            clean(file, sys.argv[1], out)
        out.write(DONE)
    except Refused as refusal:
        out.write(json.dumps({"error": str(refusal)}).encode())
    except MemoryError:
        out.write(b'{"error": "heavy"}')
    except Exception:  # noqa: BLE001 - whatever hostile bytes bring about means "damaged"
        out.write(b'{"error": "damaged"}')
    out.flush()


if __name__ == "__main__":
    main()
