"""What is worked out from the log: rows that may be deleted and rebuilt, byte for byte."""
