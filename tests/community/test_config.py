"""Settings and the page about them: each is there once, and the page names none that is not."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from community.config import Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operating.md"


def test_operators_find_every_setting():
    rows = re.findall(r"^\| (`COMMUNITY_.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = [name.lower() for row in rows for name in re.findall(r"`COMMUNITY_(\w+)`", row)]
    assert sorted(named) == sorted(Settings.model_fields)


def test_lists_have_commas_between(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNITY_PLUGINS", "discussions, moderation,")
    monkeypatch.setenv("COMMUNITY_LOCALES", "es")
    found = Settings(instance=tmp_path)
    assert (found.plugins, found.locales) == (("discussions", "moderation"), ("es",))
    monkeypatch.setenv("COMMUNITY_PLUGINS", "")
    assert Settings(instance=tmp_path).plugins == ()
    file = tmp_path / "site.toml"
    file.write_text('plugins = ["discussions"]')
    monkeypatch.delenv("COMMUNITY_PLUGINS")
    monkeypatch.setenv("COMMUNITY_CONFIG", str(file))
    assert Settings(instance=tmp_path).plugins == ("discussions",)


def test_a_setting_that_makes_no_sense_is_refused_by_name(tmp_path):
    with pytest.raises(ValidationError, match="session_days"):
        Settings(instance=tmp_path, session_days=0)
