"""The decision map of a process, resolved: everybody whom the process lists or names may be asked about."""

from involvement import _fields
from involvement.decisions import DecisionMap
from involvement.processes.keys import names_in
from involvement.processes.process import Process

__all__ = ["resolved_map"]


def resolved_map(process: Process) -> DecisionMap:
    """The decision map of a process, an empty one where it has none, to which its stakeholders are known.

    A stakeholder who is listed, or, where none is listed, named in some part, is not unknown for having no entry point.
    """
    keys = {stakeholder.key for stakeholder in _fields.instance("process", Process, process).stakeholders}
    if not keys:
        keys = {named.key for named in names_in(process, process.key) if named.kind == "stakeholder"}
    return (process.decision_map or DecisionMap()).knowing(keys)
