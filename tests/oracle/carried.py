"""Reads the numbers that a page and a workbook carry, with Python's own HTML parser and openpyxl: one job a line, one result a line.

A job: {"html": text, "xlsx": path}. Its result: {"html": tables, "xlsx": tables, "formulas": [place], "texts": [text]}, where
tables is {"Figuur 3.1 Caption": {"n": text or null, "rows": [[text]]}, "cover": …}. A number of the workbook is printed by its own format, so that
equal tables mean equal digits. An interval, which has two cells there, becomes one again.
"""

import json
import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

import openpyxl

INTERVAL = "95%-interval"


class Page(HTMLParser):
    """Figures with their label, caption, n and table; the cards of the cover."""

    def __init__(self):
        super().__init__()
        self.tables, self.figure, self.cell, self.into, self.card = {}, None, None, None, None
        self.cover = []
        self.convert_charrefs = True

    def handle_starttag(self, tag, attributes):
        classes = dict(attributes).get("class", "") or ""
        if tag == "figure":
            self.figure = {"label": "", "caption": "", "n": "", "rows": []}
        elif tag == "div" and classes == "card grade":
            self.card = ""
        elif self.card is not None and tag == "br":
            self.card += "\n"
        elif self.figure is not None and tag == "span" and classes in ("label", "caption", "n"):
            self.into = classes
        elif self.figure is not None and tag == "tr":
            self.figure["rows"].append([])
        elif self.figure is not None and tag in ("th", "td"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag == "figure":
            figure = self.figure
            name = f"{figure['label']} {figure['caption']}".strip()
            self.tables[name] = {"n": figure["n"].removeprefix("n = ") or None, "rows": figure["rows"]}
            self.figure = None
        elif tag == "span":
            self.into = None
        elif tag in ("th", "td") and self.cell is not None:
            self.figure["rows"][-1].append(self.cell)
            self.cell = None
        elif tag in ("h3", "p") and self.card is not None:
            self.card += "\n"
        elif tag == "div" and self.card is not None:
            self.cover = [line.strip() for line in self.card.split("\n") if line.strip()]
            self.card = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data
        elif self.into is not None and self.figure is not None:
            self.figure[self.into] += data
        elif self.card is not None:
            self.card += data


def bare(rows):
    """Without the empty cells at the end of a row."""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    return rows


def of_page(html):
    page = Page()
    page.feed(html)
    for table in page.tables.values():
        table["rows"] = bare(table["rows"])
    return page.tables, page.cover


def shown(cell):
    """A cell as Excel prints it in Dutch."""
    if cell.value is None:
        return ""
    if not isinstance(cell.value, (int, float)):
        return str(cell.value)
    found = re.fullmatch(r"0(?:\.(0+))?(%?)", cell.number_format)
    assert found, (cell.coordinate, cell.number_format)
    places, percent = len(found[1] or ""), found[2]
    value = Decimal(repr(cell.value)) * (100 if percent else 1)
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}".replace(".", ",") + percent


def one(low, high):
    return low if low == high and not re.search(r"\d", low) else f"{low.removesuffix('%')}–{high}"


def rejoined(rows):
    """Rows in which each interval is one cell again."""
    head = rows[0]
    at = next((at for at, name in enumerate(head) if name == f"{INTERVAL} van"), None)
    if at is not None:
        rows = [[*row[:at], one(*row[at : at + 2]), *row[at + 2 :]] for row in rows]
        rows[0][at] = INTERVAL
    joined = []
    for row in rows:
        if row[0] == f"{INTERVAL} tot":
            joined[-1] = [INTERVAL, *[one(low, high) for low, high in zip(joined[-1][1:], row[1:])]]
        else:
            joined.append(row)
    return joined


def blocks(sheet):
    """The table of a sheet, which is its only run of rows below a row with a line under it."""
    rows, inside, width = [], False, 0
    for row in sheet.iter_rows():
        if row[0].border.bottom.style == "thin":
            inside, width = True, len([cell for cell in row if cell.value is not None])
        elif inside and row[0].value is None:
            break
        if inside:
            rows.append([shown(cell) for cell in row[:width]])
    return bare(rejoined(rows)) if rows else []


def of_book(path):
    tables, formulas, texts, cover = {}, [], [], []
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas.append(f"{sheet.title}!{cell.coordinate}")
                elif cell.data_type == "s":
                    texts.append(cell.value)
        pairs = {row[0].value: shown(row[1]) for row in sheet.iter_rows(min_col=1, max_col=2) if row[0].value}
        if re.match(r"(Figuur|Tabel) ", sheet.title):
            title = next(row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith(sheet.title))
            tables[title] = {"n": pairs.get("n"), "rows": blocks(sheet)}
        elif sheet.title == "Inhoud":
            split = blocks(sheet)
            if split:
                above = next(row[0].row for row in sheet.iter_rows() if row[0].border.bottom.style == "thin") - 1
                tables[sheet.cell(above, 1).value] = {"n": None, "rows": split}
            cover = [[row[0].value, shown(row[1])] for row in sheet.iter_rows(min_col=1, max_col=2) if row[0].value]
    return tables, cover, formulas, texts


def run(job):
    page, card = of_page(job["html"])
    book, pairs, formulas, texts = of_book(job["xlsx"])
    return {"html": page, "card": card, "xlsx": book, "pairs": pairs, "formulas": formulas, "texts": texts}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line)), ensure_ascii=False), flush=True)
