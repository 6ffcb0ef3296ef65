"""Tests of what is delivered: the image, its neighbours and the proxy."""
