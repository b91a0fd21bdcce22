"""What pairings add, on one screen: so far the engine, by a command."""

from community.sdk import Plugin
from community.sdk import lazy_gettext as _l
from plugins.pairings import commands

plugin = Plugin(name="pairings", title=_l("Peer feedback"), version="0.1", commands=(commands.pairings,))
