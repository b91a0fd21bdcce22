"""Every refusal at start is provoked, and names the rule, the place and the fix."""

import sys
from dataclasses import replace

import pytest

from community import sdk
from community.access import Kind, Parent, Screen, Site
from community.errors import RuleBroken
from community.events import Job, on
from community.host import checks
from community.host.contract import (
    Contribution,
    Mark,
    PersonalData,
    Point,
    Seen,
    Setting,
    SpaceKind,
)
from community.spaces.models import Space
from community.web.blueprint import GuardedBlueprint
from plugins.discussions.models import Reply, Thread
from plugins.discussions.plugin import plugin as discussions
from tests.community.host.broken import (
    CORE,
    THING,
    Lost,
    blueprint,
    nothing,
    notice,
    other,
    policy,
    source,
    talk,
)

SOUND = [
    talk(),
    talk(sdk=">=1,<2"),
    talk(slots_filled={"home.new": nothing, "absent.slot": nothing}),
    talk(handlers=(on("*", call=nothing), on("absent.event", call=print))),
    talk(policy=policy(), contributes=(Contribution("absent.point", 1),)),
    talk(policy=policy(Space, "talk.open")),
]

# Each breaks one rule: the module, what the message says of the rule, of the place, of the fix.
VALUES = [
    (talk(sdk=">=2"), "it wants sdk >=2, this is 1.0", "talk", "for this sdk"),
    (talk(sdk="new"), "sdk range 'new' cannot be read", "talk", ">=1,<2"),
    (talk(name="Talk"), "is no name for a module", "Talk", "small letters"),
    (talk(name="1"), "is no name for a module", "1", "small letters"),
    (talk(name="files"), "belongs to the core", "files", "rename it"),
    (talk(name="home"), "belongs to the core", "home", "rename it"),
    (talk(kinds=(Kind("thing", Thread, ""),)), "the kind 'thing' is outside its prefix", "talk", "talk.…"),
    (talk(tasks={"other.mail": nothing}), "the task 'other.mail' is outside", "talk", "talk.…"),
    (talk(slots_offered=("home.more",)), "the slot 'home.more' is outside", "talk", "talk.…"),
    (talk(marks=(Mark("unread", nothing),)), "the mark 'unread' is outside", "talk", "talk.…"),
    (talk(points=(Point("x.y", int),)), "the point 'x.y' is outside", "talk", "talk.…"),
    (talk(schedule=(Job("x.y", "* * * * *", nothing),)), "the job 'x.y' is outside", "talk", "talk.…"),
    (talk(screens=(Screen("x", nothing, nothing),)), "the screen 'x' is outside", "talk", "talk.…"),
    (talk(policy=policy(limit="x")), "the limit 'x' is outside", "talk", "talk.…"),
    (talk(kinds=(THING, THING)), "the kind 'talk.thing' is declared twice", "talk", "drop one"),
    (talk(documents=(source(), source())), "the document source 'talk.thing' is declared twice", "talk", "drop one"),
    (talk(settings=(Setting("a", 1, ""), Setting("a", 2, ""))), "the setting 'a' is declared twice", "talk", "drop"),
    (talk(handlers=(on("*", call=lambda _one: None),)), "a handler is a lambda", "talk", "write a function"),
    (talk(handlers=(on("*", call=nothing),) * 2), "two handlers are functions named nothing", "talk", "rename"),
    (talk(policy=policy(Space, "open")), "it grants 'open' on a foreign kind", "talk", "talk.…"),
    (talk(policy=policy(Site, "operate")), "it grants 'operate' on a foreign kind", "talk", "talk.…"),
    (talk(policy=policy(everywhere=True)), "it grants on every kind", "talk", "kinds of its own"),
    (talk(blueprints=(blueprint("chat"),)), "the blueprint 'chat' is not its own", "talk", "call it 'talk'"),
    (talk(blueprints=(blueprint(url_prefix="/x"),)), "addresses below /x", "talk", "prefix /talk"),
    (talk(blueprints=(blueprint(url_prefix="/talkative"),)), "addresses below /talkative", "talk", "prefix /talk"),
    (talk(handlers=(on("talk.gone", call=nothing),)), "the event 'talk.gone' does not exist", "talk", "talk declares"),
    (talk(policy=policy(changed_by=("talk.gone",))), "the event 'talk.gone' does not exist", "talk", "talk declares"),
    (talk(documents=(source(follows={"base.gone": nothing}),)), "the event 'base.gone' does not", "talk", "base"),
    (talk(slots_filled={"base.gone": nothing}), "the slot 'base.gone' does not exist", "talk", "base declares"),
    (talk(contributes=(Contribution("base.gone", 1),)), "the point 'base.gone' does not", "talk", "base declares"),
    (talk(kinds=(THING, Kind("talk.part", Reply, "", parent=Parent("talk.gone", Reply.thread_id)))),
     "the kind 'talk.gone' does not exist", "talk", "talk declares"),
    (talk(kinds=()), "the kind 'talk.thing' does not exist", "talk", "talk declares"),
    (talk(points=(Point("talk.number", int),), contributes=(Contribution("talk.number", "1"),)),
     "its value for talk.number is a str", "talk", "give it a int"),
    (talk(notices=(notice(Lost),)), "talk.told follows Lost, which is not declared", "talk", "in `events`"),
    (talk(seen=(Seen(Lost, "talk.thing", nothing),)), "talk.thing follows Lost, which is", "talk", "in `events`"),
    (talk(documents=(source("other.thing"),)), "documents of 'other.thing', no kind of its own", "talk", "in `kinds`"),
    (talk(events=(Lost,)), "talk.lost touches by 'missing_id', a field it has not", "talk", "holds the id"),
    (talk(schedule=(Job("talk.tidy", "every day", nothing),)), "has the times 'every day'", "talk", "five fields"),
    (talk(settings=(Setting("day", 1.5, ""),)), "the setting 'day' is a float", "talk", "a bool, an int or a str"),
]  # fmt: skip

