"""What the law asks for, as data: the statutory steps an audit looks for, and what should precede each effect."""

VERSION = 3
"""Raised whenever the same record may be audited to another answer, by these rules or by how the audit reads a record;
it stands in the token of every answer."""
