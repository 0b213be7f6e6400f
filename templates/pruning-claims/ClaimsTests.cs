using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Xunit;

/// <summary>Every claim of claims.yaml holds by the runs of runs.csv; pruning-audit judges.</summary>
public sealed class ClaimsTests
{
    /// <summary>Claims that are known not to hold, with the verdict that they have instead.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        // ["my-net/magnitude-keeps-accuracy"] = "contradicted",
    };

    private static readonly string Folder = typeof(ClaimsTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "ProjectFolder").Value!;

    private static readonly string Report = Path.Combine(Folder, "artifacts", "judge");

    private static readonly Lazy<Dictionary<string, string>> Verdicts = new(Judge);

    public static TheoryData<string> Claims => [.. Verdicts.Value.Keys];

    [Theory]
    [MemberData(nameof(Claims), DisableDiscoveryEnumeration = true)]
    public void Claim_Holds(string claim)
    {
        string[] expected = Known.TryGetValue(claim, out var known) ? [known] : ["reproduced", "measured"];
        Assert.True(expected.Contains(Verdicts.Value[claim]), $"{claim} is {Verdicts.Value[claim]}; expected "
            + $"{string.Join(" or ", expected)}. Why: {Path.Combine(Report, "index.html")}");
    }

    [Fact]
    public void Known_NamesClaimsThatThereAre() => Assert.Subset(Verdicts.Value.Keys.ToHashSet(), Known.Keys.ToHashSet());

    /// <summary>Has the claims judged, and reads the verdicts from the report.</summary>
    private static Dictionary<string, string> Judge()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "tool", "run", "pruning-audit", "judge", "claims.yaml", "runs.csv", "--out", Report },
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var judge = Process.Start(start)!;
        var output = judge.StandardOutput.ReadToEndAsync();
        var errors = judge.StandardError.ReadToEnd();
        judge.WaitForExit();
        if (judge.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"pruning-audit judge ended with exit code {judge.ExitCode}: {errors}{output.Result}");
        }

        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(Report, "audit.json")));
        return report.RootElement.GetProperty("claims").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("verdict").GetString()!);
    }
}
