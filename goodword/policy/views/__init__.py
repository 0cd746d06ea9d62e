"""Pages of the policy: its versions, what managers went over, and the drafts that become the next version."""
