"""What an act may be: the catalogue of kinds and effects as data, and the models made from it."""
