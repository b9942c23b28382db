"""tf.data: datasets as Python objects over the ops on them, their iterators, and what is around."""
