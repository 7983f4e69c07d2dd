"""remark: a finding of the audit is answered, or an act remarked on."""

from __future__ import annotations

import click

from ...recording.terms import Terms
from .. import completing, options
from ..context import Context
from .recording import as_json as json_option
from .recording import report


@click.command("remark")
@click.argument("target", metavar="KEY|ACT", shell_complete=completing.acts)
@click.argument("text")
@click.option("--id", "name", metavar="ID", help="Tells a second remark on the same thing from the first.")
@options.recorded_by
@json_option
@options.pass_context
def remark(
    context: Context, /, target: str, text: str, name: str | None, recorded_by: str | None, as_json: bool
) -> None:
    """Answer a finding of audit by its key, or remark on an act; recorded with who said it.

    \b
      reformlog remark F1/2025-11-28.plan-approval/1 宮城県に照会中
    """
    from ...recording.admitting import admit

    entry = admit({"remark": target, "text": text, "id": name})
    report(context, context.register().record([entry], Terms(recorded_by)), as_json)


COMMANDS = {"remark": remark}
