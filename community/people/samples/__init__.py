"""The people's part of the sample network: districts, two collaborations, teams, accounts. Everything is invented."""

from community.people.samples.network import fill

__all__ = ["fill"]
