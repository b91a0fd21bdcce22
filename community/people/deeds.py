"""What the ledger calls the actions of people: in the past, after whoever did it."""

from community.web.i18n import lazy_gettext as _l

DEEDS = {
    "account_opened": _l("opened an account"),
    "account_closed": _l("closed an account"),
    "collaboration_opened": _l("opened a collaboration"),
    "collaboration_changed": _l("changed a collaboration"),
    "data_exported": _l("took a copy of their data"),
    "language_chosen": _l("chose a language"),
    "invited": _l("invited somebody"),
    "invited_again": _l("invited somebody again"),
    "invitation_accepted": _l("accepted an invitation"),
    "invitation_withdrawn": _l("withdrew an invitation"),
    "membership_changed": _l("changed a membership"),
    "organization_added": _l("added an organization"),
    "organization_changed": _l("changed an organization"),
    "pass_given": _l("gave a pass"),
    "pass_ended": _l("ended a pass"),
    "password_changed": _l("changed a password"),
    "signed_in": _l("signed in"),
    "signed_out": _l("signed out"),
    "team_added": _l("added a team"),
    "team_closed": _l("closed a team"),
    "team_joined": _l("joined a team"),
    "team_left": _l("left a team"),
    "facilitator_given": _l("made somebody a facilitator"),
    "facilitator_ended": _l("ended a facilitator's role"),
    "moderator_given": _l("made somebody a moderator"),
    "moderator_ended": _l("ended a moderator's role"),
    "administrator_given": _l("made somebody an administrator"),
    "administrator_ended": _l("ended an administrator's role"),
}
