"""Reasons why something in a file was left out, or is not clear."""

from enum import StrEnum
from typing import Self

__all__ = ["Reason"]


class Reason(StrEnum):
    """Why something in a file was left out, or is not clear: a clause about it."""

    words: str

    def __new__(cls, value: str, words: str) -> Self:
        reason = str.__new__(cls, value)
        reason._value_ = value
        reason.words = words
        return reason

    CANCELLED = "cancelled", "it is cancelled"
    NO_START = "no_start", "it has no start that can be read"
    NO_ORGANISATION = "no_organisation", "it names no organisation"
    NO_PERSON = "no_person", "it names no person"
    DID_NOT_EXIST = "did_not_exist", "an organisation that meets did not exist then"
    NOT_READ = "not_read", "it is not among those read"
    DELETED = "deleted", "it is deleted"
    MEETING_CANCELLED = "meeting_cancelled", "its meeting is cancelled"
    MEETING_LATER = "meeting_later", "its meeting is after the last day asked for"
    NO_ORGANISATION_THERE = "no_organisation_there", "neither it nor its meeting names an organisation that is there"
    SEVERAL_DECIDE = "several_decide", "it names several, and the first is taken as the one that decides"
    SEVERAL_PAPERS = "several_papers", "several papers list it, and it names none"
    NO_PAPER = "no_paper", "it names no paper, and none lists it"
    ANOTHER_PAPER = "another_paper", "another paper lists it too, and the one that it names is taken"
    PAPER_DELETED = "paper_deleted", "its paper is deleted"
    ANOTHER_MEETING = (
        "another_meeting",
        "its agenda item belongs to another meeting, and the one that it names is taken",
    )
    SEVERAL_MEETINGS = "several_meetings", "its agenda items belong to several meetings, so its day is not known"
    NO_MEETING = "no_meeting", "it names no meeting, so its day is not known"
    MEETING_NOT_READ = "meeting_not_read", "its meeting is not among those read, so its day is not known"
    MEETING_DELETED = "meeting_deleted", "its meeting is deleted, so its day is not known"
    MEETING_WITHOUT_START = (
        "meeting_without_start",
        "its meeting has no start that can be read, so its day is not known",
    )
    MEETING_OF_OTHERS = "meeting_of_others", "its meeting is of others, and those that it names are taken"
    TAKEN_FROM_MEETING = "taken_from_meeting", "it names none, and those of its meeting are taken"
    NO_CONSULTATION_USED = "no_consultation_used", "no consultation of it was used"
    NO_CONSULTATION_BELONGS = "no_consultation_belongs", "no consultation that was used belongs to it"
    NOT_ACTING = "not_acting", "it neither meets, is consulted nor brings papers"
    PART_OF_ITSELF = "part_of_itself", "it is part of itself through others"
    NOT_AN_OBJECT = "not_an_object", "it is not an object"
    NOT_OPARL = "not_oparl", "its type is none of OParl 1.0 or 1.1"
    TYPE_FROM_PLACE = "type_from_place", "it is missing, and the place says which it is"
    WRONG_PLACE = "wrong_place", "it stands where an object of another type belongs"
    NOT_OF_MEETINGS = "not_of_meetings", "it is no part of a record of meetings and papers"
    NOT_OF_SEATS = "not_of_seats", "it is no part of a record of seats and decisions"
    NO_ID = "no_id", "it has no id"
    UNKNOWN_FIELD = "unknown_field", "OParl 1.0 and 1.1 have no such field"
    NOT_TEXT = "not_text", "it is not text"
    NOT_A_FLAG = "not_a_flag", "it is neither true nor false"
    NOT_A_DATE = "not_a_date", "it is neither a date nor a date and time"
    NOT_A_TIME = "not_a_time", "it is not a date and time"
    NOT_A_LINK = "not_a_link", "it is neither an object nor the URL of one"
    SEVERAL = "several", "it holds several where one belongs"
    NEXT_PAGE = "next_page", "it has a next page, which is not among those read"
    OLDER = "older", "a newer version of it was read"
    AGAIN = "again", "the same object stands elsewhere too"
    SAME_ID = "same_id", "an object of another type has the same id"
    VERSIONS_DIFFER = "versions_differ", "equally new versions of it differ"
    NOT_JSON = "not_json", "it cannot be read as JSON"
    NOT_A_JSON_FILE = "not_a_json_file", "its name does not end in .json, or it is no plain file"
    NOT_A_TABLE = (
        "not_a_table",
        "its name is none of forums, flows, decisions, entry_points, replies, issues, stakeholders and steps",
    )
    NOT_HELD = "not_held", "it is not held on the day"
    PERHAPS_HELD = "perhaps_held", "its dates leave open whether it is held on the day"
    ANOTHER_SEAT = "another_seat", "the same person has another seat there, and is counted once"
    ENDS_BEFORE_START = "ends_before_start", "it is before the start, so neither is known"
    NO_MOTION = "no_motion", "it names no motion, or no organisation"
    NO_DAY = "no_day", "it has no day that can be read"
    NO_SEAT = "no_seat", "no seat on the day was counted for them"
    NO_HOLDER = "no_holder", "no seat on the day was counted for it"
    NO_SEATS = "no_seats", "it has no seats, and no seat held for it was counted"
    NO_VOTE = "no_vote", "it has no day or no organisation, and no vote on it could be used"
    NOT_A_LIST = "not_a_list", "it is not a list"
    NOT_POPOLO = "not_popolo", "it is no list of Popolo objects"
    NOT_A_POPOLO_FILE = (
        "not_a_popolo_file",
        "it is neither an object with lists such as `persons` nor a file named after its list",
    )
    PERSONAL = "personal", "it is personal and is not kept"
    NOT_AN_ID = "not_an_id", "it is not an id"
    SEVERAL_IDS = "several_ids", "it is given in several ways, so it is not known"
    NO_EVENT = "no_event", "no event of it is in the calendar"
    SEVERAL_FORUMS = "several_forums", "it fits more than one forum"
    NOT_READABLE = "not_readable", "it cannot be read"
    UNKNOWN_ZONE = "unknown_zone", "its zone is not known, and the days of its own clock are taken"
    TENTATIVE = "tentative", "it is tentative, and is taken as a meeting"
    NO_SERIES = "no_series", "the series that it belongs to is not there, and its own day is taken"
    NO_SUCH_INSTANCE = "no_such_instance", "its series has no meeting on the day that it stands for"
    NOT_A_RULE = "not_a_rule", "it cannot be followed, so later meetings are not known"
    OTHER_LENGTH = "other_length", "meetings of its forum differ in length; that of most is taken, at a tie the longest"
    TOO_LONG = "too_long", "it is more than 366 days after the start, so the length is not known"
    ENDS_EARLY = "ends_early", "it is before the start, so the length is not known"
    NOT_A_SPAN = "not_a_span", "it is not a year, month or day as in YYYY-MM-DD"
