"""Every way of extending a network does what it says, on a real site; and two modules meet without importing."""

from dataclasses import fields, replace
from datetime import timedelta
from importlib.metadata import entry_points

import pytest
from click.testing import CliRunner
from community_bulletins import queries, samples, service
from community_bulletins.models import Bulletin, Editor, Embargo, Lead
from community_bulletins.plugin import plugin
from community_bulletins.queries import Footer
from sqlalchemy import select

from community import clock
from community.access import visible
from community.app import create_app
from community.config import Settings
from community.data.database import Base, db, session
from community.errors import RuleBroken
from community.host import boundaries
from community.host.contract import Contribution, Plugin
from community.host.samples import SampleNetwork
from community.testing.apps import OPTIONS
from plugins.discussions import service as discussions
from plugins.discussions.models import Thread

NOT_FOR_MODULES = {"requires", "duties", "core", "package"}


@pytest.fixture
def editor(make):
    """Somebody who edits the bulletins of a collaboration's space, and a reader there."""

    class Scene:
        collaboration = make.collaboration()
        space = make.space(collaboration)
        ana = make.member(make.team(collaboration), "Ana")
        ben = make.member(make.team(collaboration), "Ben")
        mia = make.role("moderator", collaboration)

    service.appoint(Scene.ana.id, Scene.space)
    return Scene


@pytest.fixture
def post(editor, acting):
    """Post a bulletin, as its editor."""

    def posted(title="We meet on Thursday"):
        return service.post(acting(editor.ana), editor.space.public_id, service.written(title, "Bring one page."))

    return posted


def sees(person, acting, model=Bulletin):
    return len(session().scalars(visible(acting(person), model)).all())


def test_every_field_of_a_plugin_is_used_once():
    unused = [field.name for field in fields(Plugin) if not getattr(plugin, field.name)]
    assert set(unused) == NOT_FOR_MODULES


def test_the_ledger_says_its_deeds_in_words(make, browse, post):
    post()
    ledger = browse(make.role("administrator")).get("/console/ledger").text
    assert "posted a bulletin" in ledger
    assert "made somebody an editor of bulletins" in ledger


def test_it_is_found_through_its_entry_point(app):
    assert [point.value for point in entry_points(group="community.plugins")] == ["community_bulletins.plugin:plugin"]
    assert app.extensions["community.host"].plugins["bulletins"].package == "community_bulletins"


def test_an_editor_posts_through_the_form_and_a_reader_reads(editor, browse, drain):
    form = f"/bulletins/in/{editor.space.slug}/new"
    answer = browse(editor.ana).post(form, {"title": "We meet", "body": "At **nine**", "language": "en"})
    assert answer.status_code == 303
    drain()
    page = browse(editor.ben).get(answer.headers["Location"]).text
    assert "<strong>nine</strong>" in page
    assert "1 minute to read" in page
    assert "Open a thread in this space" in page
    assert browse(editor.ben).post(form, {"title": "Mine", "body": "x", "language": "en"}).status_code == 403


def test_readers_are_told_and_opening_settles_it(editor, post, browse, drain):
    row, _ = post()
    drain()
    assert "posted We meet on Thursday" in browse(editor.ben).get("/notifications/").text
    browse(editor.ben).post(f"/bulletins/{row.public_id}/open")
    drain()
    assert "We meet on Thursday" not in browse(editor.ben).get("/").text


def test_what_is_new_stands_on_my_work_and_beside_the_space(editor, post, browse):
    post()
    home = browse(editor.ben).get("/").text
    assert "We meet on Thursday" in home
    assert f'data-unread="{editor.space.public_id}"' in home


def test_it_is_found_by_search(editor, post, browse, drain):
    row, _ = post()
    drain()
    assert f"/bulletins/{row.public_id}" in browse(editor.ben).get("/search?q=thursday").text


def test_a_thread_opened_is_a_lead_and_owed(editor, acting, post, browse, drain):
    text = discussions.written("How?", title="First weeks")
    discussions.open_thread(acting(editor.ben), editor.space.public_id, text)
    drain()
    drain()
    assert queries.leads(acting(editor.ana))[0][0] == "First weeks"
    assert queries.leads(acting(editor.ben)) == []
    assert "1 lead waits for your bulletin" in browse(editor.ana).get("/").text
    post()
    assert queries.leads(acting(editor.ana)) == []


