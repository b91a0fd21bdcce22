"""In the child: XML as a stream of events in constant memory. Refuses document types, and with them every entity."""

from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from .archives import Refused

CHUNK = 1_000_000  # large: a word that spans many pieces is looked at anew with each
DEEPEST = 2_000
MOST = 4_000_000  # events of one part: more of them take longer than anybody waits

Event = tuple[str, str, dict[str, str]]


class _Collector:
    """What expat says, gathered until it is taken; names without their namespaces."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.events: list[Event] = []
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("heavy")
        self.events.append(("start", _local(name), {_key(key): value for key, value in attributes.items()}))

    def end(self, name: str) -> None:
        self.depth -= 1
        self.events.append(("end", _local(name), {}))

    def words(self, text: str) -> None:
        self.events.append(("text", text, {}))

    def doctype(self, *_parts: object) -> None:
        raise Refused("entities")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _key(name: str) -> str:
    """An attribute within a namespace is written ":name", so that r:id and id are told apart."""
    _space, mark, local = name.rpartition("}")
    return f":{local}" if mark else local


def events(stream: IO[bytes]) -> Iterator[Event]:
    """("start", name, attributes), ("end", name, {}) and ("text", words, {}).

    Raises Refused: "damaged", "heavy", "entities".
    """
    collector, count = _Collector(), 0
    while True:
        chunk = stream.read(CHUNK)
        try:
            collector.parser.Parse(chunk, not chunk)
        except (expat.ExpatError, ValueError) as broken:
            raise Refused("damaged") from broken
        taken, collector.events = collector.events, []
        count += len(taken)
        if count > MOST:
            raise Refused("heavy")
        yield from taken
        if not chunk:
            return


def attributes(stream: IO[bytes], element: str) -> Iterator[dict[str, str]]:
    """The attributes of each element of that name."""
    for event, name, found in events(stream):
        if event == "start" and name == element:
            yield found
