"""Making and measuring readers. Serving code never imports this."""
