namespace Pruning.Shared.Kernels;

/// <summary>The version of the kernels' arithmetic: on a CPU one seed gives the same bits on every processor.</summary>
public static class Exact
{
    /// <summary>
    /// The arithmetic's name. Any change in a kernel's bits raises the number, so that figures of different versions
    /// are never mixed. A test compares a digest of the kernels' results with a constant.
    /// </summary>
    public const string Version = "exact-1";
}
