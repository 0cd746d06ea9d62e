"""Files that people put beside a request, a customer or a comment.

A file is known by its content, not by what it says of itself (`looking/`); pictures are made anew, office files may hold no
programs. It is written down with its bytes in one step (`actions/attach.py`), carries the circle of what it is about, and is only
ever handed out as a download. Taken away, it is kept for a while, so that it can come back; then the nightly sweep deletes it.
Whoever may see what a file is about may see the file: `access.visible_to` takes what a reader sees from the slices above.
Start reading at `kinds.py`, then `looking/__init__.py`.
"""
