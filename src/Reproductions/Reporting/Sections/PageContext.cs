using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Data shared by the sections of a page: the claims' anchors and the arms' colours.</summary>
internal sealed class PageContext
{
    private readonly Dictionary<ClaimResult, string> anchors = new(ReferenceEqualityComparer.Instance);

    /// <param name="result">The audit that the page shows.</param>
    public PageContext(AuditResult result)
    {
        Colours = new ArmColours(result);
        var taken = new HashSet<string>();
        foreach (var claim in result.Claims)
        {
            var name = "claim-" + string.Concat(claim.Id.Select(Plain));
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

    private static char Plain(char c) => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-';
}
