"""What people fill in: asking for a customer (`asking`), the steps of the page (`steps`), what happened elsewhere (`elsewhere`)."""
