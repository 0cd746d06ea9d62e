"""What customers read: the words of every mail to a contact, per kind and language, as versions that reference managers publish.

A text is plain words with placeholders from a fixed list (`{asker}`); there is no template language. `kinds/ours.py` has what it comes
with, `kinds/filling.py` the rules. No version means that ours are in force. Words that somebody changed for one mail stand beside its
journal entry. Start at kinds/ours.py.
"""
