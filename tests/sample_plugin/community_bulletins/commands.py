"""Commands of bulletins: who edits where."""

import click
from sqlalchemy import select

from community.sdk import PersonRow, Space, session
from community_bulletins import service


@click.group("bulletins")
def bulletins() -> None:
    """Bulletins and their editors."""


@bulletins.command("appoint")
@click.argument("email")
@click.argument("slug")
def appoint(email: str, slug: str) -> None:
    """Let the person with EMAIL post bulletins in the space at SLUG."""
    person = session().scalars(select(PersonRow).where(PersonRow.email == email)).one_or_none()
    where = session().scalars(select(Space).where(Space.slug == slug)).one_or_none()
    if person is None or where is None:
        raise click.ClickException("there is no such person or no such space")
    service.appoint(person.id, where)
    click.echo(f"{person.name} posts bulletins in {where.title}")
