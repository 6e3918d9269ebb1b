"""Nothing lost, nothing twice, nobody left in the dark: shown by breaking things on purpose.

python -m tests.faults           some of each, in a few minutes
python -m tests.faults --long    the long form: the README's figures
pytest tests/faults              a handful, without looking at the clock
"""
