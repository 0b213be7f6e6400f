namespace Pruning.Shared.Kernels;

/// <summary>The arithmetic of the kernels: on a CPU one seed gives the same bits on every processor.</summary>
public static class Exact
{
    /// <summary>
    /// Names the arithmetic. Whatever moves a bit of any kernel's result raises the number: figures of different
    /// versions are never taken for one another. A test compares a digest of what the kernels give with a constant, so
    /// that no bit moves under the same name.
    /// </summary>
    public const string Version = "exact-1";
}
