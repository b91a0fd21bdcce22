"""Notifications as a module: what every module promises."""

from community.events import runner
from community.testing.conformance import conformance
from plugins.discussions import service as discussions
from plugins.notifications.plugin import plugin


def fill(scene):
    """A thread of Ben's, of which Ana is told; one of Ana's, of which others are."""
    for writer in (scene.ben, scene.ana):
        text = discussions.written("Text", title="First weeks")
        discussions.open_thread(scene.acting(writer), scene.space.public_id, text)
    runner.drain(scene.app)
    scene.values = {"seq": "1"}


TestNotifications = conformance(plugin, fill=fill, beside=("discussions",))
