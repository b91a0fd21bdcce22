"""Who finds what: rules, masks, shares and switches, from a real log, on both databases."""

from datetime import timedelta

import pytest

from community.clock import frozen, now
from community.data.unit_of_work import unit_of_work
from community.host import switches
from community.search import queries
from community.search.install import room


def test_threads_replies_and_people_are_found_by_who_may_read_them(scene):
    thread = scene.thread("Exit tickets", "We try **short** ones on Fridays")
    scene.reply(thread, "Ours are on Mondays, with tickets of paper")
    scene.drain()
    assert sorted(scene.titles(scene.ben, "ticket")) == [("Exit tickets", "reply"), ("Exit tickets", "thread")]
    assert scene.titles(scene.ben, "mondays") == [("Exit tickets", "reply")]
    assert scene.titles(scene.ben, "ruiz kind:person") == [("Ana Ruiz", "person")]
    assert ("Ben Ortiz", "person") in scene.titles(scene.ana, "ortiz")


def test_others_find_nothing_count_nothing_and_are_told_nothing(scene):
    for _ in range(4):
        scene.thread("Zebra protocol", "zebra zebra")
    scene.drain()
    for text in ("zebra", "zebro", "zeb*", "kind:thread", '"zebra protocol"', "author:ana", "-nothing kind:thread"):
        found = scene.find(scene.olga, text)
        assert (found.total, found.hits, found.better, found.instead_of) == (0, (), "", "")
        assert not any(found.filters.values())
    assert queries.suggest(scene.acting(scene.olga), "zeb") == []
    assert scene.find(scene.ben, "zebro").instead_of == "zebro"
    assert [one.title for one in queries.suggest(scene.acting(scene.ben), "zeb")] == ["Zebra protocol"] * 4


def test_an_edit_is_found_by_its_new_words_alone(scene):
    thread = scene.thread("Attendance", "mornings")
    scene.reply(thread, "Thanks")
    scene.drain()
    scene.edit(thread, "Absences", "evenings")
    scene.drain()
    assert scene.titles(scene.ben, "mornings") == []
    assert sorted(scene.titles(scene.ben, "absences")) == [("Absences", "reply"), ("Absences", "thread")]


def test_what_is_hidden_is_gone_before_the_index_knows(scene):
    thread = scene.thread("Hidden soon", "walrus")
    scene.reply(thread, "walrus again")
    scene.drain()
    assert len(scene.titles(scene.ben, "walrus")) == 2
    takedown = scene.hide("discussions.thread", thread)
    for _ in range(2):  # masked at first; then by the labels, the parent's for the reply
        found = scene.find(scene.ben, "walrus")
        assert (found.total, [len(some) for some in found.filters.values()]) == (0, [0] * 5)
        scene.drain()
    assert len(scene.titles(scene.mo, "walrus")) == 2
    scene.lift(takedown)
    scene.drain()
    assert len(scene.titles(scene.ben, "walrus")) == 2


def test_who_leaves_finds_nothing_at_once_and_who_joins_finds_at_once(scene):
    scene.thread("Walrus")
    scene.drain()
    assert scene.titles(scene.olga, "walrus") == []
    team = scene.make.team(scene.collaboration)
    scene.make.join(team, scene.olga, ends_at=now() + timedelta(hours=1))
    assert scene.titles(scene.olga, "walrus") == [("Walrus", "thread")]
    with frozen(now() + timedelta(hours=2)):
        assert scene.titles(scene.olga, "walrus") == []


def test_a_share_shows_one_version_and_no_other(scene):
    team = scene.make.team(scene.elsewhere)
    scene.make.join(team, scene.ana)
    thread = scene.thread("Plan", "alpha")
    scene.share(thread, scene.ana, scene.other_space, 1)
    scene.edit(thread, "Plan", "omega")
    scene.drain()
    assert scene.titles(scene.olga, "alpha") == [("Plan", "thread")]
    assert scene.titles(scene.olga, "omega") == []
    assert scene.titles(scene.ben, "omega") == [("Plan", "thread")]
    assert scene.titles(scene.ben, "alpha") == []
    assert scene.titles(scene.ana, "plan") == [("Plan", "thread")]  # who reads both finds the newest, once
    assert "alpha" in "".join(run.text for run in scene.find(scene.olga, "plan").hits[0].snippet)
    assert scene.find(scene.olga, "plan").hits[0].space == ""  # the home's name is not theirs to know


