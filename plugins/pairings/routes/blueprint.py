"""The one blueprint of pairings. Views stand in the other files of this folder."""

from community.sdk import GuardedBlueprint

bp = GuardedBlueprint("pairings", "plugins.pairings")
