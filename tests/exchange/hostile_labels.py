"""Titles that want to be more than titles, for every writer."""

from itertools import product

_BASIC = (
    '"', '""', "'", "\\", '\\"', "\\\\", "\\N", "\\G", "\\L", "\\n", "\\l", "\\E", "\n", "\r", "\r\n", "\t", "\0", "\x08", "\x1b[31m",
    "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U0010ffff", "\u202eevil", "\u2066x", "e\u0301", "\U0001f469\u200d\U0001f467",
    "<b>", "<lambda> <map>", "<<b>x</b>>", "&", "&amp;", "&#60;", "&lt;script&gt;", "]]>", "<![CDATA[x]]>", "<!--", "-->", "<?xml?>",
    "</data><node id='evil'/>", '"/><edge source="a" target="b"/>', "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>", "javascript:alert(1)", "http://tracker.example/x", "{{7*7}}", "${x}", "#{x}", "%s", "%%{init: {}}%%",
    "end", "subgraph", "graph", "digraph", "click A call()", "style n1 fill:#f00", "classDef x", "linkStyle 0", "direction TB", "in which direction TBC", "direction LR", "direction  RL x", "redirection BT",
    "#quot;", "#35;", "#", ";", "#59;", "|", "||", "-->", "-.->", "---", "==>", "~~~", "&&&", ":::", "[", "]", "(", ")", "{", "}", "[[", "((",
    "1. item", "- item", "* item", "+ item", "_word_", "**word**", "`code`", '"`**md**`"', "$$x$$", "$$<img src=x onerror=y>$$", "> quote",
    "[x](javascript:alert(1))", "![](http://tracker)", "", " ", "  ", "\n\n", "x" * 5000, "\u0301" * 50, "Tŷ Cymru", "会議", "عربي",
    "label=evil", 'x" URL="http://evil', 'x"]; "evil" -> "n"; "y" [label="z', "x -> y", "/* c */", "// c", "# c", "x\\", "x\\\\", 'x\\"',
    "BEGIN:VEVENT", "END:VEVENT", "x\r\nATTENDEE:mailto:evil@x", "x\nBEGIN:VALARM\nEND:VALARM", "END:VCALENDAR\r\nBEGIN:VCALENDAR",
    "x\rINJECTED:evil", 'CN=Bob";X="1', "a,b;c\\n", ";VALUE=DATE:x", "é" * 80, "x" * 74 + "é", "x" * 73 + "\U0001f600", "x\u2028BEGIN:VEVENT",
    "=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1",
)  # fmt: skip

LABELS = (
    *_BASIC,
    *(
        f"{one}{other}"
        for one, other in product(('"', "\n", "]", "\\"), ('click n1 "javascript:x"', "end", "%%", "-->"))
    ),
)
