"""The text form of a reference that was published as a PDF with ruled tables.

Prints one line for each heading, paragraph, item and row: cells are separated by tabs, code stands in
fences, paragraphs and lists in a cell are HTML. What cannot be read is an error with its page.
"""
import re
import statistics
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

import pdfplumber

BULLETS = "•●○◦▪■·‣\uf0b7\uf06c\uf0a7"
MONOSPACE = re.compile(r"cour|mono|consol|menlo|typewriter", re.I)
NARROW, WIDE = "iljtf.,:;'|!", "mwMWABCDEGHNOPQRSTUV"
BOLD = re.compile(r"bold|black|heavy|Bd\b|-bd", re.I)
NUMBERED = re.compile(r"^(\d+(?:\.\d+)*|[A-Z](?:\.\d+)+|[A-Z])\s+(\S.*)$")
CAPTION = re.compile(r"^Table [A-Z\d]+-\d+\b")
REQUEST = re.compile(r"^(GET|POST|PUT|DELETE|PATCH|HEAD) +(/|https?:)", re.I)
# Header and footer stand in these parts of a page, at the top and at the bottom.
MARGIN = 0.12
# A place is furniture if texts that stand there on so many pages fill it on so large a part of all pages.
REPEATED = 3
MOST = 0.6
# Lines of a paragraph are not further apart, in sizes of their font: headings may only ever stand alone.
WIDEST = 1.5
LINK_END = "](#)"
DASH = re.compile(r"^[–—-] +\S")


def fail(page, what, advice):
    """Ends the program. Whoever called it prints the last line."""
    place = f"page {page}: " if page else ""
    sys.exit(f"{place}{what}; {advice}")


def squeezed(text):
    return re.sub(r"\s", "", text)


@dataclass
class Line:
    """A line of print."""

    page: int
    x0: float
    x1: float
    top: float
    size: float
    mono: bool
    bold: bool
    text: str


class Fonts:
    """Which fonts are for code: those that are called so, and those whose narrow letters are as wide as others."""

    def __init__(self):
        self.widths = defaultdict(dict)

    def add(self, chars):
        for char in chars:
            if char["text"] in NARROW + WIDE:
                self.widths[char["fontname"]][char["text"]] = (char["x1"] - char["x0"]) / char["size"]

    def is_mono(self, char):
        widths = self.widths[char["fontname"]]
        narrow, wide = ([widths[c] for c in letters if c in widths] for letters in (NARROW, WIDE))
        is_even = bool(narrow and wide) and max(wide) - min(narrow) < 0.05
        return is_even or bool(MONOSPACE.search(char["fontname"]))


def lines_of(chars, page, fonts, links=()):
    """Characters as lines, from top to bottom. `links` are the places that lead somewhere."""
    rows = []
    for char in sorted(chars, key=lambda char: (char["bottom"], char["x0"])):
        if rows and abs(rows[-1][0]["bottom"] - char["bottom"]) < 0.3 * char["size"]:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = []
    for row in rows:
        row.sort(key=lambda char: char["x0"])
        text, end, linked = "", row[0]["x0"], False
        for char in row:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            is_link = any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in links)
            if linked and not is_link:
                text += LINK_END
            if char["x0"] - end > 0.2 * char["size"] and not text.endswith(" "):
                text += " "
            # A glyph without a character: a bullet at the start, an icon elsewhere.
            glyph = char["text"] if not char["text"].startswith("(cid:") else "\ue000" if text.strip() else "•"
            text, end = text + "[" * (is_link and not linked) + glyph, char["x1"]
            linked = is_link
        text += LINK_END * linked
        inked = [char for char in row if char["text"].strip()]
        if inked:
            size = statistics.mode(round(char["size"], 1) for char in inked)
            # A bullet may be larger than the text behind it.
            top = min(char["top"] for char in inked if round(char["size"], 1) == size)
            lines.append(Line(
                page, inked[0]["x0"], inked[-1]["x1"], top, size,
                all(fonts.is_mono(char) for char in inked),
                all(BOLD.search(char["fontname"]) for char in inked),
                text.strip() if text.strip() else text,
            ))
    return lines


