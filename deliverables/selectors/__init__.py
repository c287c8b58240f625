"""Reads, each shaped for a page. All start at `visible_to(user)`."""
