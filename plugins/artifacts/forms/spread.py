"""Forms of an artifact's way to others: taken up by a team, and what came of it. No permission, no database."""

from community.sdk import BooleanField, Form, ParagraphField, SelectField
from community.sdk import lazy_gettext as _l
from plugins.artifacts.queries import words


class _Taken(Form):
    context = ParagraphField(
        _l("Where you use it, and for whom"),
        longest=2000,
        required=False,
        hint=_l("What is different with you: school, students, staff."),
    )
    changed = ParagraphField(_l("What you change"), longest=2000, required=False)


class AdoptForm(_Taken):
    """A team takes a version up. Its choices are the reader's teams."""

    team = SelectField(_l("For which team"))
    copy = BooleanField(
        _l("Begin our own record from it"),
        description=_l("With its drivers, measures and headings. Your results will be your own."),
    )


class ToldForm(_Taken):
    """What came of it."""

    result = ParagraphField(
        _l("What came of it"), longest=4000, required=False, hint=_l("What you saw, and what you would tell others.")
    )
    in_use = SelectField(_l("Is it still in use?"), choices=[("", _l("Too early to say")), *words.IN_USE.items()])
