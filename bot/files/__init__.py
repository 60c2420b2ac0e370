"""What is sent as a file, and what is read from one: tables and posters."""
