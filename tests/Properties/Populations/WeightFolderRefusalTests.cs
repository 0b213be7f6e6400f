using System.Text;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Folders that are no net of 4 inputs and 2 outputs: each is refused with the file's name.</summary>
public sealed class WeightFolderRefusalTests : IDisposable
{
    private readonly KerasFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_NoSuchFolder_NamesTheFirstFileAndWhatBelongsThere()
    {
        var nowhere = Path.Combine(folder.Path, "nowhere");
        var error = Assert.Throws<DataException>(() => WeightFolder.Load(nowhere, 4, 2));
        Assert.Contains(Path.Combine(nowhere, "weight-1.npy"), error.Message, StringComparison.Ordinal);
        Assert.Contains("bias-1.npy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutTheFirstLayer_NamesIt()
    {
        folder.With("weight-2", [4, 2]).With("bias-1", [2]);
        Refuses("weight-1", "missing");
    }

    [Fact]
    public void Load_GapThatWouldStillChain_IsNamed()
    {
        folder.With("weight-1", [4, 2]).With("weight-3", [2, 2]);
        Refuses("weight-2", "missing", "weight-3.npy");
    }

    [Fact]
    public void Load_BiasWithoutItsWeights_IsNamed()
    {
        folder.With("weight-1", [4, 2]).With("bias-1", [2]).With("bias-2", [2]);
        Refuses("weight-2", "missing", "bias-2.npy");
    }

    [Theory]
    [InlineData("weight-0", "numbered from 1")]
    [InlineData("bias-0", "numbered from 1")]
    [InlineData("weight--1", "numbered from 1")]
    [InlineData("weight-99999999999", "numbered from 1")]
    [InlineData("weight-01", "weight-1.npy")]
    [InlineData("weight-002", "weight-2.npy")]
    [InlineData("weight-+2", "weight-2.npy")]
    [InlineData("Weight-2", "weight-2.npy")]
    [InlineData("bias-01", "bias-1.npy")]
    public void Load_NumberOutOfSequenceOrSpeltOtherwise_IsNamed(string name, string words)
    {
        // Without that file it is a net.
        folder.With("weight-1", [4, 2]).With("bias-1", [2]);
        Assert.Equal(10, WeightFolder.Load(folder.Path, 4, 2).Values.Length);
        folder.With(name, [2, 2]);
        Refuses(name, words);
    }

    [Fact]
    public void Load_NumberedFromZero_DoesNotLoseTheFirstLayer()
    {
        folder.With("weight-0", [4, 4]).With("weight-1", [4, 2]);
        Refuses("weight-0", "numbered from 1");
    }

    [Fact]
    public void Load_EndingInCapitals_DoesNotLoseTheLayer()
    {
        folder.With("weight-1", [4, 2]).With("weight-2", [2, 2]);
        var capitals = Path.Combine(folder.Path, "weight-2.NPY");
        File.Move(folder.File("weight-2"), capitals);
        Assert.StartsWith(capitals, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderInALayersPlace_IsNamed()
    {
        folder.With("weight-1", [4, 2]);
        Directory.CreateDirectory(folder.File("weight-2"));
        Refuses("weight-2", "cannot be read");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "+∞")]
    [InlineData(float.NegativeInfinity, "−∞")]
    public void Load_ValueThatIsNotFinite_IsNamedByFileAndIndex(float value, string words)
    {
        folder.With("weight-1", [4, 3]).With("weight-2", [3, 2], [0, 1, 2, value, 4, 5])
            .With("bias-1", [3]).With("bias-2", [2]);
        Refuses("weight-2", "[1, 1]", words);
    }

    [Fact]
    public void Load_DoubleBeyondFloats_IsNamedByFileAndIndex()
    {
        folder.With("weight-1", [1, 2]);
        var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 2), }".PadRight(117) + "\n";
        File.WriteAllBytes(folder.File("weight-1"), [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0,
            .. Encoding.ASCII.GetBytes(header),
            .. new double[] { 0, 1, 2, 3, 4, 1e300, 6, 7 }.SelectMany(BitConverter.GetBytes)]);
        Refuses("weight-1", "[2, 1]", "+∞", "float32");
    }

    [Fact]
    public void Load_BiasThatIsNotFinite_MattersOnlyWhereBiasesAreUsed()
    {
        folder.With("weight-1", [4, 2]).With("bias-1", [2], [1, float.NaN]);
        Refuses("bias-1", "[1]", "NaN");
        var (net, values) = WeightFolder.Load(folder.Path, 4, 2, biases: false);
        Assert.Equal(10, net.ParameterCount);
        Assert.Equal([0f, 0], values[8..]);
    }

    [Fact]
    public void Load_OtherFilesBeside_DoNotMatter()
    {
        folder.With("weight-1", [4, 2]).With("history", [7]).With("weight-last", [7]).With("mask-3", [7]);
        Assert.Equal(8, WeightFolder.Load(folder.Path, 4, 2).Values.Length);
    }

    [Theory]
    [InlineData(new[] { 8 }, "got 1.")]
    [InlineData(new int[0], "got 0.")]
    [InlineData(new[] { 4, 2, 1 }, "got 3.")]
    public void Load_WeightsOfAnotherRank_AreNamed(int[] shape, string words)
    {
        folder.With("weight-1", shape);
        Refuses("weight-1", "two dimensions", words);
    }

    [Fact]
    public void Load_OtherInputsThanAnExampleHas_NamesBothAndTheOrientation()
    {
        folder.With("weight-1", [2, 4]);
        Refuses("weight-1", "2 inputs", "4", "[in, out]");
    }

    [Fact]
    public void Load_SizesThatDoNotChain_NamesTheSecondOfThem()
    {
        folder.With("weight-1", [4, 3]).With("weight-2", [5, 2]);
        Refuses("weight-2", "5 inputs", "weight-1.npy", "3");
    }

    [Fact]
    public void Load_OtherOutputsThanThereAreClasses_NamesTheLastLayer()
    {
        folder.With("weight-1", [4, 3]).With("weight-2", [3, 5]);
        Refuses("weight-2", "expected 2 outputs", "got 5.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Load_OneBiasMissing_IsNamed(int missing)
    {
        folder.With("weight-1", [4, 3]).With("weight-2", [3, 3]).With("weight-3", [3, 2]);
        foreach (var layer in Enumerable.Range(1, 3).Where(layer => layer != missing))
        {
            folder.With($"bias-{layer}", [layer == 3 ? 2 : 3]);
        }

        Refuses($"bias-{missing}", "missing");
    }

    [Theory]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 2, 1 })]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new int[0])]
    public void Load_BiasOfAnotherShape_NamesWhatItShouldBe(int[] shape)
    {
        folder.With("weight-1", [4, 2]).With("bias-1", shape);
        Refuses("bias-1", "2 values in one dimension", $"[{string.Join(", ", shape)}]");
    }

    [Theory]
    [InlineData("weight-1")]
    [InlineData("bias-1")]
    public void Load_ObjectArray_IsRefusedByName(string name)
    {
        // What NumPy writes for ragged lists: a pickle behind the header, which could run anything.
        folder.With("weight-1", [4, 2]).With("bias-1", [2]);
        var header = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }".PadRight(117) + "\n";
        File.WriteAllBytes(folder.File(name), [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0,
            .. Encoding.ASCII.GetBytes(header), .. "\u0080\u0004cposix\nsystem\n."u8]);
        Refuses(name, "object");
    }

    [Fact]
    public void Load_TruncatedArray_IsRefusedByName()
    {
        folder.With("weight-1", [4, 2]);
        File.WriteAllBytes(folder.File("weight-1"), File.ReadAllBytes(folder.File("weight-1"))[..^1]);
        Refuses("weight-1", "truncated");
    }

    private string Refusal() => Assert.Throws<DataException>(() => WeightFolder.Load(folder.Path, 4, 2)).Message;

    private void Refuses(string file, params string[] words)
    {
        var message = Refusal();
        Assert.StartsWith(folder.File(file), message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
