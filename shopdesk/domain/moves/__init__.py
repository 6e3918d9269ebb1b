"""What makes customers loyal: returns, credit, perks, a solution for each known problem."""
