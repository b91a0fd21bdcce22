"""The one blueprint of accounts and persons, "people". Views stand in the other files of this folder."""

from typing import cast

from flask import Flask

from community.people import actors
from community.web.blueprint import GuardedBlueprint

bp = GuardedBlueprint("people", "community.people", url_prefix="")
bp.record_once(lambda state: actors.install(cast(Flask, state.app)))
