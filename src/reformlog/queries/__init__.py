"""Questions: what held on a day, as known at a position. Each reads rows and returns the plain dict that `--json` prints."""
