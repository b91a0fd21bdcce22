"""Who sees a resource, its versions and their files: home, share, review, removal, moderation, the switch."""

import pytest
from sqlalchemy import select

from community.access import labels, rules, visibility, visible
from community.data.database import session
from community.data.unit_of_work import unit_of_work
from community.files import queries as files
from community.files.models import File, Holder
from community.host import switches
from plugins.resources.models import Resource, Version
from plugins.resources.service import removal, reviews, versions


def seen(actor, model):
    return set(session().scalars(visible(actor, model).with_only_columns(model.id)))


def numbers(actor, found):
    query = visible(actor, Version).where(Version.resource_id == found.id)
    return set(session().scalars(query.with_only_columns(Version.number)))


def found_by_labels(actor):
    """What the index would let somebody find of versions and resources."""
    held, found = visibility(actor).tokens, {}
    for kind in ("resources.resource", "resources.version"):
        model = rules().kind(kind).model
        said = labels(rules().kind(kind), list(session().scalars(select(model.id))))
        found[kind] = {
            one for one, of in said.items() if of.labels & held and all(clause & held for clause in of.clauses)
        }
    return found


def opens(actor, public_id):
    return session().scalar(visible(actor, File).where(File.public_id == public_id)) is not None


def file_of(version_id):
    query = select(File.public_id).join(Holder, Holder.file_id == File.id)
    return session().scalar(query.where(Holder.kind == "resources.version", Holder.object_id == version_id))


@pytest.fixture
def two_files(scene):
    """A resource of Ana's in two versions, each a file of its own."""
    found = scene.file(b"the first words", "first.txt", "Notes")
    second = scene.bring(b"the second words", "second.txt")
    version, _held = versions.add_version(scene.acting(scene.ana), found.public_id, versions.a_file(second), "More.")
    first = session().scalar(select(Version.id).where(Version.resource_id == found.id, Version.number == 1))
    return found, file_of(first), file_of(version.id)


def test_home_sees_all_versions_and_elsewhere_nothing(scene, acting, two_files):
    found, first, second = two_files
    for person in (scene.ana, scene.ben, scene.mo):
        assert numbers(acting(person), found) == {1, 2}
        assert opens(acting(person), first)
        assert opens(acting(person), second)
    olga = acting(scene.olga)
    assert seen(olga, Resource) == seen(olga, Version) == set()
    assert not opens(olga, first)
    assert not opens(olga, second)


def test_a_share_opens_one_version_with_its_files_and_no_other(scene, acting, browse, two_files):
    found, first, second = two_files
    share = scene.share(found, version=1)
    olga = acting(scene.olga)
    assert numbers(olga, found) == {1}
    assert opens(olga, first)
    assert not opens(olga, second)
    page = browse(scene.olga).get(f"/resources/{found.public_id}")
    assert page.status_code == 200
    assert "first.txt" in page.text
    assert "second.txt" not in page.text
    assert "More." not in page.text
    assert browse(scene.olga).get(f"/resources/{found.public_id}/versions/2").status_code == 404
    assert browse(scene.olga).get(f"/files/{first}").status_code == 200
    assert browse(scene.olga).get(f"/files/{second}").status_code == 404
    from community.spaces import service as spaces

    spaces.withdraw(acting(scene.ana), share.public_id)
    assert numbers(acting(scene.olga), found) == set()
    assert not opens(acting(scene.olga), first)


def test_what_is_said_later_stays_at_home(scene, acting, browse):
    from plugins.resources.service import resources
    from plugins.resources.service.resources import About

    found = scene.text("Exit ticket")
    scene.share(found)
    resources.edit(acting(scene.ana), found.public_id, About("Named for a child"))
    page = browse(scene.olga).get(f"/resources/{found.public_id}").text
    assert "Exit ticket" in page
    assert "Named for a child" not in page
    listed = browse(scene.olga).get(f"/resources/in/{scene.far.slug}/").text
    assert "Exit ticket" in listed
    assert "Named for a child" not in listed
    scene.drain()
    assert "Named for a child" not in browse(scene.olga).get("/search?q=ticket").text
    assert f"/resources/{found.public_id}" in browse(scene.olga).get("/search?q=ticket").text
    assert f"/resources/{found.public_id}" not in browse(scene.olga).get("/search?q=named").text


