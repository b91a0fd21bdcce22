"""The command `community`: wiring only. Every command's work stands in the room that it belongs to."""

import sys
from collections.abc import Callable
from typing import Any

import click
from flask.cli import FlaskGroup

from community.errors import ProductError, RuleBroken


def _create() -> Any:
    from community.app import create_app  # late: slow, `--help` of the group needs no app

    return create_app()


class Group(FlaskGroup):
    """The group of all commands; what the product refuses is said in one line, with exit status 1."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and say errors plainly."""
        try:
            return super().main(*args, **kwargs)
        except RuleBroken as error:
            click.echo(f"community: the site refuses to start. {error}", err=True)
        except ProductError as error:
            click.echo(f"community: {str(error) or type(error).__name__}", err=True)
        sys.exit(1)


@click.group(cls=Group, create_app=_create, add_default_commands=False, add_version_option=False)
def main() -> None:
    """Throughline: run, import, check and look into a network."""


def add(register: Callable[[click.Group], None]) -> None:
    """Let a room add its commands."""
    register(main)


if __name__ == "__main__":
    main()
