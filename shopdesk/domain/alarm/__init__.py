"""What the owner sees and hears: the board, the ringing, and what keeps it quiet."""
