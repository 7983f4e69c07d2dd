"""Signed statements about the log, and their checks: nothing here opens the log, goes to a network or asks a clock."""
