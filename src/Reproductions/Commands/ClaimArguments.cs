using Pruning.Reproductions.Auditing;

namespace Pruning.Reproductions.Commands;

/// <summary>Claims as they are named on the command line.</summary>
internal static class ClaimArguments
{
    /// <summary>The claims that a pattern names.</summary>
    /// <exception cref="ArgumentsException">There is none; the message names the nearest ids.</exception>
    public static IReadOnlyList<Claim> Find(string globs)
    {
        var claims = Catalogue.Find(globs);
        return claims.Count > 0
            ? claims
            : throw new ArgumentsException($"No claim is called '{globs}'. Nearest: {string.Join(", ", Catalogue.Nearest(globs))}. All of them: list");
    }
}
