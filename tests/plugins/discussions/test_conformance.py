"""Discussions as a module: what every module promises."""

from community.testing.conformance import conformance
from plugins.discussions import service
from plugins.discussions.plugin import plugin


def fill(scene):
    """A thread, reworded, with a reply, reworded too; Ana has read it, and Ben follows it."""
    ana, ben = scene.acting(scene.ana), scene.acting(scene.ben)
    thread, _ = service.open_thread(
        ana, scene.space.public_id, service.written("How do you start?", title="First weeks")
    )
    service.edit_thread(ana, thread.public_id, service.written("How do you start well?", title="First weeks"), 1)
    answer, _ = service.reply(ana, thread.public_id, service.written("Slowly."))
    service.edit_reply(ana, answer.public_id, service.written("Slowly, with one school."), 1)
    service.reply(ben, thread.public_id, service.written("With two."))
    service.read_up_to(ana, thread.public_id, 1)
    service.begin_space(scene.ana.id, scene.space.id)


TestDiscussions = conformance(plugin, fill=fill)
