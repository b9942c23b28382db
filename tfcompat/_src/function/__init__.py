"""tf.function: signatures, the tracing cache, ConcreteFunction and captures."""
