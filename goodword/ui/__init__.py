"""How Goodword looks: frame, components, lists, forms. No models; of our own code it imports the kernel only.

Start in `pieces.py` (what a component takes) and `docs/components.md` (every component with an example), or open
`/parts` in a running demo. `pages.py` answers with a page or a fragment, `tables.py` is the one list, `forms.py` the
one way a form is drawn, `strip.py` the geometry of the year strip.
"""
