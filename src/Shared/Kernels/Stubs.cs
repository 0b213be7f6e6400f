namespace Pruning.Shared.Kernels;
internal abstract unsafe class Stub : LayerKernel { public override void Forward(float* p, float* i, float* o, int b) {} public override void Backward(float* p, float* i, float* o, float* og, float* ig, float* pg, bool add, int b) {} }
internal sealed class LinearKernel(int a, int b, bool c, int d, bool training) : Stub { private int x = a + b + d + (c || training ? 1 : 0); public int X => x; }
internal sealed class ReluKernel(int f) : Stub { public int F => f; }
internal sealed class TanhKernel(int f) : Stub { public int F => f; }
internal sealed class SoftmaxKernel(int f) : Stub { public int F => f; }
internal sealed class ConvolutionKernel(int a, int b, int c, int d, int e, int f, int g, bool h, int i, bool j) : Stub { public int F => a + b + c + d + e + f + g + i + (h || j ? 1 : 0); }
internal sealed class MaxPoolKernel(int a, int b, int c, int d) : Stub { public int F => a + b + c + d; }
internal sealed class SparseLinearKernel : Stub { public SparseLinearKernel(int a, int b, bool c, ReadOnlySpan<float> v) { F = a + b + v.Length + (c ? 1 : 0); } public int F { get; } }
internal static unsafe class SgdStep { public static void Run(float* a, float* b, float* c, float* m, int n, float x, float y, float z) {} }
internal static unsafe class AdamStep { public static void Run(float* a, float* b, float* c, float* d, float* m, int n, float x, float y, float z, float u, float v, float w) {} }
internal static unsafe class RmsPropStep { public static void Run(float* a, float* b, float* c, float* m, int n, float x, float y, float z) {} }
internal static unsafe class AdadeltaStep { public static void Run(float* a, float* b, float* c, float* d, float* m, int n, float x, float y, float z) {} }
internal static unsafe class SoftmaxCrossEntropy { public static void Gradient(float* o, int c, ReadOnlySpan<int> l, float* g) {} public static void Losses(float* o, int c, ReadOnlySpan<int> l, Span<float> s, Span<int> p) {} }
internal static unsafe class PanelsX { }
internal static unsafe partial class Panels { public static void FromRows(float* e, int f, ReadOnlySpan<int> r, float* p) {} public static void ToRows(float* p, int f, int b, float* r) {} }
