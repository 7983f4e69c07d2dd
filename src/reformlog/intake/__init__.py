"""Documents come in here: act files and the tables of offices become entries; reading appends nothing."""
