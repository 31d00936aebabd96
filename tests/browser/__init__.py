"""Pages in a real browser against a real server in another process."""
