namespace Pruning.Shared.Kernels;

/// <summary>
/// Work split into fixed blocks with separate outputs: results do not depend on which thread runs a block.
/// </summary>
internal interface IBlocks
{
    /// <summary>Runs one block; called by several threads at once, for different blocks.</summary>
    void Run(int block);
}
