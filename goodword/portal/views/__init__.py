"""The pages: `answers` about one ask, `fresh` sends a link, `own` is what a contact sees and sets; `edge` is what they share."""
