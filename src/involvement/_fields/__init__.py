"""Fields: what every class of values shares, from its decorator to validators, converters and the checks of arguments."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from involvement._fields.arguments import (
        a_count as a_count,
        a_date as a_date,
        a_date_or_nothing as a_date_or_nothing,
        a_function as a_function,
        a_mapping as a_mapping,
        a_text as a_text,
        all_known as all_known,
        distinct as distinct,
        exact as exact,
        in_order as in_order,
        instance as instance,
        instance_or_nothing as instance_or_nothing,
        instances as instances,
        known as known,
        listed as listed,
        listed_of as listed_of,
        members as members,
        standing as standing,
        word as word,
    )
    from involvement._fields.classes import (
        AT_LEAST_0 as AT_LEAST_0,
        NOT_EMPTY as NOT_EMPTY,
        Names as Names,
        closed as closed,
        counted as counted,
        frozen as frozen,
        names as names,
        types_of as types_of,
    )
    from involvement._fields.converters import (
        Exact as Exact,
        as_each as as_each,
        as_fraction as as_fraction,
        as_period as as_period,
        as_said as as_said,
        as_sorted as as_sorted,
        as_standing as as_standing,
        as_tuple as as_tuple,
        as_word as as_word,
        as_words as as_words,
        external_ids as external_ids,
        in_pairs as in_pairs,
        optional_fraction as optional_fraction,
        optional_plain_text as optional_plain_text,
        optional_standing as optional_standing,
        plain_text as plain_text,
        sorted_days as sorted_days,
        sorted_keys as sorted_keys,
        sorted_pairs as sorted_pairs,
        texts_tuple as texts_tuple,
    )
    from involvement._fields.kinds import (
        is_count as is_count,
        is_day as is_day,
        is_pair as is_pair,
        is_period as is_period,
    )
    from involvement._fields.validators import (
        a as a,
        count as count,
        day as day,
        days as days,
        each as each,
        filled_text as filled_text,
        flag as flag,
        key as key,
        keys as keys,
        many as many,
        number as number,
        numbers as numbers,
        optional_count as optional_count,
        optional_day as optional_day,
        optional_flag as optional_flag,
        optional_key as optional_key,
        optional_keys as optional_keys,
        optional_period as optional_period,
        optional_text as optional_text,
        pairs as pairs,
        place as place,
        text as text,
        texts as texts,
    )
else:
    from involvement._faces import face

    # fmt: off
    __all__, __getattr__, __dir__ = face(__name__, {
        ".arguments":
            "a_count a_date a_date_or_nothing a_function a_mapping a_text all_known distinct exact in_order "
            "instance instance_or_nothing instances known listed listed_of members standing word",
        ".classes": "AT_LEAST_0 NOT_EMPTY Names closed counted frozen names types_of",
        ".converters":
            "Exact as_each as_fraction as_period as_said as_sorted as_standing as_tuple as_word as_words external_ids "
            "in_pairs optional_fraction optional_plain_text optional_standing plain_text sorted_days sorted_keys "
            "sorted_pairs texts_tuple",
        ".kinds": "is_count is_day is_pair is_period",
        ".validators":
            "a count day days each filled_text flag key keys many number numbers optional_count optional_day "
            "optional_flag optional_key optional_keys optional_period optional_text pairs place text texts",
    })
    # fmt: on
