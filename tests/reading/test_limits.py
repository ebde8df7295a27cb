"""Every limit holds exactly: what is at the limit is read, what is one beyond is refused, and told as that."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from involvement import DocumentError, InvalidValueError, LimitExceeded, Limits
from involvement._reading import read_json, read_toml

LEVELS = "levels of lists and objects within each other"


def json_of_size(size: int) -> str:
    return '"' + "x" * (size - 2) + '"'


def toml_of_size(size: int) -> str:
    return "#" * size


def json_lists(depth: int) -> str:
    return "[" * depth + "]" * depth


def json_objects(depth: int) -> str:
    return '{"a": ' * (depth - 1) + "{}" + "}" * (depth - 1)


def toml_lists(depth: int) -> str:
    return f"a = {'[' * (depth - 1)}1{']' * (depth - 1)}"  # the document itself is the first level


def toml_tables(depth: int) -> str:
    return "a = " + "{a = " * (depth - 1) + "1" + "}" * (depth - 1)


def toml_headers(depth: int) -> str:
    return "[" + ".".join("a" * (depth - 1)) + "]"


def json_numbers(values: int) -> str:
    return f"[{', '.join(['1'] * (values - 1))}]"


def json_texts(values: int) -> str:
    return f"{{{', '.join(f'{chr(34)}{number}{chr(34)}: {chr(34)}x{chr(34)}' for number in range(values - 1))}}}"


def json_empty_lists(values: int) -> str:
    return f"[{','.join(['[ ]', '{ }'] * values)}"[: 4 * (values - 1)] + "]"


def json_nested(values: int) -> str:
    return '{"a": ["a", {"b": "c"}, []]}'.replace("[]", f"[{','.join('1' * (values - 6))}]")


def toml_numbers(values: int) -> str:
    return f"a = [{', '.join(['1'] * (values - 2))}]"


def json_text(length: int) -> str:
    return f'{{"a": ["{"é" * length}"]}}'


def json_escaped_text(length: int) -> str:
    return '{"a": ["' + '\\"' * length + '"]}'


def toml_text(length: int) -> str:
    return f'a = ["{"é" * length}"]'


def json_entries(entries: int) -> str:
    return f'{{"a": [[{", ".join(["1"] * entries)}]]}}'


def toml_entries(entries: int) -> str:
    return f"a = [[{', '.join(['1'] * entries)}]]"


def toml_dots(dots: int) -> str:
    return f"x = 1.5\n{' . '.join('a' * (dots + 1))} = 1"


def toml_dots_after_text(dots: int) -> str:
    return f'y = """\n1.2.3\n"""  # 4.5\n{toml_dots(dots)}'


def toml_inline_dots(dots: int) -> str:
    return f"x = {{ {'.'.join('a' * (dots + 1))} = 1 }}"


CASES: dict[str, tuple[Callable[..., object], Callable[[int], str], str, int, str, str]] = {
    "size": (read_json, json_of_size, "size", 20, "bytes", "$"),
    "TOML size": (read_toml, toml_of_size, "toml_size", 20, "bytes", "$"),
    "lists": (read_json, json_lists, "depth", 64, LEVELS, "$"),
    "objects": (read_json, json_objects, "depth", 64, LEVELS, "$"),
    "one level": (read_json, json_lists, "depth", 1, LEVELS, "$"),
    "TOML lists": (read_toml, toml_lists, "depth", 20, LEVELS, "$"),
    "TOML tables": (read_toml, toml_tables, "depth", 20, LEVELS, "$"),
    "TOML headers": (read_toml, toml_headers, "depth", 5, LEVELS, "$"),
    "numbers": (read_json, json_numbers, "values", 40, "values", "$"),
    "texts": (read_json, json_texts, "values", 40, "values", "$"),
    "empty lists": (read_json, json_empty_lists, "values", 40, "values", "$"),
    "nested values": (read_json, json_nested, "values", 40, "values", "$"),
    "TOML values": (read_toml, toml_numbers, "values", 40, "values", "$"),
    "text": (read_json, json_text, "text", 30, "characters in one text", "a[0]"),
    "escaped text": (read_json, json_escaped_text, "text", 30, "characters in one text", "a[0]"),
    "TOML text": (read_toml, toml_text, "text", 30, "characters in one text", "a[0]"),
    "entries": (read_json, json_entries, "entries", 30, "entries in one list", "a[0]"),
    "TOML entries": (read_toml, toml_entries, "entries", 30, "entries in one list", "a[0]"),
    "dots": (read_toml, toml_dots, "dots", 16, "dots in one key", "line 2"),
    "dots after a text of lines": (read_toml, toml_dots_after_text, "dots", 16, "dots in one key", "line 5"),
    "inline dots": (read_toml, toml_inline_dots, "dots", 16, "dots in one key", "line 1"),
}


@pytest.mark.parametrize(("read", "text", "name", "limit", "what", "where"), CASES.values(), ids=CASES)
def test_a_limit_holds_to_the_one(read, text, name, limit, what, where):
    """A limit that is off by one is a limit that nobody has tried."""
    limits = Limits(**{name: limit})
    read(text(limit), limits)
    with pytest.raises(LimitExceeded) as caught:
        read(text(limit + 1), limits)
    assert (what, limit, where) == (caught.value.what, caught.value.limit, caught.value.where)


def test_many_numbers_on_a_line_have_no_dots_too_many():
    """A list of decimals is no key, however many points stand in it."""
    assert {"x": [Decimal("1.5")] * 40} == read_toml(f"x = [{', '.join(['1.5'] * 40)}]", Limits())


@pytest.mark.parametrize(
    ("name", "limit"),
    [("size", 10 * 2**20), ("toml_size", 2**20), ("depth", 64), ("values", 250_000), ("text", 2**16),
     ("entries", 100_000), ("dots", 16)],
)  # fmt: skip
def test_the_limits_are_what_is_promised(name, limit):
    """Hosts plan by them."""
    assert limit == getattr(Limits(), name)


@pytest.mark.parametrize("limit", [0, -1, True, 1.0, "1", None])
def test_a_limit_is_a_whole_number_from_one(limit):
    """A limit of zero reads nothing, and one of True was meant otherwise."""
    with pytest.raises(InvalidValueError, match=r"^Limits.depth: expected a whole number, 1 or more$"):
        Limits(depth=limit)


@pytest.mark.parametrize(("read", "text"), [(read_json, json_lists), (read_toml, toml_lists)])
def test_a_depth_that_the_parser_cannot_bear_is_refused_all_the_same(read, text):
    """Whoever raises a limit beyond what the parser can do still gets one of our errors."""
    with pytest.raises((LimitExceeded, DocumentError)):
        read(text(200_000), Limits(depth=10**9, toml_size=10**9))


def test_a_size_is_counted_in_bytes_not_in_characters():
    """A limit of bytes that counts characters lets through four times as much."""
    assert "éé" == read_json('"éé"', Limits(size=6))
    with pytest.raises(LimitExceeded, match="more than 5 bytes"):
        read_json('"éé"', Limits(size=5))
    with pytest.raises(LimitExceeded, match="more than 5 bytes"):
        read_json('"éé"'.encode(), Limits(size=5))


def test_large_documents_are_read_by_raising_limits():
    """National maps are larger than what a stranger may send."""
    text = f"[{','.join(['1'] * 400_000)}]"
    assert 400_000 == len(read_json(text, Limits(values=400_001, entries=400_000)))
