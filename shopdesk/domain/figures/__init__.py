"""The figures (design 5): how fast, how well, how loyal. Pure arithmetic over what was recorded.

Every share is given with the number of cases behind it; where there are none it is None.
"""
