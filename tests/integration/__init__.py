"""The program as a whole: real processes, real sockets, a real Redis."""
