namespace Pruning.Reproductions.Commands;

/// <summary>Claims as they are named on the command line.</summary>
internal static class ClaimArguments
{
    /// <summary>The claims that patterns, joined by commas, name.</summary>
    /// <exception cref="ArgumentsException">One of them names none; the message has the nearest ids.</exception>
    public static IReadOnlyList<Claim> Find(string globs)
    {
        foreach (var glob in globs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .DefaultIfEmpty(string.Empty))
        {
            if (Catalogue.Find(glob).Count == 0)
            {
                throw new ArgumentsException($"No claim is called '{glob}'. Nearest: "
                    + $"{string.Join(", ", Catalogue.Nearest(glob))}. All of them: list");
            }
        }

        return Catalogue.Find(globs);
    }
}
