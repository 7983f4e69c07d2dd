"""HTML: tables with their spans filled in, and headings, paragraphs and items as running text."""

from __future__ import annotations

from html.parser import HTMLParser

from .tables import COLUMNS_LIMIT, Line, table_lines, tidy

SILENT = {"script", "style", "template", "noscript"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "div", "section", "article", "caption", "ul",
          "ol", "dl", "header", "footer", "main", "nav", "figure", "figcaption", "blockquote", "pre", "hr",
          "address"}  # fmt: skip


def read(text: str) -> tuple[tuple[tuple[Line, ...], ...], str | None]:
    """One page of lines, and the page's `<title>` or None."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    parser.end_line()
    while parser.open_tables:
        parser.end_table()
    return (tuple(parser.lines),), tidy(parser.title) or None


class _Page(HTMLParser):
    """Collects lines, and keeps the innermost open table (a table within a cell is a table of its own)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.title = ""
        self.open_tables: list[_Table] = []
        self.silent = 0
        self.in_title = False
        self.words = ""
        self.marker = ""
        self.text_row = 0
        self.table_count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a table, a row, a cell or a block of text; what is not shown to a reader is passed over."""
        table = self.open_tables[-1] if self.open_tables else None
        if tag in SILENT:
            self.silent += 1
        elif tag == "title":
            self.in_title = True
        elif tag in ("table", "dl"):
            self.end_block()
            self.open_tables.append(_Table())
        elif table is not None and tag == "tr":
            table.start_row()
        elif table is not None and tag in ("td", "th"):
            table.start_cell(dict(attrs))
        elif table is not None and tag in ("dt", "dd"):
            table.start_definition(tag)
        elif tag == "br" and table is None:
            self.end_line()
        elif tag == "br" or (tag in BLOCKS and table is not None):
            self.handle_data(" ")
        elif tag in BLOCKS:
            self.end_block()
            self.marker = "・" if tag == "li" else "# " if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else ""

    def handle_endtag(self, tag: str) -> None:
        """Ends what the tag opened, whether or not the page is written in good order."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "title":
            self.in_title = False
        elif tag in ("table", "dl") and self.open_tables:
            self.end_table()
        elif tag in ("td", "th", "dt", "dd") and self.open_tables:
            self.open_tables[-1].end_cell()
        elif tag in BLOCKS and not self.open_tables:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.in_title:
            self.title += data
        elif self.open_tables:
            self.open_tables[-1].words(data)
        else:
            self.words += data

    def end_line(self) -> None:
        """Close the running line and keep it when it says something."""
        text = tidy(self.words)
        if text:
            self.text_row += 1
            self.lines.append(Line((self.marker + text,), 1, self.text_row, f"本文 {self.text_row}行", 0))
        self.words, self.marker = "", ""

    def end_block(self) -> None:
        """Close the running line and leave one blank line behind it, as a paragraph does."""
        self.end_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(("",), 1, self.text_row, f"本文 {self.text_row}行", 0))

    def end_table(self) -> None:
        """Close the innermost table."""
        table = self.open_tables.pop()
        self.table_count += 1
        self.lines.extend(table_lines(table.grid(), 1, self.table_count, f"表{self.table_count}"))


class _Table:
    """The cells of one table as they come; `grid` repeats a cell down the rows it spans, not along the columns."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, int, int]]] = []
        self.cell: list[str] | None = None
        self.span = (1, 1)

    def start_row(self) -> None:
        self.end_cell()
        self.rows.append([])

    def start_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.cell = []
        self.span = (_span(attributes.get("rowspan"), 1000), _span(attributes.get("colspan"), COLUMNS_LIMIT))

    def start_definition(self, tag: str) -> None:
        """A list of terms is a table of two columns: a term begins a row, a second explanation one without term."""
        self.end_cell()
        if tag == "dt" or not self.rows or len(self.rows[-1]) != 1:
            self.start_row()
        if tag == "dd" and not self.rows[-1]:
            self.start_cell({})
        self.start_cell({})

    def words(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def end_cell(self) -> None:
        if self.cell is not None:
            self.rows[-1].append(("".join(self.cell), *self.span))
            self.cell = None

    def grid(self) -> list[list[str]]:
        """The rows with every column in its place."""
        self.end_cell()
        below: dict[int, tuple[str, int]] = {}
        grid = []
        for row in self.rows:
            cells: list[str] = []
            for text, down, across in row:
                self._fill(cells, below)
                spanned = [text, *[""] * (across - 1)][: max(0, COLUMNS_LIMIT - len(cells))]
                if down > 1:
                    below.update({len(cells) + index: (part, down) for index, part in enumerate(spanned)})
                cells.extend(spanned)
            self._fill(cells, below)
            below = {column: (text, left - 1) for column, (text, left) in below.items() if left > 1}
            grid.append(cells)
        return grid

    @staticmethod
    def _fill(cells: list[str], below: dict[int, tuple[str, int]]) -> None:
        """Put in the texts that come down from the rows above (those set by this very row stand already)."""
        while len(cells) in below:
            cells.append(below[len(cells)][0])


def _span(value: str | None, most: int) -> int:
    return min(max(int(value), 1), most) if value and value.isdecimal() else 1
