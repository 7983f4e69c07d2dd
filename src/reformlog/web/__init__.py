"""Read-only pages over the queries: a map on which one moves through time, and a permanent link for every view."""
