namespace Pruning.Shared.Kernels;

/// <summary>
/// Work in blocks of fixed content that write to different places: which thread runs which moves no bit.
/// </summary>
internal interface IBlocks
{
    /// <summary>Runs one block; called by several threads at once, for different blocks.</summary>
    void Run(int block);
}
