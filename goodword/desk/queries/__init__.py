"""What the pages that span slices show: one module per page."""
