"""From cells to values: blanks, dates, numbers, places, lists. Pure: text in, a value or a `Problem` out."""
