"""The one blueprint of resources. Views stand in the other files of this folder."""

from community.sdk import GuardedBlueprint

bp = GuardedBlueprint("resources", "plugins.resources")
