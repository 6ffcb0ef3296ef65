"""Tests of the commands for those who run a service."""
