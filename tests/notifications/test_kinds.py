"""Every kind of notice can be told in some way, and says why it may not be switched off."""

from goodword.notifications.kinds import ABOUT, Kind, Way


def test_every_kind_is_explained_can_be_told_at_once_and_says_why_it_may_not_be_switched_off() -> None:
    assert set(ABOUT) == set(Kind)
    for about in ABOUT.values():
        assert Way.AT_ONCE in about.ways
        assert (Way.OFF in about.ways) is not bool(about.why)
