"""Thin jobs of the pages by link."""

from django.core.cache import cache
from procrastinate.contrib.django import app

from goodword.customers.actions import send_own_pages
from goodword.kernel import clock
from goodword.portal.access import SEND_OWN_PAGES


@app.task(name=SEND_OWN_PAGES)
def send_links(*, key: str) -> None:
    """Send a fresh link to whoever has the address that was typed; it was kept aside, because arguments of jobs hold no address."""
    address = cache.get(key)
    if isinstance(address, str):
        send_own_pages(address, at=clock.now())
        cache.delete(key)
