"""Prints a text form as a PDF in the look of the vendor's references: ruled tables, running header and
footer, page numbers, Courier for code, contents with page numbers, an outline.

    python3 print.py REFERENCE.txt OUT.pdf [LOOK]

LOOK is `usual`, or `other`: another page, other fonts and sizes, headings that need two lines, grey rules,
shaded headers that no page repeats, captions wholly bold, dashes for bullets, section titles in the running
header, page numbers in the middle, and no outline.
"""
import html
import os
import re
import sys

import reportlab
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph,
                                Preformatted, Spacer, Table)

FONTS = os.path.join(os.path.dirname(reportlab.__file__), "fonts")
pdfmetrics.registerFont(TTFont("Text", os.path.join(FONTS, "Vera.ttf")))
pdfmetrics.registerFont(TTFont("Text-Bold", os.path.join(FONTS, "VeraBd.ttf")))
pdfmetrics.registerFontFamily("Text", normal="Text", bold="Text-Bold", italic="Text", boldItalic="Text-Bold")

OTHER = sys.argv[3:] == ["other"]
PAGE, MARGIN = (LETTER, 16 * mm) if OTHER else (A4, 20 * mm)
WIDTH = PAGE[0] - 2 * MARGIN
FONT, FONT_BOLD, HEADING = ("Times-Roman", "Times-Bold", "Helvetica-Bold") if OTHER else ("Text", "Text-Bold", "Text-Bold")
BULLET = "-" if OTHER else "•"


def style(size, font=FONT, **more):
    size *= 1.1 if OTHER else 1
    leading = size * (1.15 if OTHER else 1.25)
    return ParagraphStyle("s", fontName=font, fontSize=size, leading=leading, splitLongWords=1, bulletFontName=FONT, **more)


TEXT = style(9, spaceAfter=5)
INSIDE = style(9, spaceAfter=5, leftIndent=14)
ITEM = style(9, spaceAfter=5, leftIndent=14, bulletIndent=2)
BOLD = style(11, HEADING, spaceBefore=8, spaceAfter=6)
NOTE = style(9, FONT_BOLD, spaceBefore=3, spaceAfter=4)
CAPTION = style(8, spaceBefore=6, spaceAfter=4, alignment=TA_CENTER if OTHER else 0)
CELL = style(7.5, spaceAfter=3)
CELL_ITEM = style(7.5, spaceAfter=3, leftIndent=9, bulletIndent=1)
HEAD = style(7.5, FONT_BOLD)
CODE = ParagraphStyle("c", fontName="Courier", fontSize=8 if OTHER else 7.5, leading=9.5 if OTHER else 9, spaceAfter=8, spaceBefore=3)
SECTION = [style(size, HEADING, spaceBefore=10, spaceAfter=8) for size in ((30, 26, 24) if OTHER else (20, 16, 13))]
CODE_WIDTH = 100

GLYPHS = str.maketrans({"●": "•", "→": ">", "\u200b": "", "\ufeff": "", "\u00a0": " ", "×": "x"})


def marked(text):
    """Text for reportlab: links are links, bold is bold, other marks are characters."""
    text = text.translate(GLYPHS).replace("`", "")
    text = re.sub(r"<(https?:[^>]*)>", r"\1", text)
    text = re.sub(r"</?(i|code|b|strong)>", "", text)
    text = html.escape(text, quote=False)
    text = re.sub(r"\[([^\[\]]+)\]\([^()]*\)", r'<link href="https://example.com/">\1</link>', text)
    if OTHER:
        # The fonts that every reader has lack these marks.
        text = re.sub(r"([√≤≥≠])", r'<font name="Text">\1</font>', text)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text).replace("**", "")


def cell(text, head):
    """The paragraphs and items of a cell."""
    if head:
        return [Paragraph(marked(text), HEAD)]
    parts, in_list = [], False
    for piece in re.split(r"(</?p>|</?[uo]l[^>]*>|[•●]|<br ?/?>)", text):
        if re.match(r"[•●]$", piece):
            in_list = True
            parts.append(["", True])
        elif re.match(r"</?p>$|</?[uo]l|<br", piece):
            # The converter opens a list again where a page ends.
            if not piece.startswith(("<ul", "<ol", "<br")):
                in_list = False
            if not in_list:
                parts.append(["", False])
        elif parts and (in_list or not parts[-1][1]):
            parts[-1][0] += piece
        else:
            parts.append([piece, False])
    found = [
        Paragraph(marked(words.strip()), CELL_ITEM if item else CELL, bulletText=BULLET if item else None)
        for words, item in parts if words.strip()
    ]
    return found or [Paragraph("", CELL)]


def squeezed(text):
    return re.sub(r"\s", "", text)


