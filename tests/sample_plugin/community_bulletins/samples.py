"""Our part of the sample network: one bulletin by the first person of the first collaboration."""

from community.sdk import Person, SampleNetwork, Space, session, spaces_of_person
from community_bulletins import service


def load(network: SampleNetwork) -> None:
    """Appoint an editor and let them post, where there are people already."""
    for row in network.all("person"):
        places = [session().get_one(Space, one) for one in spaces_of_person(row.id)]
        shared = next((place for place in places if place.kind == "collaboration"), None)
        if shared is not None:
            service.appoint(row.id, shared)
            scopes = {"space.member": frozenset({shared.id}), "bulletins.editor": frozenset({shared.id})}
            editor = Person(row.id, row.public_id, row.name, scopes=scopes)
            text = service.written("We meet on Thursday", "Bring **one page** of student work, without names.")
            network.remember("bulletin:first", service.post(editor, shared.public_id, text)[0])
            return
