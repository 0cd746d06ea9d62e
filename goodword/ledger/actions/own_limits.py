"""What customers set themselves, as limits in force."""

from django.db import connection


def keep_own_limits(*accounts: int) -> None:
    """Write the limits in force of some accounts anew from what these customers set themselves."""
    with connection.cursor() as cursor:
        cursor.execute("delete from goodword_limitinforce where holder_id = any(%s)", [list(accounts)])
        cursor.execute(
            """insert into goodword_limitinforce (family, holder_id, most, period, every)
            select s.family, m.account_id, s.most, 'days', s.days from goodword_selflimit s join goodword_member m on m.id = s.member_id
            where s.contact_id is null and m.account_id = any(%s)""",
            [list(accounts)],
        )
