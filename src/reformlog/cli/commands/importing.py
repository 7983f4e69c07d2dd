"""import: an official chronology becomes draft acts for a person to check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...errors import Usage, shell_word
from .. import completing, options
from ..context import Context
from ..notices import note_unknown_zones
from ..output import refuse_existing, say, write_new
from ..tongue import is_japanese

if TYPE_CHECKING:
    from ...queries.view import View

WRITTEN = "drafts are"


@click.command("import")
@click.argument("document", type=click.Path())
@click.option("--zone", metavar="ZONE", help="The zone whose table it is.", shell_complete=completing.zones)
@click.option("--title", metavar="TEXT", help="Title of the document, where its first lines do not say it.")
@click.option("--publisher", metavar="TEXT", help="Who published it.")
@click.option("--dated", metavar="D", help="Its date, as printed.")
@click.option(
    "--keep", is_flag=True, help="Keep the document under sources/ beside the log; check then finds its quotes."
)
@options.to_file("Write the drafts to a new file.", type=options.NO_FOLDER)
@options.pass_context
def import_(
    context: Context,
    /,
    document: str,
    zone: str | None,
    title: str | None,
    publisher: str | None,
    dated: str | None,
    keep: bool,
    target: str | None,
) -> None:
    """Draft acts from a chronology (text, Markdown, CSV, HTML, DOCX, XLSX, PDF). Records nothing.

    Look at every line that says DECIDE, then append the file.

    \b
      reformlog import keii.txt --zone miyagi-kumamoto -o drafts.yaml
    """
    from ...intake.documents.drafts import draft
    from ...intake.documents.recorded import known_acts
    from ...queries.known import zone_names

    _be_a_document(document)
    refuse_existing(target, WRITTEN)
    view = _view(context)
    if zone is not None:
        _be_an_id(zone, view)
        if view is not None:
            note_unknown_zones(context.register(), [zone])
    names = {} if view is None else zone_names(view)
    known = [] if view is None else known_acts(view)
    lang = "ja" if is_japanese() else "en"
    drafted = draft(
        document, zone=zone, zones=names, known=known, title=title, publisher=publisher, dated=dated, lang=lang
    )
    if keep:
        if view is None:
            raise Usage("no-log", "--keep keeps the document beside a log, and there is none.", "reformlog init")
        from ...intake.documents import sources
        from ...intake.quotes import folder_of

        sources.keep(document, folder_of(view))
    write_new(drafted.yaml, target, WRITTEN)
    drafts, recorded, unread = len(drafted.entries), len(drafted.recorded), len(drafted.unread)
    then = f" Check them, then: reformlog append {shell_word(target)}" if target is not None and drafts else ""
    say(f"{drafts} drafts, {recorded} rows already recorded, {unread} not read.{then}")


def _be_a_document(document: str) -> None:
    """Refuses a folder, and an act file, of which nothing has to be drafted any more."""
    from ...intake.reading import FORMATS

    if Path(document).is_dir():
        message = f"{document} is a folder; one document is read at a time."
        raise Usage("is-a-folder", message, f"reformlog import {shell_word(Path(document) / 'FILE')} -o drafts.yaml")
    if Path(document).suffix.lower() in FORMATS.keys() - {".json"}:  # which may be an answer of the register, too
        message = f"{document} is an act file, no document; nothing of it has to be drafted."
        raise Usage("act-file", message, f"reformlog append {shell_word(document)}")


def _be_an_id(zone: str, view: View | None) -> None:
    """Refuses what can be no id of a zone, such as its name, with the id that is meant."""
    from ...events.meant import as_id

    form = as_id(zone)
    if form == zone and zone[0].isalpha():
        return
    meant = None
    if view is not None:
        from ...queries.known import zone_meant

        meant = zone_meant(view, zone)
    hint = f"--zone {meant[0]}" if meant else f"--zone {form}" if form and form[0].isalpha() else None
    message = f"{zone} is no id of a zone; words under it could not be recorded."
    raise Usage("zone-form", message, hint or "Small letters, digits and hyphens: --zone miyagi-kumamoto")


def _view(context: Context) -> View | None:
    """The register, when there is one: drafting needs none."""
    if "://" not in context.db and not Path(context.db).exists():
        return None
    return context.register().view()


COMMANDS = {"import": import_}
