"""What a space is called: in the reader's language, once."""

import re

from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.people.models import Person
from plugins.discussions import service as discussions


def test_the_space_of_the_network_is_named_once_and_in_the_readers_language(make, browse, acting):
    collaboration = make.collaboration("Early reading")
    make.network_spaces()
    ana = make.member(make.team(collaboration))
    with unit_of_work():
        session().get_one(Person, ana.id).locale = "es"
    text = discussions.written("How?", title="Buses")
    thread, _held = discussions.open_thread(acting(ana), make.space(collaboration).public_id, text)

    head = re.search(
        r'<section class="space-head".*?</section>', browse(ana).get("/discussions/in/network/").text, re.DOTALL
    )
    words = re.sub(r"<[^>]+>", " ", head.group())
    assert words.count("Toda la red") == 1, "beside its tabs and who can read it"
    share = browse(ana).get(f"/spaces/share/discussions.thread/{thread.public_id}").text
    assert "Toda la red (" in share
    assert "Network (" not in share