def test_old_leads_are_forgotten_by_the_job(editor, acting, drain):
    discussions.open_thread(acting(editor.ben), editor.space.public_id, discussions.written("How?", title="Weeks"))
    drain()
    job = plugin.schedule[0]
    job.call()
    assert session().scalars(select(Lead)).all()
    session().close()
    with clock.frozen(clock.now() + timedelta(days=40)):
        job.call()
    assert not session().scalars(select(Lead)).all()


def test_a_shouting_thread_of_another_module_is_embargoed_until_its_time(editor, acting, drain):
    text = discussions.written("Please.", title="LOOK AT THIS THREAD RIGHT NOW")
    _thread, held = discussions.open_thread(acting(editor.ben), editor.space.public_id, text)
    assert held
    assert (sees(editor.ana, acting, Thread), sees(editor.mia, acting, Thread)) == (0, 1)
    boundaries.sweep()
    until = session().scalars(select(Embargo.until)).one()
    session().close()
    with clock.frozen(until + timedelta(seconds=1)):
        assert sees(editor.ana, acting, Thread) == 1
        assert len(boundaries.pending()) == 1
        session().close()
        boundaries.sweep()
        assert boundaries.pending() == frozenset()
        drain()


def test_editors_meet_in_the_newsroom(editor, browse):
    assert browse(editor.ana).get("/spaces/newsroom/people").status_code == 200
    assert browse(editor.ben).get("/spaces/newsroom/people").status_code == 404


def test_the_command_appoints(editor, app):
    done = CliRunner().invoke(plugin.commands[0], ["appoint", editor.ben.email, editor.space.slug])
    assert done.exit_code == 0, done.output
    assert session().get(Editor, (editor.ben.id, editor.space.id))
    assert CliRunner().invoke(plugin.commands[0], ["appoint", "nobody@x.example", "x"]).exit_code == 1


def test_it_speaks_spanish(editor, make, browse):
    eva = make.member(
        make.team(editor.collaboration),
        "Eva",
    )
    browser = browse(eva)
    page = browser.get(f"/bulletins/in/{editor.space.slug}/", headers={"Accept-Language": "es"}).text
    assert "Todavía no hay boletines" in page


def test_its_static_file_is_served(client):
    with client.get("/bulletins/static/clock.svg") as answer:
        assert answer.mimetype == "image/svg+xml"


def test_its_samples_fill_a_network(editor):
    network = SampleNetwork()
    network.remember("person:ben", editor.ben)
    samples.load(network)
    assert network.get("bulletin:first").title == "We meet on Thursday"


def test_another_module_contributes_to_its_point(tmp_path):
    thanks = Plugin(
        name="thanks", title="Thanks", version="1.0", requires=("bulletins",),
        contributes=(Contribution("bulletins.footer", Footer("Thank you for reading")),),
    )  # fmt: skip
    app = create_app(Settings(instance=tmp_path, **OPTIONS), extra=(thanks,))
    with app.app_context():
        assert queries.footers()[-1] == "Thank you for reading"
        Base.metadata.create_all(db.engine)
        db.engine.dispose()


def test_a_contribution_of_another_type_is_refused(tmp_path):
    wrong = Plugin(
        name="thanks", title="Thanks", version="1.0", contributes=(Contribution("bulletins.footer", "Thank you"),)
    )
    with pytest.raises(RuleBroken, match=r"thanks: its value for bulletins.footer is a str. Fix: give it a Footer"):
        create_app(Settings(instance=tmp_path, **OPTIONS), extra=(wrong,))


def test_without_it_the_point_may_stay_unanswered(tmp_path):
    absent = replace(plugin, name="absent")
    assert absent.contributes[0].point == "bulletins.footer"
    lonely = Plugin(
        name="lonely", title="Lonely", version="1.0", contributes=(Contribution("nowhere.point", Footer("x")),)
    )
    create_app(Settings(instance=tmp_path, **OPTIONS), extra=(lonely,))
