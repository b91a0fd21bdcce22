"""Bulletins as a module: what every module promises."""

from community_bulletins import service
from community_bulletins.plugin import plugin

from community.testing.conformance import conformance


def fill(scene):
    """A bulletin of Ana's, who edits here; Ben has opened it. And one that shouts: it is under embargo."""
    service.appoint(scene.ana.id, scene.space)
    text = service.written("We meet on Thursday", "Bring **one page** of student work.")
    bulletin, _held = service.post(scene.acting(scene.ana), scene.space.public_id, text)
    shouting = service.written("WE MEET ON THURSDAY AT NINE", "Bring it.")
    service.post(scene.acting(scene.ana), scene.space.public_id, shouting)
    service.open_bulletin(scene.acting(scene.ben), bulletin.public_id)


TestBulletins = conformance(plugin, fill=fill)
