"""Plain knowledge of how people are named: the ways in which it is written, and the words that are nobody's name."""
