"""Parts of screens: data comes down to them, messages go up; none knows the desk."""
