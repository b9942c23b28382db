"""Small programs about names and times that TensorFlow and tfcompat answer alike.

Which functions are traced again when a model is saved, and what is stored then; which nodes and
calls have one table.
"""

import pytest

import tfcompat

pytestmark = pytest.mark.tensorflow


def traced_to_save(tf, folder):
    """Functions whose Python changed between their calls and the save."""
    log = []

    class Scaled(tf.Module):
        factor = 2.0

        @tf.function
        def f(self, x):
            log.append("f")
            return x * self.factor

        @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
        def h(self, x):
            log.append("h")
            return x * self.factor

        @tf.function
        def both(self, x):
            log.append("both")
            return self.f(x) + self.h(x)

    module, one, found = Scaled(), tf.constant(1.0), []
    module.f(one), module.h(one), module.both(one)
    module.concrete = module.f.get_concrete_function(one)
    module.factor = 3.0
    for signatures in (None, {"h": module.h, "c": module.concrete}):
        log.clear()
        tf.saved_model.save(module, folder, signatures=signatures)
        found.append(list(log))
        loaded = tf.saved_model.load(folder)
        functions = (loaded.f, loaded.h, loaded.both, loaded.concrete, module.f, module.h)
        found.append([float(function(one)) for function in functions])
    log.clear()
    tf.train.Checkpoint(module).write(f"{folder}/checkpoint")
    module.factor = 5.0
    tf.saved_model.save(tf.saved_model.load(folder), folder)
    found.append(list(log))
    found.append(module.f.experimental_get_tracing_count())
    return found


def named_tables(tf, folder):
    """Tables of one name in eager calls, in traces, in sessions and in loaded models."""
    raw = tf.raw_ops
    kinds = {"key_dtype": tf.string, "value_dtype": tf.int64}
    key, found = tf.constant("a"), []

    def counting(**attributes):
        @tf.function(input_signature=[tf.TensorSpec([], tf.string)])
        def count(key):
            table = raw.MutableHashTableV2(**kinds, **attributes)
            known = raw.LookupTableFindV2(
                table_handle=table, keys=key, default_value=tf.constant(0, tf.int64))
            raw.LookupTableInsertV2(table_handle=table, keys=key, values=known + 1)
            return raw.LookupTableFindV2(
                table_handle=table, keys=key, default_value=tf.constant(-1, tf.int64))

        return count

    def counted(*functions):
        found.append([int(function(key)) for function in functions])

    first, second = counting(shared_name="n1"), counting(shared_name="n1")
    counted(first, second, first, counting(shared_name="n1", container="other"))
    first, second = counting(), counting()
    counted(first, second, first)
    names = {"use_node_name_sharing": True, "name": "of_node"}
    counted(counting(**names), counting(**names))
    table = raw.MutableHashTableV2(**kinds, shared_name="n1")
    found.append(int(raw.LookupTableSizeV2(table_handle=table)))
    for make, attributes in ((raw.HashTableV2, {"key_dtype": tf.int64, "value_dtype": tf.int64}),
                             (raw.HashTableV2, {"key_dtype": tf.bool, "value_dtype": tf.int8})):
        try:
            make(**attributes, shared_name="n1")
        except tf.errors.OpError as error:
            found.append((type(error).__name__, str(error).strip().removesuffix("name:").strip()))
    module = tf.Module()
    module.count = counting(shared_name="n2")
    counted(module.count)
    tf.saved_model.save(module, folder)
    loaded = [tf.saved_model.load(folder) for _ in range(2)]
    counted(loaded[0].count, loaded[1].count, module.count, loaded[0].count)
    module = tf.Module()
    module.a, module.b, module.c = counting(), counting(), counting(name="elsewhere")
    counted(module.a, module.b, module.a, module.c)
    for _ in range(2):
        tf.saved_model.save(module, folder)
        module = tf.saved_model.load(folder)  # in which names of nodes count
        counted(module.a, module.b, module.a, module.c)
    with tf.Graph().as_default():
        count = counting(shared_name="n3")(tf.constant("a"))
        for _ in range(2):
            with tf.compat.v1.Session() as session:
                found.append([int(session.run(count)) for _ in range(2)])
    return found


@pytest.mark.parametrize("program", [traced_to_save, named_tables])
def test_both_answer_alike(program, tmp_path):
    import tensorflow

    theirs = program(tensorflow, str(tmp_path / "theirs"))
    assert program(tfcompat, str(tmp_path / "ours")) == theirs
