"""The product's own words for what can go wrong.

Raised by services and rules; turned into pages in one place, community/web/errors.py. No HTTP codes here.
"""

from collections.abc import Mapping


class ProductError(Exception):
    """Something the product refuses, with words that a person can read."""


class NotFound(ProductError):
    """Absent, hidden or switched off: the same answer for all three, on purpose."""


class Forbidden(ProductError):
    """The actor may read the thing but not do this to it."""


class Conflict(ProductError):
    """The thing changed meanwhile, or stands in a state that does not allow this."""


class Invalid(ProductError):
    """Values that cannot be accepted.

    `errors` maps a field's name ("" for the whole form) to words for the person who typed it.
    """

    def __init__(self, errors: Mapping[str, object]) -> None:
        super().__init__("; ".join(f"{field}: {words}" if field else str(words) for field, words in errors.items()))
        self.errors = dict(errors)


class TooMany(ProductError):
    """Too many of these in a short time; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class RuleBroken(Exception):
    """A rule of the house is broken, so the site refuses to start: which rule, where, and the fix."""

    def __init__(self, rule: str, where: str, fix: str) -> None:
        super().__init__(f"{where}: {rule}. Fix: {fix}")
        self.rule, self.where, self.fix = rule, where, fix


class UnknownQuestion(Exception):
    """Code asked about an action or a kind that nobody declared: a programming error, never an answer."""


class Unasked(Exception):
    """A guarded request ended without asking the rules anything: a programming error."""
