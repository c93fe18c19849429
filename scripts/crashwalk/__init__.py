"""Kills a command at each write of its journal, and checks what going on from there gives."""
