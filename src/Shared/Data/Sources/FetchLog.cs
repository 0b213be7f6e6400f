namespace Pruning.Shared.Data.Sources;

/// <summary>Who is told how fetching goes.</summary>
/// <param name="Say">Takes a line when fetching begins, ends, waits, or a source fails.</param>
/// <param name="Advanced">Takes the bytes that have arrived and all that are to arrive, uncompressed.</param>
public sealed record FetchLog(Action<string> Say, Action<long, long>? Advanced = null)
{
    /// <summary>Lines to the standard error, so that they do not mix with results.</summary>
    public static FetchLog ToStandardError { get; } = new(line => Console.Error.WriteLine(line));
}
