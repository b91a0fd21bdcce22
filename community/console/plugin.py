"""What the console adds, on one screen. The ledger's sealing and pages live here too: the ledger stands lower."""

from community.console import commands, personal, routes
from community.console.events import ModuleSwitched
from community.console.policy import rules
from community.events.contract import Duty
from community.host.contract import NavigationItem, Plugin
from community.ledger import chain
from community.web.i18n import lazy_gettext as _l

plugin = Plugin(
    name="console",
    title=_l("Console"),
    version="1.0",
    blueprints=(routes.bp,),
    policy=rules,
    events=(ModuleSwitched,),
    duties=(Duty("console.seal_ledger", chain.seal_waiting, patience=0.5),),
    navigation=(
        NavigationItem(_l("Operate the site"), "console.overview", "operate", order=80),
        NavigationItem(_l("Ledger"), "console.ledger", "read_ledger", order=70),
    ),
    deeds={
        "delivery_retried": _l("tried a delivery again"),
        "setting_changed": _l("changed a setting"),
        "switched_on": _l("switched a module on"),
        "switched_off": _l("switched a module off"),
    },
    commands=commands.commands,
    personal_data=personal.personal_data,
)
