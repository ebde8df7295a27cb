"""Tables of comma-separated values, in and out."""
