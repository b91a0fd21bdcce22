"""Files that people bring with a browser, and a line that is slow or cut while they do."""

import struct
import zlib

FIELD = "[data-composer-input]"


def pdf(size=0, script=""):
    """A small PDF of one empty page, or a large one with so many more bytes that mean nothing."""
    action = f"/OpenAction<</S/JavaScript/JS({script})>>" if script else ""
    padding = bytes(7 * number % 251 for number in range(251)) * (size // 251)
    objects = (
        f"<</Type/Catalog/Pages 2 0 R{action}>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(padding), padding),
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows)
    return made + head + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(made))


def png(width=640, height=480):
    """A picture of one colour."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x2a\x7f\x55" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def choose(reader, *files):
    """Choose files of (name, type, bytes) in the composer of the page that is open."""
    reader.page.set_input_files(FIELD, [dict(zip(("name", "mimeType", "buffer"), one, strict=True)) for one in files])


class Line:
    """The line of one person's browser: so many bytes a second go out, or none at all."""

    def __init__(self, reader):
        self.session = reader.context.new_cdp_session(reader.page)

    def carries(self, a_second=-1, *, offline=False):
        """From now on; -1: as fast as it goes."""
        conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": a_second, "offline": offline}
        self.session.send("Network.emulateNetworkConditions", conditions)
