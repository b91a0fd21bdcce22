"""The low rooms of the core, described like modules so that everything enters by one door. No behaviour."""

from community.data.refs import Ref
from community.events import upkeep
from community.events.contract import Duty, Job
from community.files import commands as files_commands
from community.files import examine, routes_uploads
from community.files import personal as files_personal
from community.files import routes as files
from community.files import upkeep as upkeep_of_files
from community.files.events import EVENTS, FileRefused
from community.files.policy import rules as files_rules
from community.files.queries import FILE, owner_of
from community.host import boundaries, commands
from community.host.contract import Notice, PersonalData, Plugin
from community.live import consumer
from community.live import routes as live
from community.search import commands as search_commands
from community.search import indexer
from community.search import routes as search
from community.web import routes as web
from community.web.i18n import lazy_gettext as _l

ROOMS = (
    Plugin(
        name="web",
        title=_l("Pages"),
        version="1.0",
        core=True,
        blueprints=(web.bp,),
        slots_offered=("frame.bell", "frame.banner"),
    ),
    Plugin(
        name="files",
        title=_l("Files"),
        version="1.0",
        core=True,
        kinds=(FILE,),
        blueprints=(files.bp, routes_uploads.bp),
        events=EVENTS,
        tasks=examine.TASKS,
        policy=files_rules,
        schedule=(*upkeep_of_files.SCHEDULE, *examine.SCHEDULE),
        deeds={
            "file_received": _l("added a file"),
            "file_cleaned": _l("made a clean copy of a file"),
            "file_refused": _l("refused a file in which the virus scanner found something"),
        },
        notices=(
            Notice(
                "files.refused",
                FileRefused,
                about=lambda stored: Ref("files.file", stored.event.file_id),
                to=lambda stored: owner_of(stored.event.file_id),
                thing=lambda stored: Ref("files.file", stored.event.file_id),
                title=_l("A file of yours was not let in"),
                words=_l("“%(title)s” was not let in: the virus scanner found something in it"),
            ),
        ),
        commands=files_commands.commands,
        personal_data=PersonalData(files_personal.TABLES, files_personal.export, files_personal.erase),
    ),
    Plugin(
        name="live",
        title=_l("Live"),
        version="1.0",
        core=True,
        blueprints=(live.bp,),
        duties=(Duty("live.announce", consumer.follow),),
    ),
    Plugin(
        name="search",
        title=_l("Search"),
        version="1.0",
        core=True,
        blueprints=(search.bp,),
        duties=(indexer.DUTY,),
        schedule=indexer.SCHEDULE,
        commands=search_commands.commands,
    ),
    Plugin(
        name="host",
        title=_l("Modules"),
        version="1.0",
        core=True,
        schedule=(
            Job("host.boundaries", "* * * * *", boundaries.sweep),
            Job("host.upkeep", "17 3 * * *", upkeep.tidy),
        ),
        commands=commands.commands,
    ),
)
