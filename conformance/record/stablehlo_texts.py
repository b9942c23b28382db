"""StableHLO programs in MLIR's text for `stablehlo_programs.py`: what JAX does not write by itself.

Here: the programs. Each row of `TEXTS` is the text of a module, the arguments of its "main", the
version of StableHLO that it is written for, and its results where TensorFlow cannot run it: they
are then worked out by hand, from what StableHLO's specification says.
"""

import numpy as np

from stablehlo_cases import BF16, noise, spd, whole  # isort: skip

TEXTS = {}


def text(name, body, *arguments, version=None, expected=None):
    """Enter a program: `body` is the functions of a module."""
    TEXTS[name] = (f"module @program {{\n{body}\n}}", arguments, version, expected)


def main(name, signature, body, *arguments, **options):
    """Enter a program of one function, its signature as in "%x: tensor<f32>) -> tensor<f32>"."""
    text(name, f"func.func public @main({signature} {{\n{body}\n}}", *arguments, **options)


F32 = "tensor<4x3xf32>"
V3 = "tensor<3xf32>"
main(
    "batch norm inference",
    f"%x: {F32}, %s: {V3}, %o: {V3}, %m: {V3}, %v: {V3}) -> {F32}",
    f"""%r = "stablehlo.batch_norm_inference"(%x, %s, %o, %m, %v)
    {{epsilon = 0.001 : f32, feature_index = 1 : i64}} : ({F32}, {V3}, {V3}, {V3}, {V3}) -> {F32}
    return %r : {F32}""",
    noise(4, 3),
    noise(3, seed=1),
    noise(3, seed=2),
    noise(3, seed=3),
    noise(3, seed=4) ** 2,
)
main(
    "batch norm training",
    f"%x: {F32}, %s: {V3}, %o: {V3}) -> ({F32}, {V3}, {V3})",
    f"""%r:3 = "stablehlo.batch_norm_training"(%x, %s, %o)
    {{epsilon = 0.001 : f32, feature_index = 1 : i64}} : ({F32}, {V3}, {V3}) -> ({F32}, {V3}, {V3})
    return %r#0, %r#1, %r#2 : {F32}, {V3}, {V3}""",
    noise(4, 3),
    noise(3, seed=1),
    noise(3, seed=2),
)
main(
    "batch norm grad",
    f"%x: {F32}, %s: {V3}, %m: {V3}, %v: {V3}, %g: {F32}) -> ({F32}, {V3}, {V3})",
    f"""%r:3 = "stablehlo.batch_norm_grad"(%x, %s, %m, %v, %g)
    {{epsilon = 0.001 : f32, feature_index = 1 : i64}}
    : ({F32}, {V3}, {V3}, {V3}, {F32}) -> ({F32}, {V3}, {V3})
    return %r#0, %r#1, %r#2 : {F32}, {V3}, {V3}""",
    noise(4, 3),
    noise(3, seed=1),
    noise(4, 3).mean(0),
    noise(4, 3).var(0),
    noise(4, 3, seed=3),
)
main(
    "einsum",
    "%x: tensor<2x3x4xf32>, %y: tensor<2x4x5xf32>) -> tensor<2x3x5xf32>",
    """%r = stablehlo.einsum %x, %y, config = "bij,bjk->bik"
    : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<2x3x5xf32>
    return %r : tensor<2x3x5xf32>""",
    noise(2, 3, 4),
    noise(2, 4, 5, seed=1),
)
main(
    "torch index select",
    "%x: tensor<5x4xf32>, %i: tensor<3xi32>) -> (tensor<3x4xf32>, tensor<5x3xf32>)",
    """%r = "stablehlo.torch_index_select"(%x, %i) {dim = 0 : i64, batch_dims = 0 : i64}
    : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<3x4xf32>
    %s = "stablehlo.torch_index_select"(%x, %i) {dim = 1 : i64, batch_dims = 0 : i64}
    : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x3xf32>
    return %r, %s : tensor<3x4xf32>, tensor<5x3xf32>""",
    noise(5, 4),
    np.array([3, 0, 1], np.int32),
)
main(
    "torch index select in batches",
    "%x: tensor<3x5x2xf32>, %i: tensor<3x4xi32>) -> tensor<3x4x2xf32>",
    """%r = "stablehlo.torch_index_select"(%x, %i) {dim = 1 : i64, batch_dims = 1 : i64}
    : (tensor<3x5x2xf32>, tensor<3x4xi32>) -> tensor<3x4x2xf32>
    return %r : tensor<3x4x2xf32>""",
    noise(3, 5, 2),
    whole(3, 4, low=0, high=5),
)
main(
    "map",
    "%x: tensor<2x3xf32>, %y: tensor<2x3xf32>) -> tensor<2x3xf32>",
    """%r = "stablehlo.map"(%x, %y) ({
      ^bb0(%a: tensor<f32>, %b: tensor<f32>):
        %c = stablehlo.multiply %a, %b : tensor<f32>
        %d = stablehlo.subtract %c, %b : tensor<f32>
        stablehlo.return %d : tensor<f32>
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    return %r : tensor<2x3xf32>""",
    noise(2, 3),
    noise(2, 3, seed=1),
)
main(
    "if and logistic",
    "%p: tensor<i1>, %x: tensor<4xf32>) -> (tensor<4xf32>, tensor<f32>)",
    """%r:2 = "stablehlo.if"(%p) ({
        %a = stablehlo.logistic %x : tensor<4xf32>
        %b = stablehlo.constant dense<1.0> : tensor<f32>
        stablehlo.return %a, %b : tensor<4xf32>, tensor<f32>
    }, {
        %a = stablehlo.negate %x : tensor<4xf32>
        %b = stablehlo.constant dense<2.0> : tensor<f32>
        stablehlo.return %a, %b : tensor<4xf32>, tensor<f32>
    }) : (tensor<i1>) -> (tensor<4xf32>, tensor<f32>)
    return %r#0, %r#1 : tensor<4xf32>, tensor<f32>""",
    np.array(True),
    noise(4),
)
main(
    "tuples",
    "%x: tensor<2xf32>, %y: tensor<3xi32>) -> (tensor<3xi32>, tensor<2xf32>)",
    """%t = stablehlo.tuple %x, %y : tuple<tensor<2xf32>, tensor<3xi32>>
    %a = stablehlo.get_tuple_element %t[1] : (tuple<tensor<2xf32>, tensor<3xi32>>) -> tensor<3xi32>
    %b = stablehlo.get_tuple_element %t[0] : (tuple<tensor<2xf32>, tensor<3xi32>>) -> tensor<2xf32>
    return %a, %b : tensor<3xi32>, tensor<2xf32>""",
    noise(2),
    whole(3),
)
main(
    "broadcast and dot",
    "%x: tensor<3xf32>, %y: tensor<3x2xf32>) -> (tensor<4x3xf32>, tensor<2xf32>)",
    """%r = "stablehlo.broadcast"(%x) {broadcast_sizes = array<i64: 4>} : (tensor<3xf32>) ->
      tensor<4x3xf32>
    %d = stablehlo.dot %x, %y : (tensor<3xf32>, tensor<3x2xf32>) -> tensor<2xf32>
    return %r, %d : tensor<4x3xf32>, tensor<2xf32>""",
    noise(3),
    noise(3, 2, seed=1),
)
main(
    "clamp by scalars",
    "%l: tensor<f32>, %x: tensor<5xf32>, %h: tensor<f32>) -> tensor<5xf32>",
    """%r = stablehlo.clamp %l, %x, %h : (tensor<f32>, tensor<5xf32>, tensor<f32>) -> tensor<5xf32>
    return %r : tensor<5xf32>""",
    np.float32(-0.5),
    np.array([-2, -0.5, 0.1, np.inf, 3], np.float32),
    np.float32(0.25),
)
main(
    "conversions",
    "%x: tensor<9xf64>, %n: tensor<4xi32>, %u: tensor<4xui64>, %b: tensor<2xi1>, %z: "
    "tensor<3xcomplex<f32>>) -> "
    "(tensor<9xi32>, tensor<9xui32>, tensor<9xi64>, tensor<9xf16>, tensor<9xi1>, tensor<4xi8>, "
    "tensor<4xf64>, "
    "tensor<4xf32>, tensor<2xcomplex<f32>>, tensor<3xf32>, tensor<9xbf16>)",
    """%0 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xi32>
    %1 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xui32>
    %2 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xi64>
    %3 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xf16>
    %4 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xi1>
    %5 = stablehlo.convert %n : (tensor<4xi32>) -> tensor<4xi8>
    %6 = stablehlo.convert %n : (tensor<4xi32>) -> tensor<4xf64>
    %7 = stablehlo.convert %u : (tensor<4xui64>) -> tensor<4xf32>
    %8 = stablehlo.convert %b : (tensor<2xi1>) -> tensor<2xcomplex<f32>>
    %9 = stablehlo.convert %z : (tensor<3xcomplex<f32>>) -> tensor<3xf32>
    %10 = stablehlo.convert %x : (tensor<9xf64>) -> tensor<9xbf16>
    return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10 : tensor<9xi32>, tensor<9xui32>,
      tensor<9xi64>,
    tensor<9xf16>, tensor<9xi1>, tensor<4xi8>, tensor<4xf64>, tensor<4xf32>, tensor<2xcomplex<f32>>,
    tensor<3xf32>, tensor<9xbf16>""",
    np.array([0.5, -0.5, 1e10, -1e10, np.nan, np.inf, -np.inf, 2.9999, 7e4]),
    np.array([300, -300, 127, -(1 << 31)], np.int32),
    np.array([0, 1, 1 << 63, (1 << 64) - 1], np.uint64),
    np.array([True, False]),
    noise(3, dtype=np.complex64),
)
main(
    "bits of several sizes",
    "%x: tensor<2x2xf32>, %y: tensor<4xi1>, %c: tensor<3xui16>) -> (tensor<2xi64>, "
    "tensor<2x2x4xui8>, tensor<3xbf16>)",
    """%0 = stablehlo.bitcast_convert %x : (tensor<2x2xf32>) -> tensor<2xi64>
    %1 = stablehlo.bitcast_convert %x : (tensor<2x2xf32>) -> tensor<2x2x4xui8>
    %2 = stablehlo.bitcast_convert %c : (tensor<3xui16>) -> tensor<3xbf16>
    return %0, %1, %2 : tensor<2xi64>, tensor<2x2x4xui8>, tensor<3xbf16>""",
    noise(2, 2),
    np.array([True, False, True, True]),
    np.array([16256, 0, 49000], np.uint16),
)
main(
    "constants",
    ") -> (tensor<2x2xi8>, tensor<3xi1>, tensor<20xi1>, tensor<9xi1>, tensor<2xcomplex<f32>>, "
    "tensor<f64>, "
    "tensor<2xbf16>, tensor<0x3xf32>, tensor<1xi1>, tensor<3xf16>)",
    """%0 = stablehlo.constant dense<[[1, -2], [3, -4]]> : tensor<2x2xi8>
    %1 = stablehlo.constant dense<[true, false, true]> : tensor<3xi1>
    %2 = stablehlo.constant dense<[true, false, true, true, true, false, false, false, true,
      true, false, true,
       true, true, true, true, true, true, false, true]> : tensor<20xi1>
    %3 = stablehlo.constant dense<true> : tensor<9xi1>
    %4 = stablehlo.constant dense<[(1.0, 2.0), (3.0, -4.0)]> : tensor<2xcomplex<f32>>
    %5 = stablehlo.constant dense<2.5> : tensor<f64>
    %6 = stablehlo.constant dense<[1.0, -3.0]> : tensor<2xbf16>
    %7 = stablehlo.constant dense<> : tensor<0x3xf32>
    %8 = stablehlo.constant dense<true> : tensor<1xi1>
    %9 = stablehlo.constant dense<1.5> : tensor<3xf16>
    return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9 : tensor<2x2xi8>, tensor<3xi1>, tensor<20xi1>,
      tensor<9xi1>,
    tensor<2xcomplex<f32>>, tensor<f64>, tensor<2xbf16>, tensor<0x3xf32>, tensor<1xi1>,
      tensor<3xf16>""",
)
main(
    "folds of several arrays over windows",
    "%x: tensor<6xf32>, %n: tensor<6xi32>) -> (tensor<3xf32>, tensor<3xi32>)",
    """%a = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %b = stablehlo.constant dense<-1> : tensor<i32>
    %r:2 = "stablehlo.reduce_window"(%x, %n, %a, %b) ({
      ^bb0(%p: tensor<f32>, %i: tensor<i32>, %q: tensor<f32>, %j: tensor<i32>):
        %c = stablehlo.compare GE, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>
        %v = stablehlo.select %c, %p, %q : tensor<i1>, tensor<f32>
        %k = stablehlo.select %c, %i, %j : tensor<i1>, tensor<i32>
        stablehlo.return %v, %k : tensor<f32>, tensor<i32>
    }) {window_dimensions = array<i64: 3>, window_strides = array<i64: 2>, padding = dense<[[1,
      0]]> : tensor<1x2xi64>}
    : (tensor<6xf32>, tensor<6xi32>, tensor<f32>, tensor<i32>) -> (tensor<3xf32>, tensor<3xi32>)
    return %r#0, %r#1 : tensor<3xf32>, tensor<3xi32>""",
    noise(6),
    np.arange(6, dtype=np.int32),
)
main(
    "convolution turned around, in groups of images",
    "%x: tensor<4x6x6x2xf32>, %w: tensor<3x2x2x4xf32>) -> (tensor<4x4x5x4xf32>, "
    "tensor<2x4x5x4xf32>)",
    """%0 = stablehlo.convolution(%x, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f],
      window = {stride = [1, 1], reverse = [true, false]} {batch_group_count = 1 : i64,
      feature_group_count = 1 : i64}
      : (tensor<4x6x6x2xf32>, tensor<3x2x2x4xf32>) -> tensor<4x4x5x4xf32>
    %1 = stablehlo.convolution(%x, %w) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f],
      window = {stride = [1, 1]} {batch_group_count = 2 : i64, feature_group_count = 1 : i64}
      : (tensor<4x6x6x2xf32>, tensor<3x2x2x4xf32>) -> tensor<2x4x5x4xf32>
    return %0, %1 : tensor<4x4x5x4xf32>, tensor<2x4x5x4xf32>""",
    noise(4, 6, 6, 2),
    noise(3, 2, 2, 4, seed=1),
)
main(
    "scatter of pairs",
    "%x: tensor<5xf32>, %y: tensor<5xi32>, %i: tensor<4x1xi32>, %u: tensor<4xf32>, "
    "%v: tensor<4xi32>) -> (tensor<5xf32>, tensor<5xi32>)",
    """%r:2 = "stablehlo.scatter"(%x, %y, %i, %u, %v) ({
      ^bb0(%a: tensor<f32>, %b: tensor<i32>, %c: tensor<f32>, %d: tensor<i32>):
        %s = stablehlo.multiply %a, %c : tensor<f32>
        %t = stablehlo.subtract %b, %d : tensor<i32>
        stablehlo.return %s, %t : tensor<f32>, tensor<i32>
    }) {scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0],
        scatter_dims_to_operand_dims = [0], index_vector_dim = 1>, indices_are_sorted = false,
      unique_indices = false}
    : (tensor<5xf32>, tensor<5xi32>, tensor<4x1xi32>, tensor<4xf32>, tensor<4xi32>) ->
      (tensor<5xf32>, tensor<5xi32>)
    return %r#0, %r#1 : tensor<5xf32>, tensor<5xi32>""",
    noise(5),
    whole(5),
    np.array([[1], [4], [1], [9]], np.int32),
    noise(4, seed=1),
    whole(4, seed=2),
)
main(
    "sort by two numbers",
    "%x: tensor<3x7xi32>, %y: tensor<3x7xf32>) -> (tensor<3x7xi32>, tensor<3x7xf32>)",
    """%r:2 = "stablehlo.sort"(%x, %y) ({
      ^bb0(%a: tensor<i32>, %b: tensor<i32>, %c: tensor<f32>, %d: tensor<f32>):
        %p = stablehlo.compare GT, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
        %q = stablehlo.compare EQ, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
        %s = stablehlo.compare LT, %c, %d : (tensor<f32>, tensor<f32>) -> tensor<i1>
        %t = stablehlo.and %q, %s : tensor<i1>
        %u = stablehlo.or %p, %t : tensor<i1>
        stablehlo.return %u : tensor<i1>
    }) {dimension = 1 : i64, is_stable = true}
    : (tensor<3x7xi32>, tensor<3x7xf32>) -> (tensor<3x7xi32>, tensor<3x7xf32>)
    return %r#0, %r#1 : tensor<3x7xi32>, tensor<3x7xf32>""",
    whole(3, 7, low=0, high=3),
    noise(3, 7),
)
main(
    "factors and triangles",
    "%a: tensor<2x3x3xf32>, %b: tensor<2x3x2xf32>, %z: tensor<3x3xcomplex<f32>>, %y: "
    "tensor<2x3xcomplex<f32>>) -> "
    "(tensor<2x3x3xf32>, tensor<2x3x2xf32>, tensor<2x3x2xf32>, tensor<3x3xcomplex<f32>>, "
    "tensor<2x3xcomplex<f32>>)",
    """%l = stablehlo.cholesky %a, lower = true : tensor<2x3x3xf32>
    %s = "stablehlo.triangular_solve"(%a, %b) {left_side = true, lower = true, unit_diagonal =
      false,
      transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<2x3x3xf32>, tensor<2x3x2xf32>)
      -> tensor<2x3x2xf32>
    %t = "stablehlo.triangular_solve"(%a, %b) {left_side = true, lower = false, unit_diagonal =
      true,
      transpose_a = #stablehlo<transpose TRANSPOSE>} : (tensor<2x3x3xf32>, tensor<2x3x2xf32>) ->
      tensor<2x3x2xf32>
    %m = stablehlo.cholesky %z, lower = true : tensor<3x3xcomplex<f32>>
    %u = "stablehlo.triangular_solve"(%z, %y) {left_side = false, lower = true, unit_diagonal =
      false,
      transpose_a = #stablehlo<transpose ADJOINT>}
      : (tensor<3x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3xcomplex<f32>>
    %i3 = stablehlo.iota dim = 1 : tensor<3x3xi32>
    %j3 = stablehlo.iota dim = 0 : tensor<3x3xi32>
    %c = stablehlo.compare LE, %i3, %j3 : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %cb = stablehlo.broadcast_in_dim %c, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %zero = stablehlo.constant dense<0.0> : tensor<2x3x3xf32>
    %lower = stablehlo.select %cb, %l, %zero : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %zc = stablehlo.constant dense<(0.0, 0.0)> : tensor<3x3xcomplex<f32>>
    %lc = stablehlo.select %c, %m, %zc : tensor<3x3xi1>, tensor<3x3xcomplex<f32>>
    return %lower, %s, %t, %lc, %u : tensor<2x3x3xf32>, tensor<2x3x2xf32>, tensor<2x3x2xf32>,
    tensor<3x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>""",
    spd(3, 2),
    noise(2, 3, 2, seed=1),
    spd(3, dtype=np.complex64),
    noise(2, 3, dtype=np.complex64),
)
text(
    "functions and composites",
    """func.func public @main(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
      %0:2 = func.call @pair(%x) : (tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)
      %1 = stablehlo.composite "some.name" %0#0 {decomposition = @twice, version = 1 : i32}
        : (tensor<3xf32>) -> tensor<3xf32>
      return %1, %0#1 : tensor<3xf32>, tensor<3xf32>
    }
    func.func private @pair(%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>) {
      %0 = func.call @twice(%x) : (tensor<3xf32>) -> tensor<3xf32>
      return %0, %x : tensor<3xf32>, tensor<3xf32>
    }
    func.func private @twice(%x: tensor<3xf32>) -> tensor<3xf32> {
      %0 = stablehlo.add %x, %x : tensor<3xf32>
      return %0 : tensor<3xf32>
    }
    func.func private @unused(%x: tensor<3xf32>) -> tensor<3xf32> { return %x : tensor<3xf32> }""",
    noise(3),
)
main(
    "random bits of ThreeFry",
    "%s: tensor<2xui64>) -> (tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3xui64>)",
    """%0:2 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) ->
      (tensor<2xui64>, tensor<3x5xui32>)
    %1:2 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) ->
      (tensor<2xui64>, tensor<3xui64>)
    return %0#0, %0#1, %1#0, %1#1 : tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>,
      tensor<3xui64>""",
    np.array([3, 1 << 40], np.uint64),
)
main(
    "random floats of Philox",
    "%s: tensor<3xui64>) -> (tensor<3xui64>, tensor<7xi32>, tensor<5xui16>)",
    """%0:2 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) ->
      (tensor<3xui64>, tensor<7xi32>)
    %1:2 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) ->
      (tensor<3xui64>, tensor<5xui16>)
    return %0#0, %0#1, %1#1 : tensor<3xui64>, tensor<7xi32>, tensor<5xui16>""",
    np.array([3, 1 << 40, 5], np.uint64),
)
SMALL = (
    "%x: tensor<3x4xf32>, %y: tensor<4x2xf32>, %n: tensor<2x2xi32>) -> "
    "(tensor<3x2xf32>, tensor<3xf32>, tensor<i32>)"
)
BODY = """%0 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [0] : (tensor<3x4xf32>,
      tensor<4x2xf32>) -> tensor<3x2xf32>
    %z = stablehlo.constant dense<0.0> : tensor<f32>
    %1 = stablehlo.reduce(%x init: %z) applies stablehlo.add across dimensions = [1] :
      (tensor<3x4xf32>, tensor<f32>) -> tensor<3xf32>
    %2 = stablehlo.slice %n [1:2, 0:1] : (tensor<2x2xi32>) -> tensor<1x1xi32>
    %3 = stablehlo.reshape %2 : (tensor<1x1xi32>) -> tensor<i32>
    %4 = stablehlo.exponential %0 : tensor<3x2xf32>
    return %4, %1, %3 : tensor<3x2xf32>, tensor<3xf32>, tensor<i32>"""