def test_labels_say_what_the_rules_say_in_every_state(scene, acting, two_files):
    scene.share(two_files[0])
    scene.hide(scene.text("Hidden"))
    gone = scene.text("Removed")
    removal.remove(acting(scene.ana), gone.public_id, "Out of date.")
    scene.review()
    scene.text("Waits")
    for person in (scene.ana, scene.ben, scene.mo, scene.olga):
        actor = acting(person)
        held = found_by_labels(actor)
        assert held["resources.version"] == seen(actor, Version), person.name
        if person is not scene.olga:
            assert held["resources.resource"] == seen(actor, Resource), person.name


def test_review_keeps_it_to_its_author_and_the_moderators(scene, acting, browse):
    scene.review()
    found = scene.text("Waits")
    address = f"/resources/{found.public_id}"
    assert [browse(one).get(address).status_code for one in (scene.ana, scene.mo, scene.ben, scene.olga)] == [
        200, 200, 404, 404,
    ]  # fmt: skip
    assert "Waits" not in browse(scene.ben).get(f"/resources/in/{scene.space.slug}/").text
    reviews.review(acting(scene.mo), found.public_id, "published", "", number=1)
    assert browse(scene.ben).get(address).status_code == 200


def test_a_version_in_review_does_not_show_until_it_is_published(scene, acting, browse):
    found = scene.text("Exit ticket", "The old text")
    scene.review()
    scene.again(found, "The new text")
    address = f"/resources/{found.public_id}"
    assert "The old text" in browse(scene.ben).get(address).text
    assert browse(scene.ben).get(f"{address}/versions/2").status_code == 404
    assert "The new text" in browse(scene.mo).get(f"{address}/versions/2").text
    reviews.review(acting(scene.mo), found.public_id, "published", "", number=2)
    assert "The new text" in browse(scene.ben).get(address).text


def test_removed_it_keeps_its_title_and_closes_its_files(scene, acting, browse, two_files):
    found, first, second = two_files
    scene.share(found)
    removal.remove(acting(scene.ana), found.public_id, "A newer one is out.")
    for person in (scene.ben, scene.olga):
        page = browse(person).get(f"/resources/{found.public_id}")
        assert page.status_code == 200
        assert all(words in page.text for words in ("Notes", "A newer one is out.", "Ana Ruiz"))
        assert "first.txt" not in page.text
        assert browse(person).get(f"/files/{first}").status_code == 404
        assert browse(person).get(f"/files/{second}").status_code == 404
    scene.drain()
    assert f"/resources/{found.public_id}" not in browse(scene.ben).get("/search?q=notes").text
    removal.restore(acting(scene.mo), found.public_id)
    assert browse(scene.ben).get(f"/files/{second}").status_code == 200
    scene.drain()
    assert f"/resources/{found.public_id}" in browse(scene.ben).get("/search?q=notes").text


def test_hidden_by_a_moderator_its_files_are_closed(scene, acting, two_files):
    found, first, _second = two_files
    scene.hide(found)
    assert numbers(acting(scene.ben), found) == set()
    assert not opens(acting(scene.ben), first)
    assert opens(acting(scene.mo), first)


def test_switched_off_nothing_of_it_is_seen(scene, acting, browse, two_files):
    found, first, _second = two_files
    with unit_of_work():
        switches.switch("resources", on=False, collaboration_id=scene.collaboration.id)
    assert seen(acting(scene.ben), Resource) == seen(acting(scene.ben), Version) == set()
    assert not opens(acting(scene.ben), first)
    assert browse(scene.ben).get(f"/resources/{found.public_id}").status_code == 404
    assert files.served is not None


def test_a_list_costs_the_same_with_one_and_with_three(scene, browse):
    from community.testing.conformance.scene import counted

    tag = scene.tag("Attendance", "Asistencia")
    address, ben = f"/resources/in/{scene.space.slug}/", browse(scene.ben)
    scene.text("One", tags=(tag.public_id,))
    ben.get(address)
    session().close()
    with counted() as one:
        ben.get(address)
    scene.text("Two", by=scene.mo, tags=(tag.public_id,))
    scene.share(scene.text("Three"))
    session().close()
    with counted() as three:
        assert "Three" in ben.get(address).text
    assert len(one) == len(three)