class Reference(BaseDocTemplate):
    def __init__(self, path, title, issue):
        super().__init__(path, pagesize=PAGE, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=25 * mm, bottomMargin=22 * mm)
        self.words = title, issue
        self.chapter = self.title = ""
        frame = Frame(MARGIN, 22 * mm, WIDTH, PAGE[1] - 47 * mm, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self.furniture)])

    def furniture(self, canvas, _):
        if canvas.getPageNumber() == 1:
            return
        title, issue = self.words
        if OTHER:
            canvas.setFont(FONT, 9)
            canvas.drawRightString(PAGE[0] - MARGIN, PAGE[1] - 16 * mm, self.title)
            canvas.drawString(MARGIN, 14 * mm, f"{title} {issue}")
            canvas.drawCentredString(PAGE[0] / 2, 10 * mm, f"- {canvas.getPageNumber()} -")
            return
        canvas.setFont("Text", 8)
        canvas.drawString(20 * mm, A4[1] - 14 * mm, title)
        canvas.drawString(20 * mm, A4[1] - 18 * mm, "API Reference")
        canvas.drawRightString(A4[0] - 20 * mm, A4[1] - 18 * mm, self.chapter)
        canvas.line(20 * mm, A4[1] - 20 * mm, A4[0] - 20 * mm, A4[1] - 20 * mm)
        canvas.drawString(20 * mm, 12 * mm, issue)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, "Printed for a test")
        canvas.drawRightString(A4[0] - 20 * mm, 12 * mm, str(canvas.getPageNumber()))

    def afterFlowable(self, flowable):
        title = getattr(flowable, "section", None)
        if title:
            level = title.split(" ")[0].count(".")
            self.chapter = title if level == 0 else self.chapter
            self.title = title
            if OTHER:
                return
            self.canv.bookmarkPage(title)
            self.canv.addOutlineEntry(title, title, min(level, getattr(self, "level", -1) + 1))
            self.level = min(level, getattr(self, "level", -1) + 1)


