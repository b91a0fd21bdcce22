"""Office files for tests, made here part by part: small, and with all that such files say without showing it."""

import io
import zipfile
from collections.abc import Mapping

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument."
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Writer</dc:creator>'
    "<cp:lastModifiedBy>Ed Editor</cp:lastModifiedBy></cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>Maple County Schools</Company></Properties>"
)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return out.getvalue()


def rels(*listed: tuple[str, str, str]) -> str:
    """A part of relationships: (id, type, target)."""
    lines = "".join(f'<Relationship Id="{i}" Type="{_TYPE}/{t}" Target="{to}"/>' for i, t, to in listed)
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELS}">{lines}</Relationships>'


def types(main: str, part: str, *others: str) -> str:
    """The list of content types; `others` are overridden parts of no matter."""
    lines = "".join(f'<Override PartName="/{one}" ContentType="application/xml"/>' for one in others)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{_MAIN}{main}.main+xml"/>{lines}</Types>'
    )


def _root(main: str) -> str:
    return rels(
        ("rId1", "officeDocument", main),
        ("rId2", "metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    )


def docx(body: str = "<w:p><w:r><w:t>Plain words</w:t></w:r></w:p>", **more: str) -> bytes:
    """A Word file; `more` are parts under word/ by name with "__" for ".", related to the document by their name."""
    parts = {name.replace("__", "."): content for name, content in more.items()}
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Ttl"><w:name w:val="heading 1"/></w:style>'
        "</w:styles>"
    )
    parts.setdefault("styles.xml", styles)
    listed = [(f"rId{at}", name.partition(".")[0], name) for at, name in enumerate(parts, 1)]
    return zipped(
        {
            "[Content_Types].xml": types(
                "wordprocessingml.document", "word/document.xml", *(f"word/{n}" for n in parts)
            ),
            "_rels/.rels": _root("word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_TYPE}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": rels(*listed),
            **{f"word/{name}": content for name, content in parts.items()},
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
        }
    )


def telling_docx() -> bytes:
    """A Word file with a heading, changes, a comment, hidden words and a deleted row."""
    by = 'w:id="1" w:author="Rita Reviewer"'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Ttl"/></w:pPr><w:r><w:t>Reading plan</w:t></w:r></w:p>'
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">Every class reads </w:t></w:r>'
        f"<w:del {by}><w:r><w:delText>Jimmy Smith fails</w:delText></w:r></w:del>"
        f'<w:ins {by}><w:r><w:t>twenty minutes</w:t></w:r></w:ins><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden grade list</w:t></w:r><w:r><w:t>a day.</w:t></w:r></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>"
        f"<w:del {by}><w:r><w:delText>Whole paragraph gone</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>kept cell</w:t></w:r></w:p></w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del {by}/></w:trPr><w:tc><w:p><w:r><w:t>gone cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    comments = (
        f'<w:comments xmlns:w="{_W}"><w:comment w:id="0" w:author="Carl Commenter"><w:p><w:r>'
        "<w:t>Is this about Jimmy?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    return docx(body, comments__xml=comments)


def _shape(kind: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>'
        f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _slide(title: str, body: str, hidden: bool = False, kind: str = "sld") -> str:
    show = ' show="0"' if hidden else ""
    shapes = _shape("title", title) + _shape("body", body)
    return f'<p:{kind} xmlns:p="{_P}" xmlns:a="{_A}"{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{kind}>'


def telling_pptx() -> bytes:
    """Three slides, the second hidden and with a picture of its own; notes and a comment on the first; sections."""
    main = (
        f'<p:presentation xmlns:p="{_P}" xmlns:r="{_TYPE}" xmlns:p14="http://example.org/2010/main">'
        '<p:sldIdLst><p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/><p:sldId id="258" r:id="rId3"/>'
        '</p:sldIdLst><p:extLst><p14:sectionLst><p14:section><p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="257"/>'
        '<p14:sldId id="258"/></p14:sldIdLst></p14:section></p14:sectionLst></p:extLst></p:presentation>'
    )
    comments = f'<p:cmLst xmlns:p="{_P}"><p:cm authorId="0"><p:text>Ask Rosa first</p:text></p:cm></p:cmLst>'
    slides = {
        "ppt/slides/slide1.xml": _slide("Our aim", "All third graders read"),
        "ppt/slides/slide2.xml": _slide("Secret names", "Jimmy and Lena", hidden=True),
        "ppt/slides/slide3.xml": _slide("Next steps", "Meet in May"),
    }
    others = ("ppt/notesSlides/notesSlide1.xml", "ppt/comments/comment1.xml", "ppt/commentAuthors.xml")
    return zipped(
        {
            "[Content_Types].xml": types("presentationml.presentation", "ppt/presentation.xml", *slides, *others),
            "_rels/.rels": _root("ppt/presentation.xml"),
            "ppt/presentation.xml": main,
            "ppt/_rels/presentation.xml.rels": rels(
                ("rId1", "slide", "slides/slide1.xml"),
                ("rId2", "slide", "slides/slide2.xml"),
                ("rId3", "slide", "/ppt/slides/slide3.xml"),
                ("rId4", "commentAuthors", "commentAuthors.xml"),
            ),
            **slides,
            "ppt/slides/_rels/slide1.xml.rels": rels(
                ("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"),
                ("rId2", "comments", "../comments/comment1.xml"),
            ),
            "ppt/slides/_rels/slide2.xml.rels": rels(("rId1", "image", "../media/secret.png")),
            "ppt/media/secret.png": b"\x89PNG secret picture",
            "ppt/notesSlides/notesSlide1.xml": _slide("1", "Say nothing of the budget", kind="notes"),
            "ppt/comments/comment1.xml": comments,
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{_P}"><p:cmAuthor name="Rosa"/></p:cmAuthorLst>',
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
        }
    )


def _cell(at: str, value: str, kind: str = "s", formula: str = "") -> str:
    return f'<c r="{at}" t="{kind}">{f"<f>{formula}</f>" if formula else ""}<v>{value}</v></c>'


def xlsx(
    sheets: Mapping[str, str], strings: tuple[str, ...] = (), names: str = "", hidden: tuple[str, ...] = ()
) -> bytes:
    """A workbook of sheets (name to what stands in <worksheet>)."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{"veryHidden" if name in hidden else "visible"}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, 1)
    )
    parts = {
        f"xl/worksheets/sheet{at}.xml": f'<worksheet xmlns="{_S}">{body}</worksheet>'
        for at, body in enumerate(sheets.values(), 1)
    }
    shared = "".join(f"<si><t>{one}</t></si>" for one in strings)
    return zipped(
        {
            "[Content_Types].xml": types("spreadsheetml.sheet", "xl/workbook.xml", *parts, "xl/sharedStrings.xml"),
            "_rels/.rels": _root("xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_TYPE}"><bookViews>'
            f'<workbookView activeTab="2"/></bookViews><sheets>{listed}</sheets>{names}</workbook>',
            "xl/_rels/workbook.xml.rels": rels(
                *((f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
                ("rIdS", "sharedStrings", "sharedStrings.xml"),
            ),
            **parts,
            "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{shared}</sst>',
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
        }
    )


def telling_xlsx() -> bytes:
    """Three sheets, the second hidden, on which the first and a list of choices count; a hidden row and column."""
    first = (
        '<cols><col min="3" max="3" hidden="1"/></cols><sheetData>'
        f'<row r="1">{_cell("A1", "0")}{_cell("B1", "42.50000000000001", "n", "SUM(Students!B1:B2)")}'
        f"{_cell('C1', '3')}</row>"
        f'<row r="2" hidden="1">{_cell("A2", "2")}</row></sheetData>'
        '<dataValidations count="1"><dataValidation sqref="A1"><formula1>Students!$A$1:$A$2</formula1></dataValidation>'
        "</dataValidations>"
    )
    second = f'<sheetData><row r="1">{_cell("A1", "1")}</row></sheetData>'
    third = f'<sheetData><row r="1">{_cell("A1", "0")}{_cell("B1", "7", "n", "1+6")}</row></sheetData>'
    names = (
        '<definedNames><definedName name="Kids">Students!$A$1</definedName>'
        '<definedName name="Own" localSheetId="2">Totals!$A$1</definedName></definedNames>'
    )
    return xlsx(
        {"Budget": first, "Students": second, "Totals": third},
        ("Books &amp; paper", "Jimmy Smith", "row unseen", "column unseen"),
        names,
        ("Students",),
    )


_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "presentation": "presentation", "meta": "meta", "manifest": "manifest",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def odf(kind: str, body: str, styles: str = "", **more: str | bytes) -> bytes:
    """An OpenDocument file of a kind ("text", "presentation", "spreadsheet")."""
    extra = {name.replace("__", "/"): content for name, content in more.items()}
    files = "".join(f'<manifest:file-entry manifest:full-path="{name}"/>' for name in ("/", "content.xml", *extra))
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}><office:meta>"
            "<meta:initial-creator>Ada Writer</meta:initial-creator><dc:creator>Ed Editor</dc:creator></office:meta>"
            "</office:document-meta>",
            **extra,
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{files}</manifest:manifest>",
        }
    )


def telling_odt() -> bytes:
    """A text with a heading, a tracked deletion and a comment."""
    return odf(
        "text",
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Jimmy fails</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Reading plan</text:h>'
        '<text:p>Every class<text:change text:change-id="c1"/><text:s/>reads<office:annotation>'
        "<dc:creator>Carl</dc:creator><text:p>About Jimmy?</text:p></office:annotation> daily.</text:p>",
    )


def telling_odp() -> bytes:
    """Two slides, the second hidden, with a picture that only it shows; notes on the first."""
    hidden = (
        '<style:style style:name="dp2" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    slides = (
        '<draw:page draw:name="page1"><draw:frame presentation:class="title"><text:p>Our aim</text:p></draw:frame>'
        "<draw:frame><text:p>All read</text:p></draw:frame>"
        "<presentation:notes><draw:frame><text:p>Say nothing</text:p></draw:frame></presentation:notes></draw:page>"
        '<draw:page draw:name="page2" draw:style-name="dp2"><draw:frame><text:p>Jimmy and Lena</text:p></draw:frame>'
        '<draw:image xlink:href="Pictures/secret.png"/></draw:page>'
    )
    return odf("presentation", slides, hidden, **{"Pictures/secret.png": b"\x89PNG secret"})


def telling_ods() -> bytes:
    """Two sheets, the second hidden; a hidden row; as many empty columns as there can be."""
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        '<table:table table:name="Budget"><table:table-row>'
        + cell.format("Books")
        + '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="2">'
        + cell.format("row unseen")
        + '</table:table-row></table:table><table:table table:name="Students" table:style-name="ta2"><table:table-row>'
        + cell.format("Jimmy Smith")
        + "</table:table-row></table:table>"
    )
    return odf("spreadsheet", body, hidden)
