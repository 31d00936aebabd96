"""What stands at each address: every page is a value first (sent as JSON), then HTML by its template."""
