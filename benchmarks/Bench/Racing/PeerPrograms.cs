using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Racing;

/// <summary>
/// The peers: programs for a Python with PyTorch, modes of the program written with TorchSharp, and what a C compiler
/// makes.
/// </summary>
/// <param name="sources">The folder of the first and the last.</param>
/// <param name="scratch">Where compiled ones go.</param>
internal sealed class PeerPrograms(string sources, string scratch)
{
    private static readonly string TorchSharp = Path.Combine(AppContext.BaseDirectory, "Pruning.TorchSharpPeer.dll");

    private readonly PyTorch torch = Usable(PyTorch.Find());

    /// <summary>What they run on.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Looks up the versions.</summary>
    public PeerPrograms Described()
    {
        var gcc = OurProgram.Output("gcc", "-dumpfullversion").Trim();
        var blas = Path.GetFileName(Path.GetDirectoryName(torch.Blas));
        Description = $"{OurProgram.Output("dotnet", TorchSharp, "version").Trim()}, "
            + $"PyTorch {torch.Version} ({(string.IsNullOrEmpty(blas) ? "its own BLAS" : blas)}), gcc {gcc}";
        return this;
    }

    /// <summary>What a case needs and this machine lacks, where the case can be left out; null: nothing.</summary>
    public string? Missing(Case entry) =>
        entry.Peers.SelectMany(p => p.Entrants).Any(e => e.Label == "RepDL") && !torch.RepDl
            ? $"{torch.Python} cannot import repdl (github.com/microsoft/RepDL)"
            : null;

    /// <summary>An entrant, compiled where need be.</summary>
    public Contestant Side(Entrant entrant) => new(entrant.Program, Path.GetExtension(entrant.Program) switch
    {
        "" => ["dotnet", TorchSharp, entrant.Program],
        ".c" => [Compiled(entrant.Program)],
        _ => [torch.Python, Path.Combine(sources, entrant.Program)],
    });

    /// <summary>Whether this PyTorch has a variant of an optimizer, on a CPU.</summary>
    public bool Has(string? variant, OptimizerSettings optimizer) =>
        variant != "fused" || optimizer switch
        {
            Adam => torch.FusedAdam,
            Sgd => torch.FusedSgd,
            _ => false,
        };

    private static PyTorch Usable(PyTorch torch) => torch.HasSlowBlas
        ? throw new BenchException(
            $"PyTorch would multiply with {torch.Blas}, a slow library that is there for reference. "
            + "Debian: apt-get install libopenblas0-pthread.")
        : torch;

    private string Compiled(string program)
    {
        var target = Path.Combine(scratch, Path.GetFileNameWithoutExtension(program));
        OurProgram.Output("gcc", "-O3", "-march=native", Path.Combine(sources, program), "-o", target, "-lm");
        return target;
    }
}
