"""Forms of the roster: members, roles, passes, collaborations, phases. No permission, no database.

Days are the reader's; a last day counts to its end.
"""

from datetime import date, datetime
from typing import Any

from wtforms.validators import InputRequired, Optional

from community.people import days
from community.people.checklist import ROLES as TEAM_ROLE_NAMES
from community.people.phases import KINDS, PhaseDates
from community.people.words import PHASES, ROLES, TEAM_ROLES
from community.web.forms import BooleanField, DateField, EmailField, Form, LineField, ParagraphField, SelectField
from community.web.i18n import current_zone
from community.web.i18n import lazy_gettext as _l


def _choices(names: tuple[str, ...], words: Any) -> list[tuple[str, Any]]:
    return [(name, words[name]) for name in names]


def _begin(day: date | None) -> datetime | None:
    return days.first_moment(day, current_zone()) if day else None


def _end(day: date | None) -> datetime | None:
    return days.after(day, current_zone()) if day else None


class PlaceForm(Form):
    """What somebody is in a team, and from when until when."""

    role = SelectField(
        _l("Place in the district"), choices=_choices(TEAM_ROLE_NAMES, TEAM_ROLES), validators=[InputRequired()]
    )
    decision_maker = BooleanField(
        _l("Senior decision maker"), description=_l("Can decide for the district about money, time and people.")
    )
    lead = BooleanField(_l("Team lead"), description=_l("Speaks for the team, adds members and ends memberships."))
    starts_on = DateField(_l("First day"), description=_l("Leave empty for today."), validators=[Optional()])
    ends_on = DateField(_l("Last day"), description=_l("Leave empty for no end."), validators=[Optional()])

    def terms(self) -> dict[str, Any]:
        """The answers as a service takes them."""
        return {
            "role": self.role.data,
            "decision_maker": self.decision_maker.data,
            "lead": self.lead.data,
            "starts_at": _begin(self.starts_on.data),
            "ends_at": _end(self.ends_on.data),
        }


class MemberForm(PlaceForm):
    """Add somebody who has an account."""

    email = EmailField(_l("E-mail address"), hint=_l("The address that the person signs in with."))


class ChangeForm(PlaceForm):
    """Change a membership; its days are shown as they are."""

    @classmethod
    def of(cls, membership: Any) -> "ChangeForm":
        """The form, filled with a membership where nothing was sent."""
        zone = current_zone()
        ends_at = membership.ends_at
        return cls(
            role=membership.role,
            decision_maker=membership.decision_maker,
            lead=membership.lead,
            starts_on=days.day_of(membership.starts_at, zone),
            ends_on=days.last_day(ends_at, zone) if ends_at else None,
        )

    def changes(self, membership: Any) -> dict[str, Any]:
        """The answers; the exact first moment is kept while its day stays."""
        terms = self.terms()
        if self.starts_on.data == days.day_of(membership.starts_at, current_zone()):
            del terms["starts_at"]
        return terms


class LeaveForm(Form):
    """End a membership."""

    ends_on = DateField(_l("Last day"), description=_l("Leave empty to end it now."), validators=[Optional()])
    reason = LineField(
        _l("Reason"), longest=300, required=False, hint=_l("For the record of the network; the team does not see it.")
    )

    def ends_at(self) -> datetime | None:
        """The first moment outside; None for now."""
        return _end(self.ends_on.data)


class EndForm(Form):
    """End a role or a pass now."""

    reason = LineField(_l("Reason"), longest=300, required=False)


class RoleForm(Form):
    """Give a role in a collaboration."""

    email = EmailField(_l("E-mail address"), hint=_l("The address that the person signs in with."))
    role = SelectField(_l("Role"), choices=_choices(("facilitator", "moderator"), ROLES), validators=[InputRequired()])
    ends_on = DateField(_l("Last day"), description=_l("Leave empty for no end."), validators=[Optional()])

    def ends_at(self) -> datetime | None:
        """The first moment outside; None for no end."""
        return _end(self.ends_on.data)


