"""From bytes to rows: encoding, separators, header, line numbers. Pure: no Django, nothing but the file."""
