"""Drawing: plain values become SVG text; no clock, no environment, no network; equal input gives equal bytes."""
