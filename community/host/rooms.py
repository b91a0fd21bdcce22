"""The low rooms of the core, described like modules so that everything enters by one door. No behaviour."""

from community.events import upkeep
from community.events.contract import Job
from community.host import boundaries, commands
from community.host.contract import Plugin
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
