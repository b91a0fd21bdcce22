"""How modules are found and ordered: every time the same, and whatever is missing or broken is said by name."""

import itertools
import sys

import pytest

from community.app import create_app
from community.config import Settings
from community.errors import RuleBroken, UnknownQuestion
from community.host import discovery, order
from community.host.contract import Plugin
from community.testing.apps import OPTIONS
from tests.community.host.outsiders import run

PLUGINS = (sys.executable, "-m", "community.cli", "plugins")


def module(name, requires=(), welcomes=(), **values):
    return Plugin(name=name, title=name, version="1", requires=requires, welcomes=welcomes, **values)


NETWORK = (module("people", core=True), module("b", ("d",)), module("a", (), ("c", "absent")), module("c"), module("d"))


@pytest.mark.parametrize("given", list(itertools.permutations(NETWORK)))
def test_the_order_is_the_same_however_they_are_found(given):
    assert [one.name for one in order.in_order(given)] == ["people", "c", "d", "a", "b"]


def test_a_module_without_what_it_requires_is_refused():
    with pytest.raises(RuleBroken, match=r"^a: it requires b, c\. Fix: install b, c or leave out a$"):
        order.in_order([module("a", ("b", "c"))])


@pytest.mark.parametrize("circle", [[module("a", ("b",)), module("b", (), ("a",))], [module("a", ("a",))]])
def test_modules_that_wait_for_each_other_are_refused(circle):
    with pytest.raises(RuleBroken, match=r"modules wait for each other: a.*Fix: drop one"):
        order.in_order(circle)


def test_a_module_may_require_the_core():
    assert [one.name for one in order.in_order([module("a", ("people",)), NETWORK[0]])] == ["people", "a"]


def test_an_unknown_name_in_the_settings_is_refused(tmp_path):
    with pytest.raises(RuleBroken, match=r"setting `plugins`: unknown modules: nosuch\. Fix: install them or correct"):
        create_app(Settings(instance=tmp_path, plugins=("discussions", "nosuch"), **OPTIONS))


def test_a_module_left_out_takes_those_that_require_it_along(tmp_path):
    with pytest.raises(RuleBroken, match=r"fan: it requires discussions"):
        create_app(Settings(instance=tmp_path, plugins=("fan",), **OPTIONS), extra=(module("fan", ("discussions",)),))


def test_two_modules_of_one_name_are_refused():
    with pytest.raises(RuleBroken, match=r"plugins.discussions, given: two modules are named 'discussions'"):
        discovery.find(extra=(module("discussions"),))


def test_one_named_like_a_room_of_the_core_is_refused(tmp_path):
    with pytest.raises(RuleBroken, match="belongs to the core"):
        create_app(Settings(instance=tmp_path, **OPTIONS), extra=(module("live"),))


@pytest.fixture
def outsider(tmp_path, monkeypatch):
    """Write and install an outsider's module, with the entry-point metadata that an installer writes."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(text, name="odd", value="community_odd.plugin:plugin"):
        (tmp_path / "community_odd").mkdir()
        (tmp_path / "community_odd" / "__init__.py").touch()
        (tmp_path / "community_odd" / "plugin.py").write_text(text)
        info = tmp_path / "community_plugin_odd-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: community-plugin-odd\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[community.plugins]\n{name} = {value}\n")

    yield install
    for name in [name for name in sys.modules if name.startswith("community_odd")]:
        del sys.modules[name]


SOUND = 'from community.sdk import Plugin\nplugin = Plugin(name="odd", title="Odd", version="1.0")\n'


def test_an_installed_module_is_found(outsider, tmp_path):
    outsider(SOUND)
    host = create_app(Settings(instance=tmp_path, **OPTIONS)).extensions["community.host"]
    assert host.plugins["odd"].package == "community_odd"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "import nosuch\n",
            r"community_odd.plugin: it cannot be imported \(ModuleNotFoundError: ",
        ),
        ("plugin = 1 / 0\n", r"it cannot be imported \(ZeroDivisionError: division by zero\)"),
        ("plugin = {}\n", r"community_odd.plugin: a module is described by one Plugin value. Fix: define `plugin"),
        (SOUND.replace('name="odd"', 'name="even"'), r"it is found as 'odd' and calls itself 'even'"),
    ],
    ids=["import", "error", "value", "name"],
)
def test_a_broken_module_is_named_and_can_be_left_out(outsider, tmp_path, text, said):
    outsider(text)
    with pytest.raises(RuleBroken, match=said):
        create_app(Settings(instance=tmp_path, **OPTIONS))
    create_app(Settings(instance=tmp_path, plugins=("discussions",), **OPTIONS))


def test_two_modules_with_one_table_are_refused(outsider, tmp_path):
    outsider(
        "from sqlalchemy.orm import Mapped, mapped_column\nfrom community.sdk import Base, Plugin\n"
        "class Thread(Base):\n    __tablename__ = 'discussions_thread'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + SOUND
    )
    # In a process of its own: a table that is there twice spoils the tables of a whole process.
    done = run(*PLUGINS, "list", cwd=tmp_path, path=[tmp_path], COMMUNITY_INSTANCE=str(tmp_path))
    assert done.returncode == 1
    assert "the site refuses to start. community_odd.plugin: it cannot be imported" in done.stderr
    assert "'discussions_thread' is already defined" in done.stderr


def test_nobody_is_asked_for_a_point_that_is_not_there(site):
    with pytest.raises(UnknownQuestion, match=r"no point 'nowhere\.point'"):
        site.extensions["community.host"].contributions("nowhere.point")
