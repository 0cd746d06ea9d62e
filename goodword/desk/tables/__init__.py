"""Lists of the pages that span slices."""
