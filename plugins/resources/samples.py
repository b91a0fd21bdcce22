"""Our part of the sample network: tags, and a dozen resources of invented people, in both languages."""

import io
from datetime import timedelta

from sqlalchemy import select

from community.sdk import Person, SampleNetwork, Space, actor_of, receive_file, session, unit_of_work
from plugins.resources import sample_files
from plugins.resources.models import Tag
from plugins.resources.queries.uses import own_teams
from plugins.resources.sample_texts import COLLECTION, KEPT, TAGS, Kept
from plugins.resources.service import collections, resources, uses, versions
from plugins.resources.service.resources import About
from plugins.resources.service.versions import Content


def load(network: SampleNetwork) -> None:
    """Resources of some months in the first collaboration, so that lists, versions and sources can be seen."""
    space = session().scalars(select(Space).where(Space.kind == "collaboration").order_by(Space.id)).first()
    if space is None:
        return
    place, tags = space.public_id, _tags()
    made: dict[str, str] = {}
    for kept in KEPT:
        made[kept.title] = _keep(network, place, kept, _about(kept, tags, made))
    _collect(network, place, list(made.values()))


def _collect(network: SampleNetwork, place: str, made: list[str]) -> None:
    """A collection, and teams that say how they use what is in it."""
    by, *others = (_actor(network, kept.by) for kept in KEPT[:3])
    with network.at(network.now - timedelta(days=3)):
        found = collections.begin(by, place, COLLECTION.title, COLLECTION.summary)
        for public_id, note in zip(made, COLLECTION.notes, strict=False):
            collections.put(by, found.public_id, public_id, note)
        for actor, note in zip(others, COLLECTION.uses, strict=False):
            team = next(iter(own_teams(actor)), None)
            if team is not None:
                uses.take_up(actor, made[0], team.public_id, note)


def _tags() -> dict[str, str]:
    with unit_of_work():
        rows = [Tag(name_en=english, name_es=spanish) for english, spanish in TAGS]
        session().add_all(rows)
        session().flush()
        return {name: row.public_id for row in rows for name in (row.name_en, row.name_es)}


def _about(kept: Kept, tags: dict[str, str], made: dict[str, str]) -> About:
    given = [tags[one] for one in kept.tags]
    source = made.get(kept.made_from, "")
    return About(kept.title, kept.summary, kept.licence, kept.language, given, kept.source, source)


def _keep(network: SampleNetwork, place: str, kept: Kept, about: About) -> str:
    author, at = _actor(network, kept.by), network.now - timedelta(days=kept.days_ago)
    with network.at(at):
        found, _held = resources.add(author, place, about, _content(author, kept, place))
        public_id = found.public_id
    if kept.later[0]:
        with network.at(at + (network.now - at) / 3):
            versions.add_version(author, public_id, versions.a_text(kept.later[0]), kept.later[1])
    return public_id


def _content(author: Person, kept: Kept, place: str) -> Content:
    if kept.form == "link":
        return versions.a_link(kept.thing)
    if kept.form == "text":
        return versions.a_text(kept.thing)
    pages = [page.split("\n") for page in kept.thing.split("\f")]
    written = sample_files.pdf(pages) if kept.form == "pdf" else sample_files.word(pages[0])
    name = f"{kept.title.partition(':')[0].lower().replace(' ', '-')}.{kept.form}"
    taken = receive_file(author, io.BytesIO(written), name, purpose="attachment", space=place)
    return versions.a_file(taken.public_id)


def _actor(network: SampleNetwork, key: str) -> Person:
    actor = actor_of(network.get(f"person:{key}").id)
    if actor is None:
        raise KeyError(key)
    return actor
