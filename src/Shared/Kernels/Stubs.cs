namespace Pruning.Shared.Kernels;
internal abstract unsafe class Stub : LayerKernel { public override void Forward(float* p, float* i, float* o, int b) {} public override void Backward(float* p, float* i, float* o, float* og, float* ig, float* pg, bool add, int b) {} }
internal sealed class ReluKernel(int f) : Stub { public int F => f; }
internal sealed class TanhKernel(int f) : Stub { public int F => f; }
internal sealed class SoftmaxKernel(int f) : Stub { public int F => f; }
internal sealed class MaxPoolKernel(int a, int b, int c, int d) : Stub { public int F => a + b + c + d; }
internal static unsafe class SgdStep { public static void Run(float* a, float* b, float* c, float* m, int n, float x, float y, float z) {} }
internal static unsafe class AdamStep { public static void Run(float* a, float* b, float* c, float* d, float* m, int n, float x, float y, float z, float u, float v, float w) {} }
internal static unsafe class RmsPropStep { public static void Run(float* a, float* b, float* c, float* m, int n, float x, float y, float z) {} }
internal static unsafe class AdadeltaStep { public static void Run(float* a, float* b, float* c, float* d, float* m, int n, float x, float y, float z) {} }
internal static unsafe class SoftmaxCrossEntropy { public static void Gradient(float* o, int c, ReadOnlySpan<int> l, float* g) {} public static void Losses(float* o, int c, ReadOnlySpan<int> l, Span<float> s, Span<int> p) {} }
