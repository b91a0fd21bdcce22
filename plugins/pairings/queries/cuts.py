"""Why there are no pairs, in words: which districts, what they need, what would help."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from community.sdk import Organization, Team, session
from community.sdk import gettext as _
from plugins.pairings.matching import Unusable
from plugins.pairings.matching.outcome import Cut, Lift

SHOWN = 4


def names(slugs: Iterable[str]) -> Mapping[str, str]:
    """The names of teams by their addresses."""
    query = select(Team.slug, Organization.name, Organization.short_name).join(
        Organization, Organization.id == Team.organization_id
    )
    return {row[0]: row[2] or row[1] for row in session().execute(query.where(Team.slug.in_(list(slugs))))}


def told(cut: Cut, known: Mapping[str, str]) -> str:
    """The cut as sentences."""
    who = ", ".join(known.get(one, one) for one in cut.districts)
    partners = ", ".join(f"{known.get(one, one)} ({count})" for one, count in cut.partners)
    said = {
        "receiving": _(
            "%(who)s need %(need)s feedbacks, but those who may write to them can give only %(can)s: %(partners)s.",
            who=who, need=cut.need, can=cut.can, partners=partners or _("nobody"),
        ),
        "giving": _(
            "%(who)s have %(need)s feedbacks to give, but those who may get them can take only %(can)s: %(partners)s.",
            who=who, need=cut.need, can=cut.can, partners=partners or _("nobody"),
        ),
        "mutual": _("With these conflicts, teams can only be paired both ways: %(who)s.", who=who),
        "classes": _("These rules cannot all be kept: %(rules)s.", rules=", ".join(cut.rules)),
    }[cut.side]  # fmt: skip
    helps = [_lift(one, known) for one in cut.lifts[:SHOWN]]
    return " ".join([said, _("It would help to: %(what)s.", what="; ".join(helps)) if helps else ""]).strip()


def _lift(lift: Lift, known: Mapping[str, str]) -> str:
    what, *concerned = lift
    who = " → ".join(known.get(one, one) for one in concerned)
    return {
        "lift": _("let this pair be: %(who)s", who=who),
        "give_more": _("let %(who)s give to one more", who=who),
        "give_less": _("let %(who)s give to one less", who=who),
        "receive_more": _("let %(who)s receive one more", who=who),
        "receive_less": _("let %(who)s receive one less", who=who),
        "lift_rule": _("lift this rule: %(who)s", who=who),
        "welcome_mutual": _("welcome pairs both ways"),
    }[what]


def unusable(why: Unusable) -> str:
    """What contradicts itself in what was asked."""
    return _("What was asked contradicts itself: %(what)s", what="; ".join(words for _field, words in why.problems))
