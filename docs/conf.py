"""How the documents become a site: Markdown as it stands here, with what the program knows better put in its place."""

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference

project = "reformlog"
copyright = "the authors of reformlog"
version = release = installed("reformlog")
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 4
smartquotes = False  # -- stays the beginning of an option

html_theme = "furo"  # loads nothing from elsewhere
html_title = f"reformlog {release}"
html_show_sphinx = html_show_sourcelink = html_copy_source = False


def fill(app, docname, source):
    """Puts what is made from the program in place of the comment `<!-- made: NAME -->` of a page."""
    for name, make in reference.MADE.items():
        mark = f"<!-- made: {name} -->"
        if mark in source[0]:
            source[0] = source[0].replace(mark, make())


def setup(app):
    """Called by Sphinx once."""
    app.connect("source-read", fill)
