"""What the pages of the desk read, each put together from the slices it spans."""
