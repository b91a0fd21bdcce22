"""The command `community`: wiring only. Every command's work stands in the room that it belongs to."""

import sys
from typing import Any

import click
from flask.cli import FlaskGroup
from pydantic import ValidationError

from community.errors import ProductError, RuleBroken


def _create() -> Any:
    from community.app import create_app  # late: slow, `--help` of the group needs no app
    from community.config import Settings  # late: slow, the same

    try:
        settings = Settings()
    except ValidationError as error:
        wrong = [f"COMMUNITY_{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in error.errors()]
        raise click.ClickException("\n".join(["settings that make no sense:", *wrong])) from None
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from None
    return create_app(settings)


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


@main.command("serve")
@click.option("--host", "address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option(
    "--mode",
    type=click.Choice(("threads", "gevent")),
    default="threads",
    show_default=True,
    help="Threads need nothing; gevent, from the `scaled` extra, holds thousands of connected pages.",
)
def serve(address: str, port: int, mode: str) -> None:
    """Serve the site in one process: pages, websockets and consumers."""
    from community.config import current  # late: slow, `--help` of the group needs none of these
    from community.host.commands import greet, must_be_migrated  # late: slow, the same
    from community.live import serving  # late: slow, the same

    settings = current()
    must_be_migrated()
    greet(address, port)
    if mode == "gevent":
        serving.serve_with_gevent(settings, address, port)
    serving.serve(_create, settings, address, port)


if __name__ == "__main__":
    main()
