"""The ledger as its readers see it: words, and choices in words."""

import re

from community.data.unit_of_work import unit_of_work
from community.ledger.record import record
from plugins.discussions import service as discussions


def test_deeds_are_said_and_chosen_in_words(make, browse, acting):
    collaboration = make.collaboration()
    ana = make.member(make.team(collaboration))
    text = discussions.written("How?", title="Buses")
    thread, _held = discussions.open_thread(acting(ana), make.space(collaboration).public_id, text)
    discussions.close(acting(ana), thread.public_id)
    with unit_of_work():
        record("gone.module_did", None, acting(ana))
    reader = browse(make.role("administrator"))

    def rows(address):
        page = reader.get(address).text
        return re.findall(r"<tr>.*?</tr>", page[page.index("<tbody>") :], re.DOTALL)

    everything = "".join(rows("/console/ledger"))
    assert "opened a thread" in everything
    assert "discussions.thread_opened" not in everything
    assert "gone.module_did" in everything, "what no module has words for is not hidden"
    [closed] = rows("/console/ledger?action=discussions.thread_closed")
    assert "closed a thread" in closed
    page = reader.get("/console/ledger?action=discussions.thread_closed").text
    assert re.search(r'<option value="discussions.thread_closed" selected>Discussions: closed a thread</option>', page)
    assert all("data-label=" in cell for cell in re.findall(r"<td[^>]*>", closed))
