"""Tests of the Action's program, part by part."""
