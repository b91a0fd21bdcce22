"""`community plugins list|show`: what is installed and what each module adds, for people and for programs."""

import json

import pytest
from click.testing import CliRunner

from community.host.commands import plugins


@pytest.fixture
def say(site):
    """What the command prints."""

    def said(*words):
        with site.app_context():
            done = CliRunner().invoke(plugins, words)
        assert done.exit_code == 0, done.output
        return done.output

    return said


def test_modules_are_listed_in_the_order_in_which_they_enter(say, site):
    names = list(site.extensions["community.host"].plugins)
    assert [row["name"] for row in json.loads(say("list", "--json"))] == names
    assert [line.split()[0] for line in say("list").splitlines()] == names


def test_a_module_shows_everything_it_adds(say):
    shown = {(row["part"], row["is"]) for row in json.loads(say("show", "discussions", "--json"))}
    assert {
        ("kinds", "discussions.thread"),
        ("blueprints", "/discussions"),
        ("events", "discussions.reply_posted"),
        ("documents", "discussions.reply"),
        ("slots_filled", "home.new"),
        ("personal_data", "discussions_thread"),
        (
            "grants",
            "reply on Thread: Whoever is in the thread's own space, while it is open. Through a share one reads.",
        ),
    } <= shown
    assert "discussions.thread" in say("show", "discussions")


def test_every_module_can_be_shown(say, site):
    for name in site.extensions["community.host"].plugins:
        assert " at 0x" not in say("show", name), "an object was printed instead of words"


def test_an_unknown_module_is_said_so(site):
    with site.app_context():
        done = CliRunner().invoke(plugins, ["show", "nosuch"])
    assert (done.exit_code, "no module 'nosuch'" in done.output) == (1, True)
