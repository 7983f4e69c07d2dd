"""Official chronologies come in here: a document becomes draft acts for a person to check, and is kept as it was."""
