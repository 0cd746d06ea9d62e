"""Who is here twice, and what a merge, or taking it apart, would do."""
