using System.Text.Json.Nodes;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Npy;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// <c>curve</c> with a net 784-16-10 whose answers are known: every hidden unit adds up positive weights, and without
/// biases that speaks for a seven;
/// the biases speak for a three, louder. Of the 10,000 test images 1,028 are sevens and 1,010 threes.
/// </summary>
public sealed class CurveCommandTests : IDisposable
{
    private const int Inputs = 784;
    private const int Hidden = 16;
    private const double Sevens = 0.1028;
    private const double Threes = 0.1010;

    private static readonly string[] Levels = ["0", "20", "25", "50", "60", "70", "80", "90", "95", "97", "99"];

    private readonly string folder = Directory.CreateTempSubdirectory("curve-").FullName;

    /// <summary>The images are there before the program runs, which would else tell that it fetches them.</summary>
    public CurveCommandTests() => _ = MnistData.Load();

    private string Results => Path.Combine(folder, "curves.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Curve_BiasesDropped_PrintsAndWritesBothCurves()
    {
        SaveNet();
        using var child = Run("--out", Results);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("784-16-10", child.Output);
        Assert.Contains("dropped", child.Output);
        Assert.Contains(Results, child.Output);
        Assert.All(Levels, k => Assert.Matches($@"(?m)^ *{k} % +\d+\.\d\d % +\d+\.\d\d %$", child.Output));

        var (weight, unit) = Written();
        Assert.Equal(weight["0"], unit["0"]);
        Assert.All(weight.Values.Concat(unit.Values), a => Assert.InRange(a, 0, 1));

        // One whole unit is left even at 99 %; of single weights, enough for every image up to 90 %.
        Assert.All(unit, level => Assert.Equal(Sevens, level.Value, 1e-9));
        Assert.All(Levels.Take(8), k => Assert.Equal(Sevens, weight[k], 1e-9));
    }

    [Fact]
    public void Curve_BiasesKeptInOnePool_TellsThree()
    {
        SaveNet();
        using var child = Run("--biases", "kept", "--scope", "global", "--out", Results);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.Contains("kept", child.Output);
        var (weight, unit) = Written();
        Assert.All(weight.Values.Concat(unit.Values), a => Assert.Equal(Threes, a, 1e-9));
    }

    [Fact]
    public void Curve_ValueThatIsNotFinite_IsNamedUnlessItIsDropped()
    {
        SaveNet();
        NpyFile.Save(Path.Combine(folder, "bias-2.npy"), [10], [0, 0, 0, float.NaN, 0, 0, 0, 0, 0, 0]);
        using var kept = Run("--biases", "kept", "--out", Results);
        AssertFailed(kept, Path.Combine(folder, "bias-2.npy"), "[3]", "NaN");
        Assert.DoesNotContain('%', kept.Output);
        Assert.False(File.Exists(Results));

        using var dropped = Run("--out", Results);
        Assert.Equal((0, string.Empty), (dropped.ExitCode, dropped.Errors));
        Assert.All(Written().Unit, level => Assert.Equal(Sevens, level.Value, 1e-9));
    }

    /// <summary>The figures were worked out with NumPy in double precision: ReLU, argmax, ties by index.</summary>
    [Fact]
    public void Curve_NetOfWholeSixteenths_HasTheKnownFigures()
    {
        SaveSixteenths();
        using var child = Run("--out", Results);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        var (weight, unit) = Written();
        Assert.Equal([0.1018, 0.1017, 0.1040, 0.1022], new[] { "0", "20", "25", "50" }.Select(k => weight[k]));
        Assert.Equal(weight["0"], unit["0"]);

        NpyFile.Save(Path.Combine(folder, "bias-1.npy"), [20], [0, 0, float.NaN, .. new float[17]]);
        using var without = Run();
        Assert.Equal((0, string.Empty), (without.ExitCode, without.Errors));
        Assert.Equal(Figures(child), Figures(without));

        static string[] Figures(ChildProcess child) => [.. child.Output.Split('\n').Where(l => l.EndsWith('%'))];
    }

    [Fact]
    public void Curve_OneLayer_HasNothingToPrune()
    {
        NpyFile.Save(Path.Combine(folder, "weight-1.npy"), [Inputs, 10],
            Enumerable.Range(0, Inputs * 10).Select(i => i % 10 == 7 ? 1f : -1).ToArray());
        using var child = Run("--scope", "global", "--out", Results);
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        var (weight, unit) = Written();
        Assert.All(weight.Values.Concat(unit.Values), a => Assert.Equal(Sevens, a, 1e-9));
    }

    [Fact]
    public void Curve_FolderThatBeginsWithAt_IsAFolder()
    {
        SaveNet();
        var at = Directory.CreateDirectory(Path.Combine(folder, "@foo")).FullName;
        foreach (var file in Directory.GetFiles(folder, "*.npy"))
        {
            File.Move(file, Path.Combine(at, Path.GetFileName(file)));
        }

        using var child = ChildProcess.RunIn(folder, "curve", "--weights", "@foo", "--device", "cpu", "--out", "@out");
        Assert.Equal((0, string.Empty), (child.ExitCode, child.Errors));
        Assert.True(File.Exists(Path.Combine(folder, "@out")));
    }

    [Theory]
    [InlineData("no/curves.json")]
    [InlineData("bias-1.npy/curves.json")]
    [InlineData("taken")]
    public void Curve_OutputThatCannotBe_IsRefusedBeforeAnyWork(string output)
    {
        SaveNet();
        Directory.CreateDirectory(Path.Combine(folder, "taken"));
        var before = Directory.GetFileSystemEntries(folder).Order().ToList();
        using var child = Run("--out", Path.Combine(folder, output));
        AssertFailed(child, Path.Combine(folder, output));
        Assert.Empty(child.Output);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder).Order());
    }

    [Fact]
    public void Curve_NoRoomForTheOutput_LeavesTheOldOneAndNothingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes a limit on the size of files.");
        SaveNet();
        File.WriteAllText(Results, "old");
        File.WriteAllText(Results + ".tmp", "mine");
        var before = Directory.GetFileSystemEntries(folder).Order().ToList();
        using var child = ChildProcess.RunWithFileLimit(0, "curve", "--weights", folder, "--device", "cpu", "--out",
            Results);
        Assert.Equal(1, child.ExitCode);
        Assert.DoesNotContain("   at ", child.Errors);
        Assert.Equal("old", File.ReadAllText(Results));
        Assert.Equal("mine", File.ReadAllText(Results + ".tmp"));
        Assert.Equal(before, Directory.GetFileSystemEntries(folder).Order());
    }

    [Fact]
    public void Curve_OutputOverAnArray_IsRefusedAndLeavesIt()
    {
        SaveNet();
        var array = Path.Combine(folder, "weight-2.npy");
        var before = File.ReadAllBytes(array);
        using var child = Run("--out", array);
        AssertFailed(child, array, "would overwrite");
        Assert.Equal(before, File.ReadAllBytes(array));
    }

    [Fact]
    public void Curve_LayerWithoutUnits_IsRefused()
    {
        NpyFile.Save(Path.Combine(folder, "weight-1.npy"), [Inputs, 0], []);
        NpyFile.Save(Path.Combine(folder, "weight-2.npy"), [0, 10], []);
        using var child = Run("--out", Results);
        AssertFailed(child, folder, "layer1");
    }

    /// <summary>Every weight is finite, and every sum is beyond a float32.</summary>
    [Fact]
    public void Curve_OutputsThatOverflow_AreNoAccuracy()
    {
        NpyFile.Save(Path.Combine(folder, "weight-1.npy"), [Inputs, 10],
            Enumerable.Repeat(3e38f, Inputs * 10).ToArray());
        using var child = Run("--out", Results);
        AssertFailed(child, "Of 10000 test images", "not finite");
        Assert.DoesNotContain('%', child.Output);
        Assert.False(File.Exists(Results));
    }

    [Fact]
    public void Curve_NoSuchFolder_NamesIt()
    {
        var nowhere = Path.Combine(folder, "nowhere");
        using var child = ChildProcess.Run("curve", "--weights", nowhere, "--device", "cpu");
        AssertFailed(child, nowhere, "weight-1.npy");
    }

    [Fact]
    public void Curve_FolderThatHoldsFoldersOfNets_NamesOne()
    {
        var nets = new[] { "seed-2", "seed-1" }.Select(s => Directory.CreateDirectory(Path.Combine(
            folder, "weight-vs-unit", "mnist", s)).FullName).ToList();
        nets.ForEach(n => NpyFile.Save(Path.Combine(n, "weight-1.npy"), [Inputs, 10], new float[Inputs * 10]));
        using var child = Run();
        AssertFailed(child, "holds no weight-1.npy", $"such as {nets[1]}.");
    }

    [Fact]
    public void Curve_NetOfOtherInputs_NamesFileAndSizes()
    {
        NpyFile.Save(Path.Combine(folder, "weight-1.npy"), [Inputs - 1, 10], new float[(Inputs - 1) * 10]);
        using var child = Run("--out", Results);
        AssertFailed(child, Path.Combine(folder, "weight-1.npy"), "783", "take 784 inputs and give 10 outputs");
        Assert.False(File.Exists(Results));
    }

    [Theory]
    [InlineData("curve --weights x --biases some", "kept")]
    [InlineData("curve --weights x --scope everywhere", "global")]
    [InlineData("curve --weights x --device abacus", "cuda")]
    [InlineData("curve", "--weights")]
    [InlineData("curve --weights", "--weights")]
    [InlineData("curve --weight x", "--weights")]
    public void Curve_ValueMissingOrUnknown_NamesTheWayOut(string line, string named)
    {
        using var child = ChildProcess.Run(line.Split(' '));
        Assert.Equal(2, child.ExitCode);
        Assert.Contains(named, child.Errors);
        Assert.Contains("curve --help", child.Errors);
        Assert.DoesNotContain("   at ", child.Errors);
    }

    private static void AssertFailed(ChildProcess child, params string[] said)
    {
        Assert.Equal(1, child.ExitCode);
        Assert.All(said, words => Assert.Contains(words, child.Errors));
        Assert.DoesNotContain("   at ", child.Errors);
    }

    private ChildProcess Run(params string[] arguments) =>
        ChildProcess.Run(["curve", "--weights", folder, "--device", "cpu", .. arguments]);

    private void SaveNet()
    {
        NpyFile.Save(Path.Combine(folder, "weight-1.npy"), [Inputs, Hidden],
            Enumerable.Range(0, Inputs * Hidden).Select(i => 1 + (i % Hidden / 16f)).ToArray());
        NpyFile.Save(Path.Combine(folder, "bias-1.npy"), [Hidden], new float[Hidden]);
        NpyFile.Save(Path.Combine(folder, "weight-2.npy"), [Hidden, 10],
            Enumerable.Range(0, Hidden * 10).Select(i => i % 10 == 7 ? 1f : -1).ToArray());
        NpyFile.Save(Path.Combine(folder, "bias-2.npy"), [10], [0, 0, 0, 1e6f, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>A net 784-20-10 of values that floats hold exactly.</summary>
    private void SaveSixteenths()
    {
        Save("weight-1", [Inputs, 20], at => (((7 * at[0]) + (13 * at[1])) % 17 - 8) / 16f);
        Save("bias-1", [20], at => ((3 * at[0] % 7) - 3) / 8f);
        Save("weight-2", [20, 10], at => (((5 * at[0]) + (3 * at[1])) % 11 - 5) / 8f);
        Save("bias-2", [10], at => ((2 * at[0] % 5) - 2) / 8f);

        void Save(string name, int[] shape, Func<int[], float> value) => NpyFile.Save(
            Path.Combine(folder, $"{name}.npy"),
            shape,
            [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i =>
                value(shape.Length == 1 ? [i] : [i / shape[1], i % shape[1]]))]);
    }

    private (Dictionary<string, double> Weight, Dictionary<string, double> Unit) Written()
    {
        var written = JsonNode.Parse(File.ReadAllText(Results))!.AsObject();
        Assert.Equal(["weight", "unit"], written.Select(p => p.Key));
        return (Curve(written["weight"]!), Curve(written["unit"]!));

        static Dictionary<string, double> Curve(JsonNode curve)
        {
            Assert.Equal(Levels, curve.AsObject().Select(p => p.Key));
            return curve.AsObject().ToDictionary(p => p.Key, p => (double)p.Value!);
        }
    }
}