class NetworkRoleForm(RoleForm):
    """Give a role of the whole network."""

    role = SelectField(_l("Role"), choices=_choices(("staff", "administrator"), ROLES), validators=[InputRequired()])


class PassForm(Form):
    """Let an outside expert in. It stands on one page with the form of roles, so its fields have ids of their own."""

    email = EmailField(_l("E-mail address"), hint=_l("The address that the expert signs in with."), id="pass-email")
    place = SelectField(_l("May read"), description=_l("Choose as little as the purpose needs."))
    purpose = LineField(_l("Purpose"), longest=200, hint=_l("The people of that place can read it."))
    ends_on = DateField(
        _l("Last day"), description=_l("At most one year from today."), validators=[InputRequired()], id="pass-ends-on"
    )

    @classmethod
    def for_places(cls, places: list[tuple[str, Any]], *, sent: bool = True) -> "PassForm":
        """The form with these places to choose from: pairs of a team's address, "" for all, and its name."""
        form = cls() if sent else cls(formdata=None)
        form.place.choices = places
        return form

    def ends_at(self) -> datetime:
        """The first moment outside."""
        if self.ends_on.data is None:
            raise ValueError("asked before the form passed")
        return days.after(self.ends_on.data, current_zone())


class PhasesForm(Form):
    """First and last day of launch and years; a phase without days is not planned yet."""

    launch_starts = DateField(_l("First day"), validators=[Optional()])
    launch_ends = DateField(_l("Last day"), validators=[Optional()])
    year1_starts = DateField(_l("First day"), validators=[Optional()])
    year1_ends = DateField(_l("Last day"), validators=[Optional()])
    year2_starts = DateField(_l("First day"), validators=[Optional()])
    year2_ends = DateField(_l("Last day"), validators=[Optional()])
    year3_starts = DateField(_l("First day"), validators=[Optional()])
    year3_ends = DateField(_l("Last day"), validators=[Optional()])

    def validate(self, extra_validators: Any = None) -> bool:
        """A phase needs both days or none."""
        fine = bool(super().validate(extra_validators))
        for kind in KINDS:
            first, last = self[f"{kind}_starts"], self[f"{kind}_ends"]
            for given, missing in ((first, last), (last, first)):
                if given.data and not missing.data and not missing.errors:
                    missing.errors = [*missing.errors, _l("Give both days, or none.")]
                    fine = False
        return fine

    @classmethod
    def of(cls, phases: Any) -> "PhasesForm":
        """The form, filled with rows of phases where nothing was sent."""
        starts = {f"{one.kind}_starts": one.starts_on for one in phases}
        return cls(**starts, **{f"{one.kind}_ends": one.ends_on for one in phases})

    @property
    def pairs(self) -> list[tuple[Any, Any, Any]]:
        """Title, first and last day of each phase, for the page."""
        return [(PHASES[kind], self[f"{kind}_starts"], self[f"{kind}_ends"]) for kind in KINDS]

    def phases(self) -> list[PhaseDates]:
        """The phases that have days."""
        pairs = [(kind, self[f"{kind}_starts"].data, self[f"{kind}_ends"].data) for kind in KINDS]
        return [PhaseDates(kind, first, last) for kind, first, last in pairs if first and last]


class OpenForm(PhasesForm):
    """Open a collaboration."""

    title = LineField(_l("Title"), longest=160)
    slug = LineField(
        _l("Address"),
        longest=50,
        required=False,
        hint=_l("Small letters, digits and hyphens. Leave empty to have one made. It cannot be changed later."),
    )


class EditForm(PhasesForm):
    """Change a collaboration."""

    title = LineField(_l("Title"), longest=160)
    challenge = ParagraphField(
        _l("Shared challenge"),
        longest=2000,
        required=False,
        hint=_l("What the districts work on together. Leave empty while it is still to be found."),
    )


class AddTeamForm(Form):
    """Let an organization take part."""

    organization = LineField(_l("District"), longest=12)
