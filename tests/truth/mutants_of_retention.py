"""Changes of the rule about retention, and of what it asks."""

RULE, RETENTION, PURPOSES = "checks/retention.py", "privacy/retention.py", "data_protection/processing_purposes.py"

CHANGES = (
    ("PRV004", RULE, "if undecided.reason in _WHY:", "if undecided.reason is UndecidedReason.NO_DAY:"),
    ("PRV004", RULE, "for row in due.due:", "for row in due.due[:1]:"),
    ("PRV004", RETENTION, "if any(end >= self._on for end, _ in ends):", "if any(end > self._on for end, _ in ends):"),
    ("PRV004", RETENTION, "if any(end >= self._on for end, _ in ends):", "if all(end >= self._on for end, _ in ends):"),
    ("PRV004", RETENTION, "if len(ends) < len(purposes):", "if not ends:"),
    (
        "PRV004",
        RETENTION,
        "return max(ends, key=lambda end: end[0])[1]",
        "return min(ends, key=lambda end: end[0])[1]",
    ),
    (
        "PRV004",
        RETENTION,
        "if any(purpose.retention is None for purpose in purposes):",
        "if all(purpose.retention is None for purpose in purposes):",
    ),
    ("PRV004", RETENTION, "if holding.naming.key not in self._persons:", "if False:"),
    ("PRV004", RETENTION, "last: date = max((value.on, *self._events.get(value.key, ())))", "last: date = value.on"),
    ("PRV004", RETENTION, "found[key] = max(day, found.get(key, day))", "found[key] = min(day, found.get(key, day))"),
    ("PRV004", RETENTION, "self._left[each.key] = each.until", "self._left[each.key] = each.since"),
    ("PRV004", RETENTION, '"Expense": ("paid_on", "declined_on"),', '"Expense": ("paid_on",),'),
    (
        "PRV004",
        RETENTION,
        "elif holding.kind is RecordKind.PERSON and key not in self._bare:",
        "elif holding.kind is RecordKind.PERSON:",
    ),
    ("PRV004", PURPOSES, "next(self.retention.dates(anchor, date.max), None)", "anchor"),
)
