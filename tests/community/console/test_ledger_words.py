"""Every action that the code records has words in its module, and every word its action: no code in the ledger."""

import ast
from itertools import count
from pathlib import Path

from community.app import create_app
from community.config import Settings
from community.host.registry import host
from community.people.words import ROLES

ROOT = Path(__file__).resolve().parents[3]
# What a place within an action stands for. An expert holds a pass, which is recorded as one.
HELD = [role for role in ROLES if role != "expert"]
PLACES = {
    "people.*_given": HELD,
    "people.*_ended": HELD,
    "console.switched_*": ["on", "off"],
    "resources.review_*": ["asked", "declined", "published"],
}


def recorded():
    """The actions that reach record(...): given to it, or to a function of the same file that hands them on."""
    for file in [*(ROOT / "community").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]:
        tree = ast.parse(file.read_text())
        known = {("record", 0, "action")}
        for _ in count():
            found = known | {one for name in known for one in handing_on(tree, *name)}
            if found == known:
                break
            known = found
        for name, place, keyword in known:
            for value in given(tree, name, place, keyword):
                yield from texts(value)


def calls(tree, name):
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name)


def given(tree, name, place, keyword):
    """What the calls of a function give it for one parameter."""
    for call in calls(tree, name):
        yield from call.args[place : place + 1]
        yield from (one.value for one in call.keywords if one.arg == keyword)


def handing_on(tree, name, place, keyword):
    """Functions that give one of their own parameters to that one: (name, place, keyword)."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
        for value in given(function, name, place, keyword):
            if isinstance(value, ast.Name) and value.id in names:
                yield function.name, names.index(value.id), value.id


def texts(node):
    """What a text, or either branch of a choice between texts, says; places in it are filled."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        pattern = "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
        yield from (pattern.replace("*", word) for word in PLACES.get(pattern, ["*"]))
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def test_every_recorded_action_has_words_and_no_words_are_left_over(tmp_path):
    with create_app(Settings(instance=tmp_path, testing=True, consumers=False, live=False)).app_context():
        known = {plugin.within(action) for plugin in host().plugins.values() for action in plugin.deeds}
    said = set(recorded())
    assert sorted(said - known) == []
    assert sorted(known - said) == []
    assert {"people.phases_set", "people.picture_removed", "people.staff_given", "console.switched_off"} <= said
