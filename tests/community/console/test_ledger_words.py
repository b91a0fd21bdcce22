"""Every action that the code records has words in its module, so that nobody reads a code in the ledger."""

import ast
from pathlib import Path

from community.app import create_app
from community.config import Settings
from community.host.registry import host

ROOT = Path(__file__).resolve().parents[3]


def recorded():
    """The actions that record(...) is called with; places in them are filled with a star."""
    for file in [*(ROOT / "community").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and node.args:
                yield from texts(node.args[0])


def texts(node):
    """What a text, or either branch of a choice between texts, says."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def test_every_recorded_action_has_words(tmp_path):
    with create_app(Settings(instance=tmp_path, testing=True, consumers=False, live=False)).app_context():
        known = {plugin.within(action) for plugin in host().plugins.values() for action in plugin.deeds}
    said = set(recorded())
    assert len(said) > 30
    # A place within an action stands for one of a few: at least one of them must be known.
    without = {one for one in said if "*" not in one} - known
    without |= {one for one in said if "*" in one and not any(fits(one, action) for action in known)}
    assert not without


def fits(pattern, action):
    """Whether an action is one of a pattern's."""
    before, _, after = pattern.partition("*")
    return action.startswith(before) and action.endswith(after)
