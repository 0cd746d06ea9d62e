"""Pages about people: the directory, employment, one's own settings, the program, and the way in."""