for _version in (
    "0.9.0",
    "0.10.0",
    "0.12.0",
    "0.14.0",
    "0.15.0",
    "0.19.0",
    "1.0.0",
    "1.5.0",
    "1.10.0",
):
    main(
        f"version {_version}",
        SMALL,
        BODY,
        noise(3, 4),
        noise(4, 2, seed=1),
        whole(2, 2),
        version=_version,
    )
main(
    "numbers of eight bits",
    "%x: tensor<4xf32>, %n: tensor<4xi8>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>)",
    """%0 = stablehlo.convert %x : (tensor<4xf32>) -> tensor<4xf8E4M3FN>
    %1 = stablehlo.convert %0 : (tensor<4xf8E4M3FN>) -> tensor<4xf32>
    %2 = stablehlo.convert %x : (tensor<4xf32>) -> tensor<4xf8E5M2>
    %3 = stablehlo.convert %2 : (tensor<4xf8E5M2>) -> tensor<4xf32>
    %4 = stablehlo.convert %n : (tensor<4xi8>) -> tensor<4xi4>
    %5 = stablehlo.convert %4 : (tensor<4xi4>) -> tensor<4xi32>
    return %1, %3, %5 : tensor<4xf32>, tensor<4xf32>, tensor<4xi32>""",
    noise(4),
    np.array([3, -8, 7, 1], np.int8),
)
main(
    "narrow folds",
    "%x: tensor<64xbf16>) -> (tensor<bf16>, tensor<bf16>, tensor<64xbf16>)",
    """%z = stablehlo.constant dense<0.0> : tensor<bf16>
    %m = stablehlo.constant dense<0xFF80> : tensor<bf16>
    %0 = stablehlo.reduce(%x init: %z) applies stablehlo.add across dimensions = [0] :
      (tensor<64xbf16>, tensor<bf16>) -> tensor<bf16>
    %1 = stablehlo.reduce(%x init: %m) applies stablehlo.maximum across dimensions = [0] :
      (tensor<64xbf16>, tensor<bf16>) -> tensor<bf16>
    %2 = "stablehlo.reduce_window"(%x, %z) ({
      ^bb0(%p: tensor<bf16>, %q: tensor<bf16>):
        %o = stablehlo.add %p, %q : tensor<bf16>
        stablehlo.return %o : tensor<bf16>
    }) {window_dimensions = array<i64: 64>, padding = dense<[[63, 0]]> : tensor<1x2xi64>} :
      (tensor<64xbf16>, tensor<bf16>) -> tensor<64xbf16>
    return %0, %1, %2 : tensor<bf16>, tensor<bf16>, tensor<64xbf16>""",
    noise(64).astype(BF16),
)

