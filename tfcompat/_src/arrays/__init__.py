"""What an array module `xp` is: numpy behind one set of names, and devices."""
