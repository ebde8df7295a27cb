"""A maturity model of another field as one file: OWASP SAMM 2, by its names and its arithmetic only.

Three levels of a stream are asked, each worth 0, 1/4, 1/2 or 1, and added; a practice is the mean of its two streams.
Source: OWASP Software Assurance Maturity Model 2, https://owaspsamm.org/model/ (CC BY-SA 4.0); names of functions and
practices, no text.
"""

PRACTICES = {
    "governance": ("strategy-and-metrics", "policy-and-compliance", "education-and-guidance"),
    "design": ("threat-assessment", "security-requirements", "security-architecture"),
    "implementation": ("secure-build", "secure-deployment", "defect-management"),
    "verification": ("architecture-assessment", "requirements-testing", "security-testing"),
    "operations": ("incident-management", "environment-management", "operational-management"),
}


def samm() -> str:
    """The text of the file."""
    lines = ['key = "samm-2"', 'title = "Software Assurance Maturity Model"', 'edition = "2"', 'rule = "mean"']
    scores = (("none", 0), ("some", '"1/4"'), ("half", '"1/2"'), ("most", 1))
    options = ", ".join(f'{{ key = "{key}", score = {score} }}' for key, score in scores)
    lines.append(f'[[scales]]\nkey = "coverage"\noptions = [{options}]')
    for function, practices in PRACTICES.items():
        lines.append(f'[[dimensions]]\nkey = "{function}"\nrule = "mean"')
        for practice in practices:
            lines.append(f'[[dimensions]]\nkey = "{practice}"\nwithin = "{function}"\nrule = "mean"')
            for stream in "ab":
                key = f"{practice}-{stream}"
                lines.append(f'[[dimensions]]\nkey = "{key}"\nwithin = "{practice}"\nrule = "sum"')
                lines.extend(
                    f'[[criteria]]\nkey = "{key}-{level}"\ndimension = "{key}"\nscale = "coverage"'
                    for level in (1, 2, 3)
                )
    return "\n".join(lines)
