"""Tests of the maintenance programs."""
