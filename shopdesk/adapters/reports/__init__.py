"""The figures on paper: JSON, CSV, Markdown and one page of HTML."""
