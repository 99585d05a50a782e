"""Bisection: where things go in lists that are in order. All of it stands for C code (or is _pybisect, without _bisect)."""

try:
    from _bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
except ImportError:
    from _pybisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