# Each pair: two modules that cannot stand beside each other.
PAIRS = [
    (talk(package="a.talk"), talk(package="b.talk"), "two modules are named 'talk'", "a.talk, b.talk", "rename one"),
    (talk(), other(name="talk_show"), "tables named talk_… could be of both", "talk, talk_show", "rename one"),
    (
        other(space_kinds=(SpaceKind("circle", "", "", nothing),)),
        talk(space_kinds=(SpaceKind("circle", "", "", nothing),)),
        "the space kind 'circle' of other is declared twice", "talk", "drop one",
    ),
]  # fmt: skip

# What only files, tables and whole packages show: real ones, held against a changed value.
KEPT = discussions.personal_data.tables
PACKAGE = replace(discussions, package="plugins.discussions")
TABLES = [
    (replace(PACKAGE, personal_data=None), (), "the table discussions_", "personal_data, with its export and erasure"),
    (replace(PACKAGE, personal_data=PersonalData((*KEPT, "discussions_x"), nothing, nothing)),
     (), "personal_data names discussions_x, which it does not have", "correct the name"),
    (PACKAGE, (other(name="spaces"),), "points into spaces: spaces_space.id", "keep a Ref"),
]  # fmt: skip


def refusal(*plugins):
    """What the house says against these modules."""
    with pytest.raises(RuleBroken) as caught:
        checks.check_plugins([CORE, *plugins])
    return caught.value


def says(error, rule, where, fix):
    """The message holds all three parts."""
    assert rule in error.rule
    assert where in error.where
    assert fix in error.fix
    assert all(part in str(error) for part in (error.rule, error.where, error.fix))


def test_the_host_and_the_sdk_agree_on_the_version():
    assert checks.SDK_VERSION == sdk.VERSION


@pytest.mark.parametrize("plugin", SOUND)
def test_a_sound_module_is_not_refused(plugin):
    checks.check_plugins([CORE, plugin])


@pytest.mark.parametrize(("plugin", "rule", "where", "fix"), VALUES, ids=[case[1] for case in VALUES])
def test_a_module_that_breaks_a_rule_is_refused(plugin, rule, where, fix):
    says(refusal(plugin), rule, where, fix)


@pytest.mark.parametrize(("first", "second", "rule", "where", "fix"), PAIRS, ids=[case[2] for case in PAIRS])
def test_modules_that_collide_are_refused(first, second, rule, where, fix):
    says(refusal(first, second), rule, where, fix)


@pytest.mark.parametrize(("plugin", "others", "rule", "fix"), TABLES, ids=[case[2] for case in TABLES])
def test_tables_that_break_a_rule_are_refused(plugin, others, rule, fix):
    says(refusal(plugin, *others), rule, "discussions", fix)


def test_a_table_outside_its_prefix_is_refused():
    thief = talk(package="plugins.discussions", personal_data=discussions.personal_data)
    says(refusal(thief), "the table discussions_reading is outside its prefix", "talk", "name it talk_…")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An empty package of a module, on the path; answers a maker of a module that lives in it."""
    folder = tmp_path / "community_talk"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    sys.modules.pop("community_talk", None)

    def module(**values):
        found = GuardedBlueprint("talk", "community_talk", root_path=str(folder), **values)
        return folder, talk(package="community_talk", blueprints=(found,))

    return module


def test_a_template_outside_its_folder_is_refused(package):
    folder, plugin = package()
    (folder / "templates" / "talk").mkdir(parents=True)
    checks.check_plugins([CORE, plugin])
    (folder / "templates" / "base.html").touch()
    says(refusal(plugin), "templates outside its folder: base.html", "talk", "templates/talk/")


@pytest.mark.parametrize("kind", ["template_folder", "static_folder"])
def test_a_folder_outside_the_package_is_refused(package, kind):
    _folder, plugin = package(**{kind: "../elsewhere"})
    says(refusal(plugin), "lie in", "talk", "move them into")


def test_a_catalogue_outside_its_folder_is_refused(package):
    folder, plugin = package()
    place = folder / "translations" / "es" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "messages.po").touch()
    checks.check_plugins([CORE, plugin])
    (folder / "translations" / "es.po").touch()
    says(refusal(plugin), "a catalogue outside its folder: translations/es.po", "talk", "LC_MESSAGES/messages.po")
