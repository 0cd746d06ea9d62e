"""Goodword: a self-hosted platform for running a customer reference program.

Start reading at docs/architecture.md; the folder list is the product's table of contents.
"""

import os

# With lxml beside it (slides need it), the reader of workbooks would take lxml's parser, which passes over declared entities in silence;
# without it, it takes defusedxml's, which refuses the file.
os.environ["OPENPYXL_LXML"] = "False"
