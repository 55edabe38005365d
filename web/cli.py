"""The command ``kashaf``: the verbs of the three layers, and what their ends mean to a shell."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from socket import socket

import click
from flask import Flask

from ..index import cli as index_cli
from ..index.cli.console import Console
from ..index.cli.endings import run
from ..index.cli.flags import common, named, read_file, standing, takes
from ..index.errors import SettingsError
from ..index.options import Settings, check_names, declared_options
from ..search import Engine, Limits, Ranking, cli as search_cli
from . import create_app
from .gate import Gate
from .processes import together
from .serve import ServeSettings, address, listen, serve as serve_pages
from .settings import WebSettings

SETTINGS: tuple[type[Settings], ...] = (*index_cli.SETTINGS, *search_cli.SETTINGS, WebSettings, ServeSettings)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kashaf", prog_name="kashaf")
@click.option(
    "--config", default="kashaf.toml", envvar="KASHAF_CONFIG", metavar="FILE", help="File of settings."
)
@click.pass_context
def cli(ctx: click.Context, config: str) -> None:
    """Find Arabic articles: build an index of files, search it, serve it as pages.

    A setting is taken from its flag, else its KASHAF_ variable, else kashaf.toml, else its default.

    \b
    Ends with 0 done, 1 nothing found, 2 usage or settings, 3 index missing, 4 index damaged or
    outdated, 5 index locked, 6 files were left out (--fail-on-error), 7 the machine refused,
    70 a fault of kashaf, 130 interrupted, 143 terminated.
    """
    ctx.obj = read_file(Path(config))
    check_names(ctx.obj, *SETTINGS)


@click.command()
@common
@takes("where", ServeSettings)
@takes("pages", WebSettings)
@takes("ranking", Ranking)
@takes("limits", Limits)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
def serve(
    *,
    index: Path,
    console: Console,
    where: ServeSettings,
    pages: WebSettings,
    ranking: Ranking,
    limits: Limits,
    open_page: bool,
) -> int:
    """Serve the search pages; print their address.

    Ctrl-C or SIGTERM ends it, after the requests that have begun.
    """
    if console.debug and not _loopback(where.host):
        raise SettingsError("--debug", where.host, "only with a loopback --host such as 127.0.0.1")

    def application(engine: Engine) -> Flask:
        app = create_app(engine, pages, gate=Gate(where.threads))
        app.debug = console.debug
        return app

    def answer_apart(listening: socket) -> None:
        with Engine.open(index, ranking=ranking, limits=limits) as own:
            serve_pages(application(own), listening, where)

    with Engine.open(index, ranking=ranking, limits=limits) as engine:
        # What is amiss is told before an address is.
        app = application(engine)
        with listen(where) as listening:
            url = address(listening, where.prefix)
            if console.json:
                console.document({"schema": 1, "generation": engine.generation, "url": url})
            else:
                console.text(url + "\n")
            console.note("stop with Ctrl-C")
            if open_page:
                webbrowser.open(url)
            if where.processes > 1:
                engine.close()
                return together(where.processes, lambda: answer_apart(listening), listening.close)
            serve_pages(app, listening, where)
    return 0


@click.command()
@click.argument("path", metavar="/PATH")
@common
@takes("pages", WebSettings)
@takes("ranking", Ranking)
@takes("limits", Limits)
def get(
    *, path: str, index: Path, console: Console, pages: WebSettings, ranking: Ranking, limits: Limits
) -> int:
    """Print what the pages answer at /PATH.

    Without a server; ends with 1 unless the answer is 200.
    """
    if not path.startswith("/"):
        raise SettingsError("/PATH", path, "a path that begins with /, such as '/search?q=…'")
    with Engine.open(index, ranking=ranking, limits=limits) as engine:
        answer = create_app(engine, pages).test_client().get(path)
        body, generation = answer.get_data(as_text=True), engine.generation
    if console.json:
        found = {"status": answer.status_code, "type": answer.content_type, "body": body}
        console.document({"schema": 1, "generation": generation, **found})
    else:
        console.text(body)
    return 0 if answer.status_code == 200 else 1


@click.group()
def config() -> None:
    """Look at the settings."""


@config.command()
@click.option("--origin", is_flag=True, help="Say who gave each value: a variable, the file or the default.")
@common
def show(*, origin: bool, index: Path, console: Console) -> int:
    """Show the value of every setting."""
    found = {each.name: standing(each) for settings in SETTINGS for each in declared_options(settings)}
    if named("index"):
        found["index"] = (str(index), found["index"][1] if found["index"][0] == str(index) else "flag")
    if console.json:
        values = {name: {"value": value, "origin": giver} for name, (value, giver) in found.items()}
        console.document({"schema": 1, "generation": None, "settings": values})
        return 0
    for name, (value, giver) in found.items():
        console.row(*((giver,) if origin else ()), name, value)
    return 0


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> int:
    """Print the completion script of SHELL."""
    found = click.shell_completion.get_completion_class(shell)
    if found is None:
        return 1
    Console().text(found(cli, {}, "kashaf", "_KASHAF_COMPLETE").source() + "\n")
    return 0


VERBS: tuple[click.Command, ...] = (
    *(index_cli.build, index_cli.update, index_cli.stats, index_cli.check, index_cli.analyze),
    *(search_cli.search, search_cli.suggest, search_cli.similar),
    *(search_cli.explain, search_cli.evaluate),
    *(serve, get, config, completion),
)
for verb in VERBS:
    cli.add_command(verb)
cli.add_command(index_cli.build, "rebuild")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if "_KASHAF_COMPLETE" in os.environ:
        cli.main(list(given), prog_name="kashaf")
    return run(cli, given)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
