"""docs/plugins.md is true: its code makes a module that passes all tests, and it describes each name of the sdk."""

import re

import pytest

from community import sdk
from community.host import scaffold
from community.host.contract import Plugin
from tests.community.host.outsiders import BIN, ROOT, install, must, run, run_tests_of

TEXT = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
BLOCK = re.compile(r'^```\w+ title="(append )?([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    """The module of the page: written by the command, then changed as the page says."""
    place = scaffold.write("kudos", tmp_path_factory.mktemp("page"))
    for append, path, text in BLOCK.findall(TEXT):
        before = (place / path).read_text() if append else ""
        (place / path).write_text(before + text)
    return place


def test_the_page_shows_whole_files(module):
    assert len(BLOCK.findall(TEXT)) == TEXT.count(' title="') == 6
    must(run(BIN / "ruff", "check", "--no-cache", ".", cwd=module))
    must(run(BIN / "ruff", "format", "--no-cache", "--check", ".", cwd=module))
    must(run(BIN / "mypy", "--cache-dir", module.parent / "types", cwd=module))


@pytest.mark.slow
def test_the_module_of_the_page_passes_all_tests(module, tmp_path):
    site = install(module, tmp_path / "site")
    assert " passed" in must(run_tests_of(module, site, "-m", "not postgres"))


def described(text):
    """The names in the tables of a text's sdk chapter, in order."""
    return re.findall(r"^\| `(\w+)` \| \S", text.partition("\n## The sdk")[2], re.MULTILINE)


def test_every_name_of_the_sdk_is_described_once():
    assert sorted(described(TEXT)) == sorted(sdk.__all__)
    assert described("\n## The sdk\n| `Page` | one page |\n| `Empty` |\n") == ["Page"]


def test_every_name_of_the_sdk_is_there():
    assert [name for name in sdk.__all__ if not hasattr(sdk, name)] == []
    assert len(set(sdk.__all__)) == len(sdk.__all__)


def test_every_way_to_extend_is_on_the_page():
    table = TEXT.partition("## Every way to extend")[2].partition("\n## ")[0]
    fields = {
        field for row in re.findall(r"\| ([^|]*) \|$", table, re.MULTILINE) for field in re.findall(r"`(\w+)`", row)
    }
    described_elsewhere = {"name", "title", "version", "sdk", "requires", "welcomes", "package", "core", "duties"}
    assert set(Plugin.__dataclass_fields__) - described_elsewhere == fields - {"Plugin"}
