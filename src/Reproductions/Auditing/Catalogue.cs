using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Auditing;

/// <summary>All documents of this assembly and their claims.</summary>
public static class Catalogue
{
    private static readonly Lazy<IReadOnlyList<IDocument>> All = new(Load);

    public static IReadOnlyList<IDocument> Documents => All.Value;

    public static IEnumerable<Claim> Claims => Documents.SelectMany(d => d.Claims);

    /// <summary>The document whose id begins a claim's id.</summary>
    public static IDocument DocumentOf(Claim claim) =>
        Documents.Single(d => claim.Id.StartsWith(d.Id + "/", StringComparison.Ordinal));

    /// <summary>
    /// The claims whose id matches a pattern with <c>*</c> and <c>?</c>, or one of several separated by commas.
    /// </summary>
    public static IReadOnlyList<Claim> Find(string globs)
    {
        var patterns = globs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(g => new Regex("^" + Regex.Escape(g).Replace("\\*", ".*").Replace("\\?", ".") + "$",
                RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ToArray();
        return [.. Claims.Where(c => patterns.Any(p => p.IsMatch(c.Id)))];
    }

    /// <summary>The claim ids nearest to <paramref name="text"/>, for error messages.</summary>
    public static IReadOnlyList<string> Nearest(string text, int count = 3) =>
        Suggestions.Nearest(text, Claims.Select(c => c.Id), count);

    private static IReadOnlyList<IDocument> Load()
    {
        IDocument[] documents =
        [
            .. typeof(Catalogue).Assembly.GetTypes()
                .Where(t => t is { IsAbstract: false, IsInterface: false } && typeof(IDocument).IsAssignableFrom(t)
                    && t.GetConstructor(Type.EmptyTypes) is not null)
                .Select(t => (IDocument)Activator.CreateInstance(t)!)
                .OrderBy(d => d.Id, StringComparer.Ordinal),
        ];
        return DocumentCheck.Of(documents) is { Count: > 0 } problems
            ? throw new AuditException(string.Join('\n', problems))
            : documents;
    }
}
