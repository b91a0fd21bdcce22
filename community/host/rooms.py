"""The low rooms of the core, described like modules so that everything enters by one door. No behaviour."""

from community.events import upkeep
from community.events.contract import Duty, Job
from community.files import commands as files_commands
from community.files import events as files_events
from community.files import examine
from community.files import personal as files_personal
from community.files import routes as files
from community.files import upkeep as upkeep_of_files
from community.files.policy import rules as files_rules
from community.files.queries import FILE
from community.host import boundaries, commands
from community.host.contract import PersonalData, Plugin
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
        blueprints=(files.bp,),
        events=files_events.EVENTS,
        tasks=examine.TASKS,
        policy=files_rules,
        schedule=upkeep_of_files.SCHEDULE,
        deeds={
            "file_received": _l("added a file"),
        },
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
