"""A whole village on the virtual clock: people with habits live through the days with the real bot, in the sandbox.

Everybody in it is invented; the same seed gives the same village and the same days.
"""
