namespace Pruning.Shared.Data.Sources;

/// <summary>The cache cannot be written to, so that no other origin would help.</summary>
internal sealed class CacheException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Runs what writes into a folder of the cache, and turns the file system's complaints into this one.</summary>
    public static void Around(string folder, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CacheException($"{folder} cannot be written to: {e.Message}", e);
        }
    }
}
