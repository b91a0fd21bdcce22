"""The room of files as the whole site has it: its store, kind, rules, addresses, command and job are all there."""

import pytest

from community.access import rules
from community.app import create_app
from community.config import Settings
from community.data.database import db
from community.events.registry import registry
from community.files.stores import store


@pytest.fixture
def site(tmp_path):
    app = create_app(Settings(instance=tmp_path, testing=True, secret_key="of the tests"))
    with app.app_context():
        yield app
        db.engine.dispose()


def test_everything_of_files_is_in_the_site(site, tmp_path):
    assert store().root == tmp_path / "files"
    assert "attach" in rules().kind("files.file").actions
    assert {str(rule) for rule in site.url_map.iter_rules() if rule.endpoint.startswith("files.")} == {
        "/files/", "/files/<public_id>", "/files/<public_id>/<size>", "/files/<public_id>/clean",
    }  # fmt: skip
    assert {str(rule) for rule in site.url_map.iter_rules() if rule.endpoint.startswith("uploads.")} == {
        "/files/uploads/", "/files/uploads/<public_id>",
    }  # fmt: skip
    assert "files" in site.cli.commands
    assert {"files.sweep", "files.resume"} <= {job.name for job in registry().jobs}
    assert "files.examine" in registry().tasks


def test_avatars_have_a_holder(site):
    assert rules().kind("people.person")