def test_a_module_switched_off_is_not_found_and_found_again(scene):
    scene.thread("Walrus")
    scene.drain()
    for place in (None, scene.collaboration.id):
        with unit_of_work():
            switches.switch("discussions", on=False, collaboration_id=place)
        assert scene.titles(scene.ben, "walrus") == []
        with unit_of_work():
            switches.switch("discussions", on=True, collaboration_id=place)
        assert scene.titles(scene.ben, "walrus") == [("Walrus", "thread")]


def test_a_hit_that_the_rules_refuse_is_not_shown_whatever_the_index_says(scene, monkeypatch):
    """Even were masks and labels wrong, the last gate holds, and the total says what is shown."""
    thread = scene.thread("Walrus")
    scene.drain()
    scene.hide("discussions.thread", thread)
    monkeypatch.setattr(queries, "masked", frozenset)
    assert scene.titles(scene.ben, "walrus") == []


def test_both_languages_and_what_means_the_same(scene):
    scene.thread("Evaluaciones", "Las evaluaciones ayudan a los estudiantes", language="es")
    scene.thread("Plan, do, study, act", "We plan do study act every week")
    scene.drain()
    assert scene.titles(scene.ben, "evaluacion estudiante") == [("Evaluaciones", "thread")]
    found = scene.find(scene.ben, "PDSA")
    assert [hit.url for hit in found.hits]
    assert "plan do study act" in found.also


def test_filters_use_public_ids_and_narrow(scene):
    scene.thread("Walrus one")
    scene.thread("Walrus two")
    scene.drain()
    found = scene.find(scene.ben, "walrus")
    [choice] = found.filters["space"]
    assert (choice.title, choice.value, choice.count) == (scene.space.title, scene.space.public_id, 2)
    assert len(scene.titles(scene.ben, "walrus", chosen={"space": (scene.space.public_id,)})) == 2
    for stranger in (scene.other_space.public_id, str(scene.space.id), "nonsense"):
        assert scene.titles(scene.ben, "walrus", chosen={"space": (stranger,)}) == []
    assert scene.titles(scene.ben, "", chosen={"kind": ("discussions.reply",)}) == []


def test_a_better_word_is_used_when_nothing_is_found_and_offered_when_little_is(scene):
    for number in range(25):
        scene.thread(f"Attendance {number}", "attendance matters")
    scene.thread("Slip", "atendance")
    scene.drain()
    found = scene.find(scene.ben, "attendanse")
    assert (found.better, found.instead_of, found.total) == ("attendance", "attendanse", 25)
    assert scene.find(scene.ben, "attendanse", exactly=True).total == 0
    found = scene.find(scene.ben, "atendance")
    assert (found.better, found.instead_of, found.total) == ("attendance", "", 1)


@pytest.mark.parametrize("damaged", ["*.seg", "*.toc"])
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_without_an_index_the_newest_are_searched_and_the_index_is_built_again(scene, damaged):
    scene.thread("Walrus", "in the sea", language="es")
    scene.make.join(scene.make.team(scene.elsewhere), scene.ana)
    shared = scene.thread("Shared walrus", "first words")
    scene.share(shared, scene.ana, scene.other_space, 1)
    scene.edit(shared, "Shared walrus", "second words")
    scene.drain()
    engine = room().engine
    current = engine.health().generation
    engine.close()
    for path in (engine.generations.root / current).glob(damaged):
        path.write_bytes(path.read_bytes()[:40])

    found = scene.find(scene.ben, "walrus")
    assert found.rebuilding
    assert found.total == 2
    assert scene.find(scene.olga, "second").total == scene.find(scene.olga, "sea").total == 0
    scene.drain()
    assert not scene.find(scene.ben, "walrus").rebuilding
    assert engine.health().generation != current
    assert len(scene.titles(scene.ben, "walrus")) == 2
