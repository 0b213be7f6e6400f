using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Mnist;

/// <summary>A set of images that a process reads at most once, whichever thread asks first; a failed attempt is made again.</summary>
internal sealed class LoadedOnce(DataDescription set)
{
    private readonly Lock gate = new();
    private ImageData? loaded;

    public ImageData Load(FetchLog? log)
    {
        lock (gate)
        {
            return loaded ??= ImageData.Load(set, new(DataFolders.OfMachine(), log ?? FetchLog.ToStandardError));
        }
    }
}