def open_ends(page):
    """Where the rules between columns begin and end: a row that a page end tears may have no rule there."""
    rules = [(round(edge["top"], 1), round(edge["bottom"], 1)) for edge in page.edges if edge["orientation"] == "v"]
    ends = Counter(end for rule in rules for end in rule)
    # What ends within a table is the frame of a word or a picture in a cell.
    return [
        end for end, times in ends.items()
        if times >= 2 and not any(top + 1 < end < bottom - 1 for top, bottom in rules)
    ]


class Print:
    """What is printed on all pages, without headers and footers."""

    def __init__(self, pdf):
        self.pages = []
        fonts = Fonts()
        for number, page in enumerate(pdf.pages, 1):
            # Bold is sometimes printed by printing twice.
            chars = list({(char["text"], round(char["x0"]), round(char["top"])): char for char in page.chars}.values())
            if not chars and page.images:
                fail(number, "found a picture and no text", "give a PDF with text: a scan must go through OCR first")
            fonts.add(chars)
            found = page.find_tables({"explicit_horizontal_lines": open_ends(page)})
            tables = [table for table in found if len(table.cells) > 1]
            inside = [self.chars_in(chars, table) for table in tables]
            taken = {id(char) for cells in inside for row in cells for cell in row or [] for char in cell or []}
            links = [(link["x0"], link["top"], link["x1"], link["bottom"]) for link in page.annots
                     if str(link["data"].get("Subtype")) == "/'Link'"]
            free = lines_of([char for char in chars if id(char) not in taken], number, fonts, links)
            parts = [(line.top, line) for line in free]
            for table, rows in zip(tables, inside):
                parts.append((table.bbox[1], Table(number, table, rows, fonts)))
            self.pages.append((page.height, [part for _, part in sorted(parts, key=lambda part: part[0])]))
            page.close()
        self.pitch = self.usual_pitch()
        self.body = Counter()
        for line in self.lines():
            self.body[line.size] += len(line.text)
        if not self.body:
            fail(1, "found no text", "give a PDF with text")
        self.crop()

    @staticmethod
    def chars_in(chars, table):
        """The characters of each cell of each row; `None` where a cell is part of another."""
        x0, top, x1, bottom = table.bbox
        near = []
        for char in chars:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            if x0 <= x <= x1 and top <= y <= bottom:
                near.append((x, y, char))
        return [
            [
                None if cell is None else
                [char for x, y, char in near if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]]
                for cell in row.cells
            ]
            for row in table.rows
        ]

    def lines(self):
        for _, parts in self.pages:
            for part in parts:
                yield from [part] if isinstance(part, Line) else part.all_lines()

    def usual_pitch(self):
        """From one line to the next of a paragraph, for each size."""
        pitches = defaultdict(Counter)
        last = None
        for line in self.lines():
            if last and last.page == line.page and last.size == line.size and 0 < line.top - last.top < 3 * line.size:
                pitches[line.size][round(line.top - last.top, 1)] += 1
            last = line
        # Lines of a paragraph stand closest; what happens once may be a slip.
        return {
            size: min([pitch for pitch, times in found.items() if times * 20 >= max(found.values())] + [WIDEST * size])
            for size, found in pitches.items()
        }

    def are_near(self, line, after, right):
        """Whether two lines of a page may be of one paragraph, whose lines end before `right`."""
        size, gap = line.size, after.top - line.top
        pitch = self.pitch.get(size, 1.2 * size)
        if gap >= min(WIDEST * size, 1.04 * pitch + 0.2):
            # So wide is the space between paragraphs in one print, and between lines in another. Lines end
            # where the next word has no room.
            width = (after.x1 - after.x0) / max(len(after.text), 1)
            if right - line.x1 > (len(after.text.split(" ")[0]) + 1) * width + 1:
                return False
        return gap < 1.2 * pitch

    def crop(self):
        """Removes what repeats in the margins: the running header and footer."""
        places, pages = Counter(), 0
        # Bands with the title of a section that the page continues: it stands on a page before, or below.
        titled, said = Counter(), set()
        for height, parts in self.pages[1:]:
            keys = {self.margin_key(part, height) for part in parts} - {None}
            places.update(keys)
            pages += bool(parts)
            said.update(line.text for line in parts if isinstance(line, Line) and not self.margin_key(line, height))
            titled.update({key for part in parts if (key := self.margin_key(part, height)) and part.text in said})
        # Headings of the body repeat too, but not at one place of most pages.
        times = Counter()
        for key, count in places.items():
            times[key[0]] += count if count >= REPEATED else titled[key]
        bands = {band for band, count in times.items() if count >= max(REPEATED, MOST * pages)}
        for index, (height, parts) in enumerate(self.pages):
            kept = []
            for part in parts:
                key = self.margin_key(part, height)
                # The title page may have other things there, and a page number that no other page has.
                if key is None or key[0] not in bands or index == 0 and places[key] < REPEATED:
                    kept.append(part)
            self.pages[index] = (height, kept)

    @staticmethod
    def margin_key(part, height):
        """Where a line of the margin stands and what it says, apart from numbers."""
        if not isinstance(part, Line) or MARGIN * height < part.top < (1 - MARGIN) * height:
            return None
        return round(part.top / 3), re.sub(r"\d+", "#", part.text)


