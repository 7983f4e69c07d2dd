"""What the law asks for, as data: the statutory steps an audit looks for, and what should precede each effect."""

VERSION = 2
"""Raised whenever the same record may be audited to another answer; it stands in the token of every answer."""
