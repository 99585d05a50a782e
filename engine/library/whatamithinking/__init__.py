"""Namespace of the package aiotools."""