# --- what TensorFlow does not run ----------------------------------------------------------------

X = noise(3, 4)
main(
    "dynamic slices and pads",
    "%x: tensor<?x4xf32>) -> (tensor<?x?xf32>, tensor<?x?xf32>, tensor<i32>, tensor<?x4xf32>)",
    """%zero = stablehlo.constant dense<[1, 0]> : tensor<2xi32>
    %one = stablehlo.constant dense<[1, 2]> : tensor<2xi32>
    %limit = stablehlo.constant dense<[3, 4]> : tensor<2xi32>
    %p = stablehlo.constant dense<0.5> : tensor<f32>
    %0 = stablehlo.real_dynamic_slice %x, %zero, %limit, %one
      : (tensor<?x4xf32>, tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<?x?xf32>
    %1 = stablehlo.dynamic_pad %x, %p, %zero, %one, %zero : (tensor<?x4xf32>, tensor<f32>,
      tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) -> tensor<?x?xf32>
    %2 = stablehlo.get_dimension_size %x, dim = 0 : (tensor<?x4xf32>) -> tensor<i32>
    %two = stablehlo.constant dense<2> : tensor<i32>
    %3 = stablehlo.set_dimension_size %x, %two, dim = 0
      : (tensor<?x4xf32>, tensor<i32>) -> tensor<?x4xf32>
    return %0, %1, %2, %3 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<i32>, tensor<?x4xf32>""",
    X,
    expected=[
        X[1:3, ::2],
        np.pad(np.insert(X, [1, 2], 0.5, axis=0), ((1, 1), (0, 2)), constant_values=0.5),
        np.int32(3),
        X[:2],
    ],
)
main(
    "map with a loop",
    "%x: tensor<4xf32>) -> tensor<4xf32>",
    """%r = "stablehlo.map"(%x) ({
      ^bb0(%a: tensor<f32>):
        %limit = stablehlo.constant dense<5.0> : tensor<f32>
        %w = stablehlo.while(%v = %a) : tensor<f32>
          cond { %p = stablehlo.compare LT, %v, %limit : (tensor<f32>, tensor<f32>) -> tensor<i1>
                 stablehlo.return %p : tensor<i1> }
          do { %q = stablehlo.add %v, %v : tensor<f32>
               %one = stablehlo.constant dense<1.0> : tensor<f32>
               %s = stablehlo.add %q, %one : tensor<f32>
               stablehlo.return %s : tensor<f32> }
        stablehlo.return %w : tensor<f32>
    }) {dimensions = array<i64: 0>} : (tensor<4xf32>) -> tensor<4xf32>
    return %r : tensor<4xf32>""",
    np.array([0, 7, 1, 3], np.float32),
    expected=[np.array([7, 7, 7, 7], np.float32)],
)
main(
    "tokens and one process",
    "%x: tensor<3xf32>) -> (tensor<3xf32>, tensor<ui32>, tensor<3xf32>)",
    """%t = stablehlo.create_token : !stablehlo.token
    %s = stablehlo.after_all %t, %t : !stablehlo.token
    %r = stablehlo.replica_id : tensor<ui32>
    %a = "stablehlo.all_reduce"(%x) ({
      ^bb0(%p: tensor<f32>, %q: tensor<f32>):
        %o = stablehlo.add %p, %q : tensor<f32>
        stablehlo.return %o : tensor<f32>
    }) {replica_groups = dense<0> : tensor<1x1xi64>} : (tensor<3xf32>) -> tensor<3xf32>
    %g = "stablehlo.all_gather"(%a) {all_gather_dim = 0 : i64,
      replica_groups = dense<0> : tensor<1x1xi64>} : (tensor<3xf32>) -> tensor<3xf32>
    return %x, %r, %g : tensor<3xf32>, tensor<ui32>, tensor<3xf32>""",
    X[0, :3],
    expected=[X[0, :3], np.uint32(0), X[0, :3]],
)
main(
    "expectation",
    "%p: tensor<i1>, %n: tensor<i32>) -> tensor<i32>",
    """stablehlo.custom_call @shape_assertion(%p, %n) {has_side_effect = true,
      error_message = "Expected it to be {0}.", api_version = 2 : i32}
      : (tensor<i1>, tensor<i32>) -> ()
    return %n : tensor<i32>""",
    np.array(True),
    np.int32(3),
    expected=[np.int32(3)],
)
main(
    "unary einsum",
    "%x: tensor<2x3x4xf32>) -> tensor<3x2xf32>",
    """%u = "stablehlo.unary_einsum"(%x) {einsum_config = "bij->ib"}
      : (tensor<2x3x4xf32>) -> tensor<3x2xf32>
    return %u : tensor<3x2xf32>""",
    noise(2, 3, 4),
    expected=[noise(2, 3, 4).sum(2).T.copy()],
)
main(
    "NaN among others",
    "%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<f32>)",
    """%0 = stablehlo.maximum %x, %y : tensor<4xf32>
    %1 = stablehlo.clamp %y, %x, %y : tensor<4xf32>
    %m = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %2 = stablehlo.reduce(%x init: %m) applies stablehlo.maximum across dimensions = [0]
      : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
    return %0, %1, %2 : tensor<4xf32>, tensor<4xf32>, tensor<f32>""",
    np.array([np.nan, 1, np.nan, 0], np.float32),
    np.array([1, np.nan, np.nan, 3], np.float32),
    expected=[
        np.array([np.nan, np.nan, np.nan, 3], np.float32),
        np.array([np.nan, np.nan, np.nan, 3], np.float32),
        np.float32(np.nan),
    ],
)
A, B = spd(4, 2), noise(4, 3, seed=1)
main(
    "LAPACK as JAX called it before 2024",
    "%a: tensor<2x4x4xf32>, %t: tensor<4x4xf32>, %b: tensor<4x3xf32>) -> "
    "(tensor<2x4x4xf32>, tensor<2xi32>, tensor<4x3xf32>, tensor<2x4xf32>, tensor<2x4xf32>)",
    """%0 = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.constant dense<1> : tensor<i32>
    %2 = stablehlo.constant dense<2> : tensor<i32>
    %3 = stablehlo.constant dense<3> : tensor<i32>
    %4 = stablehlo.constant dense<4> : tensor<i32>
    %f = stablehlo.constant dense<1.0> : tensor<f32>
    %l:2 = stablehlo.custom_call @lapack_spotrf(%1, %2, %4, %a) {api_version = 2 : i32}
      : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<2x4x4xf32>)
      -> (tensor<2x4x4xf32>, tensor<2xi32>)
    %x = stablehlo.custom_call @blas_strsm(%1, %1, %1, %0, %4, %3, %1, %f, %t, %b)
      {api_version = 2 : i32} : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>,
      tensor<i32>, tensor<i32>, tensor<f32>, tensor<4x4xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
    %s:7 = stablehlo.custom_call @lapack_sgesdd(%0, %0, %2, %4, %4, %4, %a)
      {api_version = 2 : i32} : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>, tensor<i32>,
      tensor<i32>, tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2x4x4xf32>,
      tensor<2x4x4xf32>, tensor<2xi32>, tensor<32xi32>, tensor<99xf32>)
    %v:5 = stablehlo.custom_call @lapack_ssyevd(%1, %2, %4, %a) {api_version = 2 : i32}
      : (tensor<i32>, tensor<i32>, tensor<i32>, tensor<2x4x4xf32>)
      -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2xi32>, tensor<57xf32>, tensor<23xi32>)
    return %l#0, %l#1, %x, %s#1, %v#1 : tensor<2x4x4xf32>, tensor<2xi32>, tensor<4x3xf32>,
    tensor<2x4xf32>, tensor<2x4xf32>""",
    A,
    np.tril(A[0]),
    B,
    expected=[
        np.linalg.cholesky(A),
        np.zeros(2, np.int32),
        np.linalg.solve(np.tril(A[0]).T, B),
        np.linalg.svd(A, compute_uv=False),
        np.linalg.eigvalsh(A),
    ],
)
