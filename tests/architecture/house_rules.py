"""The rules of the house that no linter knows: each looks at one file and says what is wrong with it, line by line.

Each carries a bad example, which it must refuse, and a good one. What spans files stands in the tests themselves.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 50
LINES_OF_A_DOCSTRING = 3
LATE = re.compile(r"#\s*late:\s*(slow|optional|cycle-free)\b")
SAFE = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false")
NOW = {"now", "utcnow", "today"}
# The parts a plugin is made of. Any other file is a pure module, named after a noun of its domain.
PARTS = {
    *("__init__", "plugin", "models", "events", "policy", "queries", "service", "forms", "routes", "handlers"),
    *("slots", "search", "screens", "samples", "personal", "commands", "api"),
}
IMPURE = {
    *("flask", "werkzeug", "sqlalchemy", "community", "requests", "socket", "subprocess", "os", "time", "threading"),
    *("flask_login", "flask_babel", "flask_socketio", "flask_wtf", "pathlib", "secrets"),
}


@cache
def parsed(text: str) -> ast.Module:
    """The file as Python reads it: once, however many rules look at it."""
    return ast.parse(text)


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """All of its nodes."""
    return tuple(ast.walk(parsed(text)))


@dataclass(frozen=True)
class Rule:
    """One rule: which files it concerns, what it finds in one, an example it refuses and one that it lets pass."""

    name: str
    concerns: Callable[[str], bool]
    find: Callable[[str], Iterator[str]]
    bad: str
    good: str


def under(*folders: str, but: tuple[str, ...] = ()) -> Callable[[str], bool]:
    """Python files in these folders, save those whose path begins with one of `but`."""
    return lambda path: path.endswith(".py") and path.startswith(folders) and not path.startswith(but)


def ours(path: str) -> bool:
    """Every Python file of ours, migrations aside: those are steps, as long as they are."""
    return path.endswith(".py") and "/versions/" not in path and "migrations/" not in path


def long_file(text: str) -> Iterator[str]:
    """More than three hundred lines."""
    count = len(text.splitlines())
    if count > LINES_OF_A_FILE:
        yield f"{count} lines, {LINES_OF_A_FILE} are allowed: make it a folder of the same name"


def long_function(text: str) -> Iterator[str]:
    """More than fifty lines, decorators not counted."""
    for node in functions(text):
        count = (node.end_lineno or node.lineno) - node.lineno + 1
        if count > LINES_OF_A_FUNCTION:
            yield f"{node.lineno}: {node.name} has {count} lines, {LINES_OF_A_FUNCTION} are allowed"


def no_docstring(text: str) -> Iterator[str]:
    """A file begins by saying what lives in it."""
    if not ast.get_docstring(parsed(text)):
        yield "1: begin with a docstring: what lives here and what may not"


def long_docstring(text: str) -> Iterator[str]:
    """Three lines of it are enough: blank ones are not counted."""
    lines = [line for line in (ast.get_docstring(parsed(text)) or "").splitlines() if line.strip()]
    if len(lines) > LINES_OF_A_DOCSTRING:
        yield f"1: the docstring has {len(lines)} lines, {LINES_OF_A_DOCSTRING} are allowed"


def clock_read(text: str) -> Iterator[str]:
    """datetime.now(), datetime.utcnow(), datetime.today(), date.today()."""
    for call in calls(text):
        name = call.func
        if isinstance(name, ast.Attribute) and name.attr in NOW and _last(name.value) in {"datetime", "date"}:
            yield f"{call.lineno}: ask community.clock.now()"


def committed(text: str) -> Iterator[str]:
    """Anything.commit() or .rollback()."""
    for call in calls(text):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback"}:
            yield f"{call.lineno}: only the unit of work ends a transaction"


def marked_up(text: str) -> Iterator[str]:
    """Markup(...)."""
    for call in calls(text):
        if _last(call.func) == "Markup":
            yield f"{call.lineno}: only community/web says which text is markup"


def declared_safe(text: str) -> Iterator[str]:
    """The filter `safe`, or autoescaping switched off, in a template."""
    for number, line in enumerate(text.splitlines(), 1):
        if SAFE.search(line):
            yield f"{number}: only community/web says which text is markup"


def emitted(text: str) -> Iterator[str]:
    """emit(...) by any name."""
    for call in calls(text):
        if _last(call.func) == "emit":
            yield f"{call.lineno}: only community/live speaks on sockets: nudge(...)"


def imported_late(text: str) -> Iterator[str]:
    """An import inside a function, its reason neither on its line nor on the one above."""
    lines = text.splitlines()
    for function in functions(text):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                near = lines[max(0, node.lineno - 2) : (node.end_lineno or node.lineno)]
                if not any(LATE.search(line) for line in near):
                    yield f"{node.lineno}: import at the top, or say `# late: slow|optional|cycle-free ...`"


def whoosh_used(text: str) -> Iterator[str]:
    """An import of whoosh or of anything in it."""
    for line, name in imports(text):
        if name.partition(".")[0] == "whoosh":
            yield f"{line}: only the whoosh engine knows whoosh"


def impure(text: str) -> Iterator[str]:
    """A module of the domain: values in, values out. No Flask, no database, no clock, no chance without a seed."""
    for line, name in imports(text):
        if name.partition(".")[0] in IMPURE and name != "community.errors":
            yield f"{line}: a pure module does not import {name}"
    for call in calls(text):
        if isinstance(call.func, ast.Attribute) and _last(call.func.value) == "random" and call.func.attr != "Random":
            yield f"{call.lineno}: use a random.Random with a seed that was handed in"
    yield from clock_read(text)


def pure_module(path: str) -> bool:
    """A plugin's file, or its folder of files, that is none of the parts every plugin has."""
    found = re.match(r"plugins/\w+/(\w+)(\.py$|/.*\.py$)", path)
    return bool(found) and found.group(1) not in PARTS | {"migrations", "templates", "static", "translations"}


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, inner ones too."""
    for node in nodes(text):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(text: str) -> Iterator[ast.Call]:
    """Every call."""
    return (node for node in nodes(text) if isinstance(node, ast.Call))


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of every module that is imported from elsewhere."""
    for node in nodes(text):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


