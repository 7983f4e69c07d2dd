"""What an office does with its log so that others can rely on it: sign, verify, prove, hand out, back up, restore."""
