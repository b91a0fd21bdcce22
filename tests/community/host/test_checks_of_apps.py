"""Refusals that only the assembled site can make: routes, pages, commands."""

import click
import pytest
from flask import Blueprint

from community.app import create_app
from community.config import Settings
from community.errors import RuleBroken
from community.host.contract import NavigationItem, Tab
from community.testing.apps import OPTIONS
from tests.community.host.broken import blueprint, talk
from tests.community.host.test_checks import says


@pytest.fixture
def start(tmp_path):
    """Start a site with a module; answers why it refused."""

    def started(plugin):
        with pytest.raises(RuleBroken) as caught:
            create_app(Settings(instance=tmp_path, **OPTIONS), extra=(plugin,))
        return caught.value

    return started


def view(**_arguments):
    """A page."""
    return ""


def page(rule, endpoint="show", **values):
    found = blueprint(**values)
    found.add_url_rule(rule, endpoint, view)
    return found


def test_a_route_that_nobody_keeps_is_refused(start):
    open_door = Blueprint("talk", __name__, url_prefix="/talk", template_folder="templates")
    open_door.add_url_rule("/", "open", view)
    says(
        start(talk(kinds=(), events=(), blueprints=(open_door,))),
        "talk.open is neither guarded nor @public",
        "talk.open",
        "GuardedBlueprint",
    )


@pytest.mark.parametrize("name", ["organizations", "roster"])
def test_a_module_named_like_a_blueprint_of_the_core_is_refused(start, name):
    error = start(talk(name=name, kinds=(), events=(), blueprints=(blueprint(name),)))
    says(error, f"the name {name!r} belongs to the core", name, "rename it")


@pytest.mark.parametrize("name", ["teams", "invitations"])
def test_a_module_named_like_an_address_of_the_core_is_refused(start, name):
    error = start(talk(name=name, kinds=(), events=(), blueprints=(blueprint(name),)))
    says(error, f"the name {name!r} is the address of pages of the core", name, "rename it")


def test_two_views_at_one_address_are_refused(start):
    found = page("/x", "one")
    found.add_url_rule("/x", "two", lambda: "")
    says(
        start(talk(kinds=(), events=(), blueprints=(found,))),
        "/talk/x is the address of two views",
        "talk.one, talk.two",
        "another address",
    )


PAGES = [
    ({"tabs": (Tab("talk.tab", "", "talk.show"),)}, "the tab 'talk.tab' leads to 'talk.show'", "with slug"),
    ({"navigation": (NavigationItem("", "talk.gone"),)}, "navigation leads to 'talk.gone'", "write that view"),
]


@pytest.mark.parametrize(("values", "rule", "fix"), PAGES)
def test_a_page_that_is_not_there_is_refused(start, values, rule, fix):
    error = start(talk(kinds=(), events=(), blueprints=(page("/<public_id>"),), **values))
    says(error, rule, "talk", fix)


def test_a_command_that_replaces_another_is_refused(start):
    group = click.Group("db", commands={"upgrade": click.Command("upgrade")})
    error = start(talk(kinds=(), events=(), commands=(group,)))
    says(error, "the command `db upgrade` is there twice", "host, talk", "rename one")
