"""How a version's link was when it was last looked at."""

from community.sdk import session
from plugins.resources.models import Check, Version


def check_of(version: Version | None) -> Check | None:
    """The last look at a version's link; None for what is no link, or was not looked at yet."""
    return session().get(Check, version.id) if version is not None and version.form == "link" else None
