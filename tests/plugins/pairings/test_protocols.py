"""Protocols: ours are complete, and a module that knows nothing of us can bring its own."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from community.errors import RuleBroken
from community.host.checks.references import contributed
from community.host.contract import Contribution, Plugin
from plugins.pairings.plugin import plugin
from plugins.pairings.queries import protocols


@dataclass(frozen=True)
class Ladder:
    """A stranger's protocol, with nothing of ours in it."""

    name: str = "ladder"
    title: str = "Ladder of feedback"
    about: str = "Clarify, value, concern, suggest."
    question: bool = True
    prompts: tuple = field(
        default=(SimpleNamespace(name="value", title="We value", hint="", sentences=1),)
    )  # fmt: skip


def test_ours_have_names_of_their_own_and_something_to_write(app):
    """Four of them, each with what the round's page says."""
    del app
    found = protocols.protocols()
    assert list(found) == ["tuning", "like_wish_wonder", "consultancy", "pdsa"]
    for one in found.values():
        names = [prompt.name for prompt in one.prompts]
        assert len(set(names)) == len(names) >= 2
        assert str(one.about)
        assert f"{protocols.SUGGESTION}1" in protocols.parts(one)


def test_a_protocol_whose_module_is_gone_is_read_as_tuning(app):
    """What was written stays readable."""
    del app
    assert protocols.protocol("ladder") is protocols.TUNING


def test_an_outsider_brings_one_by_its_shape():
    """And something else is refused at the start, with the fix."""
    mine = Plugin("ladders", "Ladders", "1.0", contributes=(Contribution(protocols.POINT, Ladder()),))
    contributed(mine, [plugin, mine])
    assert "value" in protocols.parts(Ladder())
    wrong = Plugin("ladders", "Ladders", "1.0", contributes=(Contribution(protocols.POINT, "a ladder"),))
    with pytest.raises(RuleBroken, match="ProtocolSpec"):
        contributed(wrong, [plugin, wrong])
