"""Tests of what is asked of GitHub, and of what is made of its answers."""
