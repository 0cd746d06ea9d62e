"""What the web role may do in the database: use rows, never change the schema, never rewrite history."""

from __future__ import annotations

from django.db import connection, transaction
from psycopg import sql

from goodword.kernel.turns import take_turns

# Tables where rows are only ever added. A trigger refuses changes as well; this is the second wall.
APPEND_ONLY = (
    "goodword_entry",
    "goodword_subject",
    "goodword_ledgermove",
    "goodword_statementversion",
    "goodword_statementapproval",
    "goodword_agreedwords",
    "goodword_playbookversion",
)
# Written by triggers with the owner's rights, and by nobody else.
BY_TRIGGER = (
    "goodword_ledgermove",
    "goodword_ledgersummary",
    "goodword_accounttally",
    "goodword_tagtally",
    "goodword_ledgermerged",
    "goodword_settled",
    "goodword_poolmember",
)
# Written by triggers; what stands in it are words, which are erased with the person they name.
ERASABLE = ("goodword_fieldchange",)
# The lock of an account's places: a row that could go, or change its key, would let two take the last place.
LOCKS = {"goodword_ledgerholder": "taken"}

_GRANTS = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""

# Our triggers write with the owner's rights. On a temporary table of its own the role could make them write what it likes.
_OWN_TRIGGERS = """
select p.oid::regprocedure::text from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname like 'goodword\\_%' and p.prorettype = 'trigger'::regtype
"""


@transaction.atomic
def grant_web_role(role: str) -> None:
    """Give the web role its rights on every table there is; run as the owner after each migration.

    All at once: another house may be at work meanwhile, and would have too few rights for a moment, or too many.
    """
    take_turns("goodword roles")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(_GRANTS).format(role=sql.Identifier(role)).as_string(cursor.connection))
        present = set(connection.introspection.table_names(cursor))
        taken = (
            ("UPDATE, DELETE, TRUNCATE", APPEND_ONLY),
            ("INSERT, UPDATE, DELETE, TRUNCATE", BY_TRIGGER),
            ("INSERT, UPDATE, TRUNCATE", ERASABLE),
            ("UPDATE, DELETE, TRUNCATE", tuple(LOCKS)),
        )
        for rights, tables in taken:
            for table in (table for table in tables if table in present):
                revoke = sql.SQL("REVOKE {} ON {} FROM {}").format(sql.SQL(rights), sql.Identifier(table), sql.Identifier(role))
                cursor.execute(revoke.as_string(cursor.connection))
        for table, column in LOCKS.items():
            if table in present:
                grant = sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(sql.Identifier(column), sql.Identifier(table), sql.Identifier(role))
                cursor.execute(grant.as_string(cursor.connection))
        cursor.execute(_OWN_TRIGGERS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")  # the database itself quoted the name
