"""What is said about each thing, in words: given values, they give sentences. Asks nothing and keeps nothing."""