class Printer:
    def __init__(self, text):
        self.lines = [line.rstrip() if "\t" not in line else line for line in text.lstrip("\ufeff").splitlines()]
        self.story = []

    def story_of(self):
        start = next(at for at, line in enumerate(self.lines) if line.strip() == "Contents")
        last = max(at for at, line in enumerate(self.lines) if re.search(r"\.{5}\t?\s*\d+$", line))
        front = [line for line in self.lines[:start] if line.strip()]
        self.story += [Paragraph(marked(line), style(22 if at == 0 else 11, spaceAfter=12)) for at, line in enumerate(front)]
        self.story += [PageBreak(), Paragraph("Contents", SECTION[0])]
        self.titles, self.whole, open_title = {}, {}, ""
        for line in filter(str.strip, self.lines[start + 1:last + 1]):
            whole = re.match(r"^(.*?)\.{5,}\t?\s*(\d+)$", line)
            if not whole:
                open_title = line.strip() + " "
                continue
            number, title = re.split(r"[ \t]+", open_title + whole[1], maxsplit=1)
            open_title = ""
            self.titles[number] = squeezed(title)
            self.whole[number] = title
            leaders = "." * max(5, 95 - int(1.2 * len(title)))
            self.story.append(Paragraph(f"{number} {marked(title)}{leaders}{whole[2]}", style(8, spaceAfter=2)))
        self.story.append(PageBreak())
        at = last + 1
        while at < len(self.lines):
            at = self.block(at)
        return front, self.story

    def block(self, at):
        line = self.lines[at]
        bare = line.replace("\u00a0", " ").strip(" *\ue000\uf8ff")
        if not bare or all("\ue000" <= c <= "\uf8ff" or c.isspace() for c in bare):
            self.in_item = False
            return at + 1
        number, _, title = line.replace("\t", " ", 1).partition(" ")
        if number in self.titles and title and self.titles[number].startswith(squeezed(title)):
            return self.section(at, number, title)
        if bare.startswith("```"):
            return self.fence(at)
        if "\t" in line:
            return self.table(at)
        glued = re.match(r"^(.*?\S)\*\*(Table [A-Z\d]+-\d+|Status code: \d+)\*\*(.*)$", line.strip())
        if glued and "**" not in glued[1].strip("*"):
            self.story.append(Paragraph(marked(glued[1].strip("*")), BOLD))
            line = bare = f"{glued[2]}{glued[3]}"
        if re.match(r"Table [A-Z\d]+-\d+\b.*[^.]$", bare):
            number = re.match(r"Table [A-Z\d]+-\d+", bare)[0]
            self.story.append(Paragraph(f"<b>{number}{'' if OTHER else '</b>'}{marked(bare.replace('**', '')[len(number):])}{'</b>' if OTHER else ''}", CAPTION))
        elif bare in ("NOTE", "NOTICE", "CAUTION"):
            self.story.append(Paragraph(bare, NOTE))
        elif re.match(r"[\[{]\s*(\"|$)", bare):
            return self.json(at)
        elif re.match(r"[-–•●] ", line.strip()):
            self.story.append(Paragraph(marked(line.strip()[2:]), ITEM, bulletText=BULLET))
            self.in_item = True
        elif self.is_heading(at, bare):
            self.story.append(Paragraph(marked(bare), BOLD))
        else:
            # A URI of several lines is one URI.
            if re.match(r"(GET|POST|PUT|DELETE|PATCH) ", bare):
                while True:
                    step = 1
                    while at + step < len(self.lines) and not self.lines[at + step].strip() and line.strip().endswith("/"):
                        step += 1
                    after = self.lines[at + step].strip() if at + step < len(self.lines) else ""
                    if not after or re.search(r"\s", after) or after.startswith(("{\"", "```")) or after == "{":
                        break
                    if step > 1 and after[0].isupper():
                        break
                    at, line = at + step, line.strip() + after
            self.story.append(Paragraph(marked(line), INSIDE if self.in_item else TEXT))
        return at + 1

    in_item = False

    def section(self, at, number, title):
        if self.titles[number] != squeezed(title):
            at += 1
        # A heading may be broken; the contents have it whole.
        title = self.whole[number]
        if "." not in number:
            self.story.append(PageBreak())
        heading = Paragraph(f"{number} {marked(title)}", SECTION[min(number.count("."), 2)])
        heading.section = f"{number} {title}"
        self.story.append(heading)
        return at + 1

    def is_heading(self, at, text):
        def empty(near):
            return not 0 <= near < len(self.lines) or not self.lines[near].strip(" \u00a0\ue000\uf8ff\t")
        words = text.split(" ")
        light = ("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to")
        is_title = len(words) <= 6 and all(
            word in light or re.match(r"^\(?[A-Z][A-Za-z0-9/-]*\)?$", word) for word in words)
        return re.match(r"Status code: \d{3}$", text) or is_title and text != "None" and empty(at - 1) and empty(at + 1)

    def code(self, lines):
        wrapped = []
        for line in lines:
            line = line.translate(GLYPHS)
            while len(line) > CODE_WIDTH:
                cuts = [m.end() for m in re.finditer(r"[ ,/&?=-]", line[:CODE_WIDTH])]
                cut = cuts[-1] if cuts and cuts[-1] > 20 else CODE_WIDTH
                wrapped.append(line[:cut].rstrip())
                line = line[cut:]
            wrapped.append(line)
        if any(line.strip() for line in wrapped):
            self.story.append(Preformatted("\n".join(wrapped), CODE))

    def fence(self, at):
        end = at + 1
        while not self.lines[end].strip().startswith("```"):
            end += 1
        self.code([line for line in self.lines[at + 1:end] if line.strip()])
        return end + 1

    def json(self, at):
        end, depth = at, 0
        while end < len(self.lines):
            depth += len(re.findall(r"[\[{]", self.lines[end])) - len(re.findall(r"[\]}]", self.lines[end]))
            end += 1
            if depth <= 0:
                break
        self.code([line for line in self.lines[at:end] if line.strip()])
        return end

    def table(self, at):
        header = self.lines[at].rstrip("\t").split("\t")
        columns = len(header)
        rows, end, below_header = [], at + 1, False
        while end < len(self.lines):
            line = self.lines[end]
            if "\t" in line:
                cells = [cell.strip() for cell in line.split("\t")][:columns]
                if squeezed("".join(cells)) == squeezed("".join(header)):
                    below_header = True
                elif not cells[0] and below_header and not all(cells[1:]) and rows:
                    rows[-1] = [f"{one} {two}".strip() for one, two in zip(rows[-1], cells)]
                else:
                    rows.append(cells + [""] * (columns - len(cells)))
                    below_header = False
                end += 1
                continue
            ahead = end
            while ahead < len(self.lines) and not self.lines[ahead].strip():
                ahead += 1
            if ahead < len(self.lines) and "\t" in self.lines[ahead] and ahead > end:
                cells = self.lines[ahead].split("\t")
                if squeezed("".join(cells)) == squeezed("".join(header)):
                    end = ahead
                    continue
            break
        weights = [2.2 if name.strip() in ("Description", "Remarks", "Error Message", "Troubleshooting") else 1 for name in header]
        widths = [WIDTH * weight / sum(weights) for weight in weights]
        data = [[cell(text, True) for text in header]] + [[cell(text, False) for text in row] for row in rows]
        self.story += [
            Table(data, widths, repeatRows=0 if OTHER else 1, splitInRow=1, style=[
                ("BACKGROUND", (0, 0), (-1, 0), "lightgrey" if OTHER else "white"),
                ("GRID", (0, 0), (-1, -1), 0.25 if OTHER else 0.5, "grey" if OTHER else "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]),
            Spacer(1, 8),
        ]
        return end


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        front, story = Printer(file.read()).story_of()
    issue = next(line for line in front if line.startswith("Issue "))
    date = next(line for line in front if line.startswith("Date "))
    Reference(sys.argv[2], front[0], f"{issue} ({date[5:]})").build(story)


main()
