"""Loading the sample network: every module fills in its part, in order, then the consumers catch up."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import column, select, table

from community.data.database import session
from community.data.unit_of_work import end_reads
from community.events.runner import drain
from community.host.registry import host
from community.host.samples import SampleNetwork

PEOPLE = table("people_person", column("id"))


def is_empty() -> bool:
    """Whether nobody is there yet."""
    found = session().scalar(select(PEOPLE.c.id).limit(1))
    end_reads()
    return found is None


def load(app: Flask, say: Callable[[str], object] = lambda _words: None) -> SampleNetwork:
    """Fill an empty database; `say` is told of each part. Needs an app context."""
    network = SampleNetwork()
    for plugin in host().plugins.values():
        if plugin.samples is not None:
            say(f"sample network: {plugin.title}")
            plugin.samples(network)
            drain(app)
    return network
