"""What `comity show` shows: each view is a value first (its JSON), then lines of text made from that value alone."""
