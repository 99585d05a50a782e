"""Addresses and how to fetch them."""
