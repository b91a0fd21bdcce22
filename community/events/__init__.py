"""The event log, its cursors, tasks and schedule: facts first, effects after the commit, retried until done."""

from community.events.contract import Event, Handler, Job, on
from community.events.log import Stored, publish

__all__ = ["Event", "Handler", "Job", "Stored", "on", "publish"]
