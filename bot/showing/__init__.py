"""Screens and questions that several conversations share: a handler knows none of its siblings. They change nothing."""
