"""Rules of people: who sees whom, who may invite, who runs the roster. One file per subject, one Policy."""

from community.people.policy import invitations, persons, roster
from community.people.policy.book import rules

__all__ = ["invitations", "persons", "roster", "rules"]
