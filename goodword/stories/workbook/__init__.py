"""The workbook in which a customer fills in its figures: made, and read back. It knows no rows of the database."""

from goodword.stories.workbook.making import make_form
from goodword.stories.workbook.reading import Fault, FormRow, ReadForm, read_form

__all__ = ["Fault", "FormRow", "ReadForm", "make_form", "read_form"]
