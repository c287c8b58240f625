"""Draws the figures of ipqt.charts as SVG: for first paint, print, Word and PDF. Start at document.py."""
