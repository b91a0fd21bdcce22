"""Forms of invitations: whom to ask, as what; and accepting."""

from typing import Any

from wtforms.validators import InputRequired, Length

from community.people import days
from community.people.forms.accounts import PASSWORD_HINT, languages
from community.people.passwords import LONGEST
from community.people.service.invitations import OF_COLLABORATIONS, OF_THE_NETWORK, Invite
from community.people.words import ROLES, TEAM_ROLES
from community.web.forms import (
    BooleanField,
    DateField,
    EmailField,
    Form,
    LineField,
    PasswordField,
    RadioField,
    SelectField,
)
from community.web.i18n import current_zone
from community.web.i18n import lazy_gettext as _l


class _Ask(Form):
    email = EmailField(_l("E-mail address"))
    name = LineField(_l("Name"), longest=120, required=False, hint=_l("How the mail should address them."))
    locale = SelectField(_l("Language of the mail"), [InputRequired()])

    def offer(self, places: list[tuple[str, str]]) -> None:
        """Fill the lists; `places` are pairs of public id and words."""
        self.locale.choices = languages()
        if "place" in self:
            self.place.choices = places

    def invite(self) -> Invite:
        """What was typed."""
        raise NotImplementedError

    def _who(self) -> dict[str, Any]:
        return {"email": self.email.data or "", "name": self.name.data or "", "locale": self.locale.data or ""}


class MemberForm(_Ask):
    """Into a team."""

    place = SelectField(_l("Team"), [InputRequired()])
    team_role = RadioField(_l("Where they work"), choices=list(TEAM_ROLES.items()), validators=[InputRequired()])
    decision_maker = BooleanField(
        _l("Senior decision maker"), description=_l("Can decide for the district about money, time and people.")
    )

    def invite(self) -> Invite:
        """What was typed."""
        role, decides = self.team_role.data or "", bool(self.decision_maker.data)
        return Invite(**self._who(), team=self.place.data or "", team_role=role, decision_maker=decides)


class RoleForm(_Ask):
    """As facilitator or moderator of a collaboration."""

    place = SelectField(_l("Collaboration"), [InputRequired()])
    role = RadioField(
        _l("As what"),
        choices=[(one, ROLES[one]) for one in OF_COLLABORATIONS if one != "expert"],
        validators=[InputRequired()],
    )

    def invite(self) -> Invite:
        """What was typed."""
        return Invite(**self._who(), collaboration=self.place.data or "", role=self.role.data or "")


class ExpertForm(_Ask):
    """As an outside expert, for a purpose and with a last day. Places are "team:..." or "collaboration:..."."""

    place = SelectField(_l("What the expert may see"), [InputRequired()])
    purpose = LineField(_l("What the expert is asked to do"), longest=200, hint=_l("Everybody there can read this."))
    ends_on = DateField(_l("Last day"), validators=[InputRequired()])

    def invite(self) -> Invite:
        """What was typed. The pass ends when its last day is over."""
        kind, _colon, public_id = (self.place.data or "").partition(":")
        day = self.ends_on.data
        ends = days.after(day, current_zone()) if day else None
        place: dict[str, Any] = {"team": public_id} if kind == "team" else {"collaboration": public_id}
        return Invite(**self._who(), **place, role="expert", purpose=self.purpose.data or "", ends_at=ends)


class StaffForm(_Ask):
    """Among those who run the network."""

    role = RadioField(
        _l("As what"), choices=[(one, ROLES[one]) for one in OF_THE_NETWORK], validators=[InputRequired()]
    )

    def invite(self) -> Invite:
        """What was typed."""
        return Invite(**self._who(), role=self.role.data or "")


class AcceptForm(Form):
    """A name and a password for a new account."""

    name = LineField(_l("Your name"), longest=120, render_kw={"autocomplete": "name"})
    password = PasswordField(
        _l("Choose a password"),
        [InputRequired(), Length(max=LONGEST)],
        description=PASSWORD_HINT,
        render_kw={"autocomplete": "new-password"},
    )
