"""In whose name something is shared between partners: they sent it, and sending it says so."""

from community.sdk import System

SENT = System("it was sent to the partner")
