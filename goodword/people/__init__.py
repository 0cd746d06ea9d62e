"""People inside: users, roles, teams, regions and routing, absence and deputies, circles (who is in the know), the program's own facts.

Start reading at models.py; sign-in itself is the library's, dressed in our pages.
"""
