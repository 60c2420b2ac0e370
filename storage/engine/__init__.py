"""The two databases underneath: how each is opened, waited for and spoken to fast. Knows no table and no rule."""