class Table:
    """A ruled table, or the part of one on a page."""

    def __init__(self, page, table, rows, fonts):
        self.page = page
        self.columns = sorted({round(cell[0]) for cell in table.cells})
        self.rows = []
        for row, cells in zip(table.rows, rows):
            rights = [cell and cell[2] for cell in row.cells]
            self.rows.append([
                Cell(right, lines_of(chars, page, fonts) if chars else []) for right, chars in zip(rights, cells)
            ])

    def all_lines(self):
        for row in self.rows:
            for cell in row:
                yield from cell.lines

    def continues(self, before):
        """Whether this is the rest of a table of the page before."""
        same = len(self.columns) == len(before.columns)
        return same and all(abs(a - b) <= 3 for a, b in zip(self.columns, before.columns))


@dataclass
class Cell:
    """A cell: its right edge, and its lines."""

    right: float
    lines: list


class Words:
    """Joins lines of a paragraph, and knows all words that stand within a line."""

    def __init__(self, parts):
        self.known = Counter()
        # What no end of a line in a cell can have torn is whole.
        self.whole = set()
        for part in parts:
            cells = [cell.lines for row in part.rows for cell in row] if isinstance(part, Table) else [[part]]
            for lines in cells:
                for line in lines:
                    tokens = line.text.split(" ")
                    self.whole.update(tokens if line is lines[-1] else tokens[:-1])
                    self.known.update(re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", line.text))

    def join(self, text, line, after, right):
        """`text`, whose last line is `line`, and the line after it."""
        if text.endswith("\u00ad"):
            return text[:-1] + after.text
        torn = re.search(r"([A-Za-z]+)-$", text)
        rest = re.match(r"[a-z]+", after.text)
        if torn and rest:
            whole, kept = torn[1] + rest[0], f"{torn[1]}-{rest[0]}"
            # A name keeps its hyphen; the hyphen of a torn word goes.
            if self.known[whole] > self.known[kept]:
                return text[:-1] + after.text
            return text + after.text
        if re.search(r"\w[-/_]$", text) and re.match(r"\w", after.text) and " " not in line.text[-12:]:
            return text + after.text
        # A word that is wider than its column fills it up and goes on in the next line; a word that just
        # fits looks the same, but is known from elsewhere.
        room = right - line.x1
        width = (line.x1 - line.x0) / max(len(line.text), 1)
        last, first = line.text.split(" ")[-1], after.text.split(" ")[0]
        is_torn = " " not in line.text or last + first in self.whole
        if is_torn and last not in self.whole and room < 1.2 * width + 5:
            return text + after.text
        return f"{text} {after.text}"


class Writer:
    """Writes the text form."""

    def __init__(self, printed, outline):
        self.printed, self.outline = printed, outline
        self.words = Words(part for _, parts in printed.pages for part in parts)
        self.out = []
        self.fence = None
        self.depth = 0

    def write(self):
        body = self.printed.body.most_common(1)[0][0]
        pages = [parts for _, parts in self.printed.pages]
        listed, first = self.contents(pages)
        self.titles = {squeezed(entry.split(".....")[0]) for entry in listed}
        for part in pages[0]:
            if isinstance(part, Line):
                self.out += [part.text, ""]
        self.out += ["Contents", "", *listed, ""]
        parts = [part for page in pages[first:] for part in page]
        self.margin = min((part.x0 for part in parts if isinstance(part, Line) and not part.mono), default=0)
        at = 0
        while at < len(parts):
            part = parts[at]
            if isinstance(part, Table):
                self.close()
                at = self.table(parts, at)
            elif part.mono:
                self.code(part, parts[at - 1] if at else None)
                at += 1
            else:
                at = self.block(parts, at, body)
        self.close()
        return "\n".join(self.out) + "\n"

    def contents(self, pages):
        """The list of contents, and the first page after it."""
        entry = re.compile(r"^(.*?)[\s.…]*\s*(\d+|[ivxlc]+)$")
        found, last = [], 0
        for number, parts in enumerate(pages[:len(pages) // 2 + 1]):
            texts = [part.text for part in parts if isinstance(part, Line)]
            leaders = [text for text in texts if re.search(r"\.{4,}|(\. ){4,}|…{2,}", text)]
            if number and len(leaders) * 2 >= len(texts) > 0:
                last = number
                open_title = ""
                for text in texts:
                    if text.lower() in ("contents", "table of contents"):
                        continue
                    whole = entry.match(text)
                    if text in leaders and whole:
                        found.append(f"{f'{open_title} {whole[1]}'.strip().rstrip('. ')}.....\t{whole[2]}")
                        open_title = ""
                    else:
                        open_title = f"{open_title} {text}".strip()
        if self.outline:
            found = [f"{title}.....\t{page}" for title, page in self.outline if NUMBERED.match(title)] or found
        if not found:
            fail(None, "found neither an outline nor a list of contents with numbered titles",
                 "give the complete PDF of the reference")
        return found, last + 1 if last else 1

    def close(self):
        if self.fence is not None:
            self.out += ["```", *self.fence, "```", ""]
        self.fence, self.depth = None, 0

    def code(self, line, above):
        """A line of code; a page end does not close an object."""
        near = isinstance(above, Line) and above.mono and (
            line.page != above.page and self.depth > 0
            or 0 < line.top - above.top < 1.7 * self.printed.pitch.get(line.size, 1.2 * line.size)
        )
        if not near:
            self.close()
            self.fence, self.left = [], line.x0
        width = (line.x1 - line.x0) / max(len(line.text), 1)
        self.fence.append(" " * max(0, round((line.x0 - self.left) / width)) + line.text)
        bare = re.sub(r'"(\\.|[^"\\])*"', "", line.text)
        self.depth += sum(bare.count(c) for c in "{[") - sum(bare.count(c) for c in "}]")

    def block(self, parts, at, body):
        """A heading, a paragraph or an item; returns the next part."""
        self.close()
        first = parts[at]
        end, text = at + 1, first.text
        right = max((part.x1 for part in parts[max(0, at - 40):at + 40] if isinstance(part, Line)), default=0)
        while end < len(parts) and (self.goes_on(parts[end - 1], parts[end], right) or self.is_torn(text, parts[end])):
            if REQUEST.match(first.text):
                text = f"{text}\n{parts[end].text}"
            else:
                text = self.words.join(text, parts[end - 1], parts[end], right)
            end += 1
        bullet = text[0] in BULLETS or DASH.match(text)
        if bullet:
            text = "- " + text[1:].strip()
        # A caption may be centred.
        is_inside = first.x0 > self.margin + 6 and not bullet and not CAPTION.match(text)
        if is_inside and self.out and not self.out[-1] and self.in_item:
            self.out.pop()
        self.in_item = bool(bullet) or is_inside and self.in_item
        # A link of two lines is one link.
        text = text.replace(f"{LINK_END} [", " ")
        self.out += [text, ""]
        return end

    in_item = False

    def is_torn(self, text, after):
        """Whether a heading goes on in the next line: the list of contents has it whole."""
        if not NUMBERED.match(text) or not isinstance(after, Line) or squeezed(text) in self.titles:
            return False
        begun = squeezed(text + after.text)
        return any(title.startswith(begun) for title in self.titles)

    def goes_on(self, line, after, right):
        """Whether a line belongs to the paragraph of the line above it."""
        if not isinstance(after, Line) or after.mono or (line.size, line.bold) != (after.size, after.bold):
            # The first words of a caption may be bold.
            if not (isinstance(after, Line) and not after.mono and line.size == after.size and not after.bold and CAPTION.match(line.text)):
                return False
        if after.text[0] in BULLETS or DASH.match(after.text) or CAPTION.match(after.text) or REQUEST.match(after.text):
            return False
        if line.page != after.page:
            is_full = right - line.x1 < 8 * line.size
            return is_full and not line.text.endswith((".", ":")) and not line.bold and after.text[0].islower()
        return self.printed.are_near(line, after, right)

    def table(self, parts, at):
        """A table with its parts on later pages; returns the next part."""
        table = parts[at]
        rows = [list(row) for row in table.rows]
        header = self.texts(rows[0])
        end = at + 1
        while end < len(parts) and isinstance(parts[end], Table) and parts[end].page > parts[end - 1].page \
                and parts[end].continues(table):
            more = [list(row) for row in parts[end].rows]
            is_repeated = self.texts(more[0]) == header
            more = more[1:] if is_repeated else more
            if more and not more[0][0].lines and not all(cell.lines for cell in more[0][1:]) and len(rows) > 1:
                # The page end tore a row.
                for cell, rest in zip(rows[-1], more[0]):
                    cell.lines += rest.lines
                more = more[1:]
            rows += more
            end += 1
        for row in rows:
            self.out.append("\t".join(self.html(cell) for cell in row))
        self.out.append("")
        return end

    def texts(self, row):
        return ["".join(line.text for line in cell.lines).replace(" ", "") for cell in row]

    def html(self, cell):
        """The paragraphs and items of a cell."""
        blocks = []
        # One dash may be a sign, or all that stands in a cell.
        dashes = [line for line in cell.lines if DASH.match(line.text)]
        for above, line in zip([None, *cell.lines], cell.lines):
            is_dashed = line in dashes and (len(dashes) > 1 or above and above.text.endswith(":"))
            is_item = line.text[0] in BULLETS or is_dashed
            if above and not is_item and self.goes_on_in_cell(above, line, blocks[-1], cell.right):
                kind, text, indent = blocks[-1]
                blocks[-1] = kind, self.words.join(text, above, line, cell.right), indent
            elif is_item:
                blocks.append(("item", line.text[1:].strip(), line.x0))
            else:
                blocks.append(("text", line.text, line.x0))
        if len(blocks) == 1 and blocks[0][0] == "text":
            return blocks[0][1]
        html, in_list = [], False
        for kind, text, _ in blocks:
            if (kind == "item") != in_list:
                html.append("</ul>" if in_list else "<ul>")
                in_list = not in_list
            html.append(f"• {text}" if kind == "item" else f"<p>{text}</p>")
        return " ".join(html + ["</ul>"] * in_list)

    def goes_on_in_cell(self, above, line, block, right):
        kind, _, indent = block
        if kind == "item" and line.x0 < indent + 2:
            return False
        if above.page != line.page:
            word = line.text.split(" ")[0]
            width = (line.x1 - line.x0) / max(len(line.text), 1)
            return right - above.x1 < (len(word) + 2) * width + 5
        return self.printed.are_near(above, line, right)


def outline_of(pdf):
    """The titles of the outline with their pages."""
    try:
        entries = list(pdf.doc.get_outlines())
    except Exception:  # A PDF without an outline, or with a broken one, has its list of contents.
        return []
    return [(title.strip(), index) for index, (_, title, *_) in enumerate(entries, 1)]


def main():
    try:
        pdf = pdfplumber.open(sys.argv[1])
        len(pdf.pages)
    except Exception as error:
        reason = "it is encrypted" if "ncrypt" in repr(error) or "assword" in repr(error) else (str(error) or repr(error))
        fail(None, f"this is no PDF that can be read: {reason}", "give the PDF of the reference, without a password")
    with pdf:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.write(Writer(Print(pdf), outline_of(pdf)).write())


if __name__ == "__main__":
    main()
