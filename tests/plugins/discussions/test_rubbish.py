"""Addresses and fields filled with rubbish get an answer in words, never a failure of ours."""

import pytest

from plugins.discussions import service

HUGE = "9" * 30


@pytest.fixture
def scene(make, acting):
    """A person, their space, and a thread of theirs."""

    class Scene:
        collaboration = make.collaboration()
        space = make.space(collaboration)
        ana = make.member(make.team(collaboration), "Ana")

        def thread(self):
            text = service.written("How do you start?", title="First weeks")
            return service.open_thread(acting(self.ana), self.space.public_id, text)[0].public_id

    return Scene()


@pytest.mark.parametrize("version", ["abc", "\u00b2", HUGE, "-1"])
def test_a_version_that_nobody_saw_is_a_conflict(scene, browse, version):
    address = f"/discussions/threads/{scene.thread()}/edit"
    sent = {"title": "Other", "body": "Words", "language": "en", "version": version}
    answer = browse(scene.ana).post(address, data=sent)
    assert answer.status_code == 422
    assert "Somebody changed this" in answer.get_data(as_text=True)


@pytest.mark.parametrize("start", [HUGE, f"-{HUGE}", "abc"])
def test_a_page_that_there_never_was(scene, browse, start):
    assert browse(scene.ana).get(f"/discussions/threads/{scene.thread()}?from={start}").status_code == 200
