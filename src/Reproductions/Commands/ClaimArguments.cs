namespace Pruning.Reproductions.Commands;

/// <summary>Parses claims named on the command line.</summary>
internal static class ClaimArguments
{
    /// <summary>The claims that match any of several patterns separated by commas.</summary>
    /// <exception cref="ArgumentsException">A pattern matches none; the message lists the nearest ids.</exception>
    public static IReadOnlyList<Claim> Find(string globs)
    {
        foreach (var glob in globs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .DefaultIfEmpty(string.Empty))
        {
            if (Catalogue.Find(glob).Count == 0)
            {
                var near = Catalogue.Documents.Any(d => d.Id == glob.TrimEnd('/'))
                    ? $"Those of the document: '{glob.TrimEnd('/')}/*'"
                    : $"Nearest: {string.Join(", ", Catalogue.Nearest(glob))}";
                throw new ArgumentsException($"No claim matches '{glob}'. {near}. All claims: list");
            }
        }

        return Catalogue.Find(globs);
    }
}
