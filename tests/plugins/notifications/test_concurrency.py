"""Numbers and keys hold while many write at once and two consumers compete. On both databases."""

import threading

from sqlalchemy import func, select

from community.data.database import session
from community.events import cursors
from community.events.registry import registry
from plugins.discussions import service as discussions
from plugins.notifications.models import Inbox, Notice

PATIENCE = 120


class Crowd:
    """Threads within the app; what went wrong in any of them is kept."""

    def __init__(self, app):
        self.app, self.errors, self.written = app, [], threading.Event()

    def begin(self, work, *given):
        thread = threading.Thread(target=self._work, args=(work, *given))
        thread.start()
        return thread

    def _work(self, work, *given):
        with self.app.app_context():
            try:
                work(*given)
            except Exception as error:  # noqa: BLE001 - the test shows it
                self.errors.append(error)
            finally:
                session().close()

    def write(self, actor, thread):
        """Five replies by one person."""
        for number in range(5):
            discussions.reply(actor, thread.public_id, discussions.written(f"Answer {number}"))

    def consume(self):
        """Tell people, as long as somebody writes."""
        cursor = next(one for one in registry().cursors() if one.name == "notifications.follow_log")
        while not self.written.is_set():
            cursors.advance(cursor)


def test_many_writers_and_two_consumers_leave_no_gap_and_no_double(app, scene, acting, drain):
    threads = [scene.thread(title=f"Thread {n}") for n in range(3)]
    for thread in threads:
        scene.follow(thread, scene.ben, scene.cleo)
    drain()
    crowd = Crowd(app)
    people = [acting(one) for one in (scene.ana, scene.ben, scene.cleo, scene.mo)]
    consumers = [crowd.begin(crowd.consume) for _ in range(2)]
    for writer in [crowd.begin(crowd.write, actor, thread) for actor in people for thread in threads]:
        writer.join(PATIENCE)
    crowd.written.set()
    for consumer in consumers:
        consumer.join(PATIENCE)
    drain()

    assert crowd.errors == []
    ends = (func.count(), func.min(Notice.seq), func.max(Notice.seq))
    for person_id, count, first, last in session().execute(select(Notice.person_id, *ends).group_by(Notice.person_id)):
        assert (first, last, session().get(Inbox, person_id).last_seq) == (1, count, count)
    doubled = select(Notice.event_id).group_by(Notice.person_id, Notice.event_id).having(func.count() > 1)
    assert session().scalars(doubled).all() == []
    answers = select(func.count()).where(Notice.person_id == scene.ana.id, Notice.name == "discussions.replied")
    assert session().scalar(answers) == 45  # 3 threads, 3 other people, 5 answers each
