"""Who is here twice: two rows of one company, or of one person, become one, and for a month can be taken apart again.

The row that goes leaves its table (docs/adr/0007); `customers.Merge` keeps it, so that every slice can find who stays. This slice
stands above all that points to a customer: `actions/carry.py` finds it in the models. `queries/doubles.py` finds who may be here
twice, `queries/sides.py` shows both before anything happens. Start at actions/accounts.py.
"""
