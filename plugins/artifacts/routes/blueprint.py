"""The one blueprint of artifacts. Views stand in the other files of this folder."""

from community.sdk import GuardedBlueprint

bp = GuardedBlueprint("artifacts", "plugins.artifacts")
