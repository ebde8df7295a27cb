"""DMN texts: decisions, units and requirements, with their lines.

The text is taken apart as it streams. A document type, and with it every entity, is refused as soon as it begins;
nothing is fetched. Decision logic, scripts and extensions are counted and never looked at.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from involvement._reading import Limits
from involvement.errors import DocumentError, LimitExceeded

__all__ = ["VERSIONS", "Element", "Model", "Reference", "read_model"]

VERSIONS: Mapping[str, str] = {
    "20151101": "1.1", "20180521": "1.2", "20191111": "1.3", "20211108": "1.4", "20230324": "1.5",
}  # fmt: skip
_NAMESPACE = re.compile(r"https?://www\.omg\.org/spec/DMN/([0-9]{8})/(?:MODEL/?|dmn\.xsd)")
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
_CHUNK = 64 * 1024
_FOREIGN = "extension"  # whatever is not in the namespace of DMN

# What is read: by element the references that stand right in it, and those one level below.
_DIRECT = {
    "decision": {"decisionMaker", "decisionOwner"},
    "knowledgeSource": {"owner"},
    "organizationUnit": {"decisionMade", "decisionOwned"},
}
_REQUIREMENTS = {"informationRequirement", "knowledgeRequirement", "authorityRequirement"}
_REQUIRED = {"requiredDecision", "requiredInput", "requiredKnowledge", "requiredAuthority"}
_READ = {"decision", "inputData", "knowledgeSource", "businessKnowledgeModel", "decisionService", "organizationUnit"}


class Reference(NamedTuple):
    """A way from one element to another: in what it stands, what it is, where it leads, and its own id and line."""

    kind: str
    role: str
    href: str
    id: str
    line: int


class Element(NamedTuple):
    """A decision, a unit, or what decisions require."""

    kind: str
    id: str
    name: str
    line: int
    references: list[Reference]


class Model(NamedTuple):
    """What a text holds; `others` counts, by name, what is not read, with the line of the first."""

    version: str
    namespace: str
    name: str
    elements: list[Element]
    others: dict[str, tuple[int, int]]


def read_model(data: str | bytes, name: str, limits: Limits) -> Model:
    """The structure of a DMN text; *name* is that of the file, for the messages.

    Raises:
        DocumentError: it is no XML, no DMN of a known version, or has a document type.
        LimitExceeded: it is larger than the limits allow.
    """
    if len(data) > limits.size:
        raise LimitExceeded("bytes", limits.size, name)
    if isinstance(data, str):
        try:
            encoded = data.removeprefix("\ufeff").encode()
        except UnicodeEncodeError:
            encoded = b""
        if not encoded and data:
            raise DocumentError(name, "expected whole characters, and one is half of a pair")
        if len(encoded) > limits.size:
            raise LimitExceeded("bytes", limits.size, name)
        return _Reader(name, limits, "utf-8").read(encoded)
    return _Reader(name, limits, None).read(data)


class _Reader:
    """Gathers a model while the text streams by."""

    def __init__(self, name: str, limits: Limits, encoding: str | None) -> None:
        self._name = name
        self._limits = limits
        self._encoding = encoding
        self._parser = expat.ParserCreate(encoding, " ")
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.ordered_attributes = True
        self._values = 0
        self._depth = 0
        self._own = ""  # the namespace of the whole
        self._model: Model | None = None
        self._element: Element | None = None  # the one that is open, if it is read
        self._requirement: Reference | None = None  # the one that is open, without where it leads

    def read(self, data: bytes) -> Model:
        try:
            for first in range(0, len(data), _CHUNK):
                self._parser.Parse(data[first : first + _CHUNK], False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            where, said = f"{self._name}:{error.lineno}", f"not XML: {expat.ErrorString(error.code)}"
        else:
            assert self._model is not None  # a text without a root is no XML
            return self._model
        raise DocumentError(where, said)

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    @property
    def _where(self) -> str:
        return f"{self._name}:{self._line}"

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if self._encoding is None and encoding is not None and encoding.lower() not in _ENCODINGS:
            raise DocumentError(self._where, f"expected one of the encodings {', '.join(sorted(_ENCODINGS))}")

    def _doctype(self, *_: object) -> None:
        raise DocumentError(self._where, "expected no document type: entities and other files are not read")

    def _start(self, tag: str, attributes: list[str]) -> None:
        self._depth += 1
        self._values += 1 + len(attributes) // 2
        for what, count, most in (
            ("elements and attributes", self._values, self._limits.values),
            ("elements within each other", self._depth, self._limits.depth),
            ("characters in one text", max(map(len, attributes), default=0), self._limits.text),
        ):
            if count > most:
                raise LimitExceeded(what, most, self._where)
        namespace, _, local = tag.rpartition(" ")
        own = local if namespace == self._own else "DMNDI" if local == "DMNDI" else _FOREIGN
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if self._model is None:
            self._model = self._root(namespace, local, named)
            self._own = namespace
        elif self._depth == 2:
            self._second(self._model, own, named)
        elif self._depth == 3 and self._element is not None:
            self._third(self._model, self._element, own, named)
        elif self._depth == 4 and self._element is not None and self._requirement is not None:
            if own in _REQUIRED:
                found = self._requirement._replace(role=own, href=named.get("href", ""))
                self._element.references.append(found)
                self._requirement = found
            else:
                self._aside(self._model, own)

    def _end(self, _tag: str) -> None:
        if self._depth == 3:
            if self._requirement is not None and self._element is not None and not self._requirement.role:
                self._element.references.append(self._requirement)
            self._requirement = None
        self._depth -= 1

    def _root(self, namespace: str, local: str, named: Mapping[str, str]) -> Model:
        found = _NAMESPACE.fullmatch(namespace)
        if found is None or local != "definitions":
            raise DocumentError(self._where, "expected `definitions` of DMN: it is another kind of XML")
        if found[1] not in VERSIONS:
            raise DocumentError(self._where, f"expected one of the versions {', '.join(VERSIONS.values())} of DMN")
        return Model(VERSIONS[found[1]], named.get("namespace", ""), named.get("name", ""), [], {})

    def _second(self, model: Model, local: str, named: Mapping[str, str]) -> None:
        self._element = None
        if local in _READ:
            self._element = Element(local, named.get("id", ""), named.get("name", ""), self._line, [])
            model.elements.append(self._element)
        else:
            self._aside(model, local)

    def _third(self, model: Model, element: Element, local: str, named: Mapping[str, str]) -> None:
        if local in _REQUIREMENTS:
            self._requirement = Reference(local, "", "", named.get("id", ""), self._line)
        elif local in _DIRECT.get(element.kind, ()):
            element.references.append(Reference(local, local, named.get("href", ""), named.get("id", ""), self._line))
        else:
            self._aside(model, local)

    def _aside(self, model: Model, local: str) -> None:
        count, line = model.others.get(local, (0, self._line))
        model.others[local] = count + 1, line
