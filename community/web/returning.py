"""Where to send people back to: only ever a path of this site. Strings in, strings out."""

from community.web.markup.links import is_inside


def safe_path(wanted: str | None, otherwise: str = "/") -> str:
    """`wanted` when it is a path of this site, else `otherwise`. No address of another host gets through."""
    return wanted if wanted and is_inside(wanted) else otherwise
