using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Data shared by the sections of a page: the claims' anchors and the arms' colours.</summary>
internal sealed class PageContext
{
    private const string Prefix = "claim-";

    private readonly Dictionary<ClaimResult, string> anchors = new(ReferenceEqualityComparer.Instance);

    /// <param name="result">The audit that the page shows.</param>
    public PageContext(AuditResult result)
    {
        Colours = new ArmColours(result);
        var taken = new HashSet<string>();
        foreach (var claim in result.Claims)
        {
            var name = Prefix + Plain(claim.Id);
            var anchor = name;
            for (var i = 2; !taken.Add(anchor); i++)
            {
                anchor = $"{name}-{i}";
            }

            anchors.TryAdd(claim, anchor);
        }
    }

    /// <summary>The colours of the arms.</summary>
    public ArmColours Colours { get; }

    /// <summary>The claim's unique anchor within the page.</summary>
    public string AnchorOf(ClaimResult claim) => anchors[claim];

    /// <summary>The claim's unique name, fit for a file.</summary>
    public string NameOf(ClaimResult claim) => anchors[claim][Prefix.Length..];

    /// <summary>A name in small letters, digits and hyphens.</summary>
    public static string Plain(string name) => string.Concat(name.Select(Plain));

    private static char Plain(char c) => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-';
}
