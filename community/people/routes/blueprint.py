"""The one blueprint of accounts and persons, "people". Views stand in the other files of this folder."""

from community.web.blueprint import GuardedBlueprint

bp = GuardedBlueprint("people", "community.people", url_prefix="")
