"""How an entry becomes an event of the log: it is admitted at the door, decided, settled, judged, and only then kept.

`record` does this for a batch, all or nothing; `rehearsing` does the same and takes it back.
"""
