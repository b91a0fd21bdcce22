"""What an aim does not say yet: how much, for whom, by when. Pure.

After the usual test of an aim in improvement work: a number, a group of people, and a day.
"""

from collections.abc import Sequence
from datetime import date

from plugins.artifacts.record.values import Aim


def gaps(aim: Aim, today: date, *, ended: bool = False) -> Sequence[str]:
    """What is missing, in order.

    "text", "amount", "number" (an amount without one), "group", "by", "past" (its day is over).
    """
    found = []
    if not aim.text:
        found.append("text")
    if not aim.amount:
        found.append("amount")
    elif not any(mark.isdigit() for mark in aim.amount):
        found.append("number")
    if not aim.group:
        found.append("group")
    if aim.by is None:
        found.append("by")
    elif aim.by < today and not ended:
        found.append("past")
    return found
