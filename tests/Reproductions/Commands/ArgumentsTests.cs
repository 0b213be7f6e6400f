using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// What is asked of the command line wrongly: exit code 2, the name of what is wrong, and what was probably meant. No
/// engine is started.
/// </summary>
public sealed class ArgumentsTests
{
    [Theory]
    [InlineData("audit --claims dynamic/penguins-rws", "dynamic/penguins-rows")]
    [InlineData("audit --claims penguins-ordr", "dynamic/penguins-order")]
    [InlineData("explain dynamic/penguin-rows", "dynamic/penguins-rows")]
    [InlineData("accept --claims dynamic/penguins-lotery", "dynamic/penguins-lottery-improves")]
    [InlineData("explain dynamic/penguins-rows,dynamic/penguins-rowz", "dynamic/penguins-rows")]
    [InlineData("audit --claim x", "--claims")]
    [InlineData("audit --replicate 5", "--replicates")]
    [InlineData("audit --freshh", "--fresh")]
    [InlineData("doctor --devic cpu", "--device")]
    [InlineData("accept --form x", "--from")]
    [InlineData("adit", "audit")]
    [InlineData("lst", "list")]
    [InlineData("judg claims.yaml runs.csv", "There is no command 'judg'")]
    public void Run_UnknownName_SaysWhatIsNearest(string line, string nearest)
    {
        using var child = ChildProcess.Run(line.Split(' '));
        AssertRefused(child, "earest");
        Assert.Contains(nearest, child.Errors);
    }

    [Theory]
    [InlineData("judg claims.yaml runs.csv", "claims.yaml")]
    [InlineData("judge claims.yaml runs.csv --outt folder", "to 'folder'")]
    [InlineData("judge claims.yaml runs.csv more.csv", "earest")]
    public void Run_WordsThatAreNoMisspeltName_GetNoSuggestion(string line, string unsaid)
    {
        using var child = ChildProcess.Run(line.Split(' '));
        AssertRefused(child, "Help: ");
        Assert.DoesNotContain(unsaid, child.Errors);
    }

    [Theory]
    [InlineData("audit dynamic/penguins-rows", "audit --claims 'dynamic/penguins-rows'")]
    [InlineData("accept taylor/*", "accept --claims 'taylor/*'")]
    [InlineData("explain dynamic", "'dynamic/*'")]
    [InlineData("audit --claims dynamic/", "'dynamic/*'")]
    [InlineData("judge runs.csv claims.yaml", "judge claims.yaml runs.csv")]
    [InlineData("judge runs.csv claims.YML", "judge claims.YML runs.csv")]
    public void Run_ClaimsNamedInAnotherWay_SaysHow(string line, string said)
    {
        using var child = ChildProcess.Run(line.Split(' '));
        AssertRefused(child, said);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("")]
    public void Audit_ReplicatesThatAreNoCount_AreRefused(string count)
    {
        using var child = ChildProcess.Run("audit", "--replicates", count);
        AssertRefused(child, "--replicates");
        Assert.Contains("at least 1", child.Errors);
        Assert.Contains($"'{count}'", child.Errors);
    }

    [Theory]
    [InlineData("audit --readings some", "primary")]
    [InlineData("audit --device tpu", "cuda")]
    [InlineData("doctor --device gpu", "cuda")]
    [InlineData("audit --replicates", "--replicates")]
    [InlineData("audit --out", "--out")]
    [InlineData("audit --svg", "--svg")]
    [InlineData("explain", "explain")]
    [InlineData("audit list", "list")]
    [InlineData("", "--help")]
    public void Run_ValueMissingOrUnknown_NamesIt(string line, string named)
    {
        using var child = ChildProcess.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        AssertRefused(child, named);
    }

    [Theory]
    [InlineData("audit --out", "", "--out must name a folder")]
    [InlineData("audit --out", " ", "--out must name a folder")]
    [InlineData("audit --save-weights", "", "--save-weights must name a folder")]
    [InlineData("audit --claims", "", "No claim")]
    [InlineData("accept --from", "", "--from must name a folder")]
    [InlineData("judge x", "", "RUNS must name a file")]
    [InlineData("judge --example", "", "--example must name a folder")]
    [InlineData("export --csv x", " ", "LEDGER must name a file")]
    [InlineData("curve --weights", "", "--weights must name a folder")]
    [InlineData("curve --weights x --out", "", "--out must name a file")]
    [InlineData("curve --weights x --out", "\t", "--out must name a file")]
    public void Run_EmptyValue_IsRefused(string line, string value, string said)
    {
        using var child = ChildProcess.Run([.. line.Split(' '), value]);
        AssertRefused(child, said);
    }

    [Theory]
    [InlineData("audit --claims", "@dynamic", "No claim matches '@dynamic'")]
    [InlineData("explain", "@", "No claim matches '@'")]
    [InlineData("list", "@x", "'@x'")]
    public void Run_At_IsACharacterLikeAnyOther(string line, string value, string said)
    {
        using var child = ChildProcess.Run([.. line.Split(' '), value]);
        AssertRefused(child, said);
    }

    [Theory]
    [InlineData("--help", "audit list explain doctor accept")]
    [InlineData("audit --help", "--claims --replicates --readings --device --out --fresh")]
    [InlineData("explain -h", "CLAIM")]
    [InlineData("doctor --help", "--device")]
    [InlineData("accept --help", "--claims --from --device")]
    public void Help_OfEveryCommand_NamesWhatItTakes(string line, string named)
    {
        using var child = ChildProcess.Run(line.Split(' '));
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.All(named.Split(' '), word => Assert.Contains(word, child.Output));
    }

    private static void AssertRefused(ChildProcess child, string said)
    {
        Assert.True(child.ExitCode == 2, $"exit code {child.ExitCode}\n{child.Output}\n{child.Errors}");
        Assert.Contains(said, child.Errors);
        Assert.Matches("(All claims: list|Help: .*--help)$", child.Errors);
        Assert.DoesNotContain("Unhandled", child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
    }
}
