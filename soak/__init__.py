"""Faults on purpose: the whole product in a folder of its own, with people at work, while parts of it are killed.

`make soak` runs all of it with many rounds, `python -m soak NAME --rounds 3` one kind. `house` starts the product as
`goodword run` does, `post` is the mail server, `journeys` are the people, `checks` say what must hold afterwards.
"""
