using System.Text.RegularExpressions;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// The language of the system moves no byte of what is written: neither decimal signs nor digits, minus signs,
/// calendars or the order of names.
/// </summary>
public sealed class CultureTests : IDisposable
{
    // Times: of day, and of how long a replicate took.
    private static readonly Regex Times =
        new(@"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ|\[\d\d:\d\d\]", RegexOptions.None, TimeSpan.FromSeconds(10));

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Audit_InAnyLanguage_WritesTheSameBytes()
    {
        // The replicates come from the ledger, and so do their times.
        using var first = Run("C", "true");
        Assert.Equal((0, string.Empty), (first.ExitCode, first.Errors));
        var expected = Written("C", "true");
        Assert.All(["audit.csv", "audit.json", "audit.md", "index.html"], name => Assert.Contains(name, expected));
        Assert.Matches(@" y=""\d+\.\d", expected["index.html"]);
        foreach (var language in new[] { "de_DE", "tr_TR", "fa_IR", "ar_SA", "sv_SE", "th_TH" })
        {
            Assert.Equal(expected, Written(language, "false"));
        }
    }

    private Dictionary<string, string> Written(string language, string invariant)
    {
        foreach (var report in Directory.GetFiles(place.Folder).Where(f => f != place.LedgerFile))
        {
            File.Delete(report);
        }

        using var child = Run(language, invariant);
        Assert.SkipWhen(child.Errors.Contains("ICU", StringComparison.Ordinal), "It takes ICU.");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        return Directory.GetFiles(place.Folder)
            .Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f)))
            .Append((Name: "output", Text: child.Output))
            .ToDictionary(f => f.Name, f => Times.Replace(f.Text, string.Empty));
    }

    private ChildProcess Run(string language, string invariant) => ChildProcess.Run(
        new Dictionary<string, string>
        {
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = invariant,
            ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "false",
            ["LANG"] = language + ".UTF-8",
            ["LC_ALL"] = language + ".UTF-8",
        },
        "audit", "--claims", "dynamic/penguins*", "--replicates", "2", "--device", "cpu", "--out", place.Folder);
}