BOTH = ("community/", "plugins/")
RULES = (
    Rule("files are short", ours, long_file, "x = 1\n" * 301, "x = 1\n" * 300),
    Rule(
        "functions are short", ours, long_function, "def f():\n" + "    x = 1\n" * 50, "def f():\n" + "    x = 1\n" * 49
    ),
    Rule("files say what lives in them", ours, no_docstring, "import os\n", '"""What lives here."""\n'),
    Rule("and in three lines", under(*BOTH), long_docstring, '"""a\n\nb\nc\nd\n"""\n', '"""a\n\nb\nc\n"""\n'),
    Rule(
        "one clock",
        under(*BOTH, but=("community/clock.py",)),
        clock_read,
        "from datetime import datetime\nat = datetime.now(UTC)\n",
        "from community import clock\nat = clock.now()\n",
    ),
    Rule(
        "one place commits",
        # A search engine's writer has a commit of its own, which is no transaction of the database.
        under(*BOTH, "migrations/", but=("community/data/unit_of_work.py", "community/search/engines/")),
        committed,
        "session.rollback()\n",
        "work.after_commit(wake)\n",
    ),
    Rule(
        "one room makes markup",
        under(*BOTH, but=("community/web/",)),
        marked_up,
        "x = markupsafe.Markup(y)\n",
        "x = y\n",
    ),
    Rule(
        "templates escape",
        lambda path: path.endswith((".html", ".txt", ".xml")) and "templates/" in path,
        declared_safe,
        "<p>{{ body |safe }}</p>",
        "<p>{{ body }} is safe</p>",
    ),
    Rule(
        "one room emits",
        under(*BOTH, but=("community/live/",)),
        emitted,
        "socketio.emit('x')\n",
        "nudge(people, 'x', 'y')\n",
    ),
    Rule(
        "late imports have a reason",
        under(*BOTH),
        imported_late,
        "def f():\n    import scipy\n",
        "def f():\n    import scipy  # late: slow, and only for large rounds\n",
    ),
    Rule(
        "one module knows whoosh",
        under(
            "community/",
            "plugins/",
            "tests/",
            but=("community/search/engines/whoosh", "tests/community/search/", "tests/drills/truth.py"),
        ),
        whoosh_used,
        "from whoosh.index import create_in\n",
        "from community.search import engines\n",
    ),
    Rule(
        "pure modules are pure",
        pure_module,
        impure,
        "import random\nfirst = random.choice(teams)\n",
        "import random\ndef pick(teams, seed): return random.Random(seed).choice(teams)\n",
    ),
)
