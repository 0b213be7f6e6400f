using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Studies;

/// <summary>Distribution of initial values, and the random stream of the replicate that they are drawn from.</summary>
/// <param name="Scheme">The distribution.</param>
/// <param name="Stream">
/// Name of the stream; arms with the same stream start from the same values and are paired.
/// </param>
internal sealed record Init(InitScheme Scheme, string Stream)
{
    /// <summary>PyTorch's default, see <see cref="Initialization.FanIn"/>.</summary>
    public static Init FanIn(string stream = "init") => new(InitScheme.FanIn, stream);

    /// <summary>Keras' default, see <see cref="Initialization.Glorot"/>.</summary>
    public static Init Glorot(string stream = "init") => new(InitScheme.Glorot, stream);

    /// <summary>Normal values, see <see cref="Initialization.GlorotNormal"/>.</summary>
    public static Init GlorotNormal(string stream = "init") => new(InitScheme.GlorotNormal, stream);

    /// <summary>Draws the initial values of one replicate's net.</summary>
    /// <returns>P parameters.</returns>
    public float[] Draw(Architecture net, int seed)
    {
        var stream = new RandomStream(seed, Stream);
        return Scheme switch
        {
            InitScheme.Glorot => Initialization.Glorot(net, stream),
            InitScheme.GlorotNormal => Initialization.GlorotNormal(net, stream),
            _ => Initialization.FanIn(net, stream),
        };
    }
}
