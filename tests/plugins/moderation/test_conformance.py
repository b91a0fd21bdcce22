"""Moderation as a module: what every module promises."""

from community.testing.conformance import conformance
from plugins.discussions import service as discussions
from plugins.moderation import service
from plugins.moderation.plugin import plugin


def fill(scene):
    """A hidden thread of Ana's; and one that nobody has hidden yet."""
    ana, mia = scene.acting(scene.ana), scene.acting(scene.mia)
    hidden, _ = discussions.open_thread(ana, scene.space.public_id, discussions.written("Text", title="Hidden"))
    service.hide(mia, "discussions.thread", hidden.public_id, "It names a student.")
    shown, _ = discussions.open_thread(ana, scene.space.public_id, discussions.written("Text", title="Shown"))
    scene.values = {"kind_name": "discussions.thread", "public_id": shown.public_id}


TestModeration = conformance(plugin, fill=fill, beside=("discussions",))
