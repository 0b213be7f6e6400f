using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Racing;

/// <summary>The peers: programs for a Python with PyTorch, and what a C compiler makes.</summary>
/// <param name="sources">The folder of their sources.</param>
/// <param name="scratch">Where compiled ones go.</param>
internal sealed class PeerPrograms(string sources, string scratch)
{
    private readonly PyTorch torch = PyTorch.Find();

    /// <summary>What they run on.</summary>
    public string Description => $"PyTorch {torch.Version} of {torch.Python}";

    /// <summary>A peer, compiled where need be.</summary>
    public Contestant Side(Peer peer) => new(peer.Program, Path.GetExtension(peer.Program) == ".c"
        ? [Compiled(peer.Program)]
        : [torch.Python, Path.Combine(sources, peer.Program)]);

    /// <summary>Whether this PyTorch has a variant of an optimizer, on a CPU.</summary>
    public bool Has(string? variant, OptimizerSettings optimizer) => variant != "fused" || (optimizer is Adam && torch.FusedAdam);

    private string Compiled(string program)
    {
        var target = Path.Combine(scratch, Path.GetFileNameWithoutExtension(program));
        OurProgram.Output("gcc", "-O3", "-march=native", Path.Combine(sources, program), "-o", target, "-lm");
        return target;
    }
}
