"""What is said, judged against the facts by code that shares nothing with what says it."""
