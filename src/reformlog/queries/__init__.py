"""Questions: what held on a day, as known at a position. Each reads rows and returns the dict that `--json` prints."""
