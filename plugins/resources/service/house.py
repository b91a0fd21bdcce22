"""How a space wants its resources: review first, share links, the licence that is offered first."""

from community.sdk import Actor, Invalid, Ref, ledger_scope, record, require, session, space_by_id, unit_of_work
from community.sdk import lazy_gettext as _l
from plugins.resources.models import House
from plugins.resources.queries.licences import LICENCES


def keep(actor: Actor, space_public_id: str, *, review: bool, links: bool, licence: str) -> House:
    """Say it anew. What waits already still waits; share links sleep while they are not wanted.

    Raises NotFound, Forbidden or Invalid.
    """
    if licence not in LICENCES:
        raise Invalid({"licence": _l("Choose one from the list.")})
    with unit_of_work():
        space = space_by_id(actor, space_public_id)
        require(actor, "resources.keep_house", space)
        found = session().get(House, space.id) or House(space_id=space.id)
        found.review, found.links, found.licence = review, links, licence
        session().add(found)
        record("resources.house_kept", Ref("spaces.space", space.id), actor, scope_id=ledger_scope(space))
    return found
