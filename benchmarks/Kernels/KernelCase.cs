namespace Pruning.Benchmarks.Kernels;

/// <summary>A kernel at one shape.</summary>
/// <param name="Kernel">What it does.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Unit">What <paramref name="Amount"/> counts.</param>
/// <param name="Amount">How much of it one call needs at least.</param>
/// <param name="Ours">Makes what it works on; the result is one call.</param>
/// <param name="LibTorch">The same by libtorch; null: it has no counterpart.</param>
public sealed record KernelCase(
    string Kernel, string Shape, Unit Unit, double Amount, Func<Action> Ours, Func<Action>? LibTorch)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kernel} {Shape}";
}
