using Pruning.Reproductions.Auditing;
using Pruning.Shared.Kernels;
using TorchSharp;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class NumericsTests
{
    private static readonly Dictionary<string, string> Engine = new() { ["device"] = "Some GPU 100", ["libtorch"] = "2.10.0", ["cuda"] = "CUDA Runtime 12.8, CuDNN 9.1", ["blas"] = "a BLAS" };

    [Fact]
    public void Of_ACpu_IsTheKernelsVersionWhateverTheEngine()
    {
        Assert.Equal(Exact.Version, Numerics.Of(torch.CPU, Engine));
        Assert.Equal(Exact.Version, Numerics.Of(torch.CPU, new Dictionary<string, string>()));
        var here = new RunEnvironment(torch.CPU, Engine);
        Assert.Equal((true, "exact", Exact.Version), (here.IsExact, here.Entry, here.Numerics));
    }

    [Fact]
    public void Of_AGpu_NamesAllThatMovesItsBits()
    {
        var there = new RunEnvironment(torch.CUDA, Engine);
        Assert.Equal("Some GPU 100, libtorch 2.10.0, CUDA Runtime 12.8, CuDNN 9.1", there.Numerics);
        Assert.Equal((false, there.Numerics), (there.IsExact, there.Entry));
    }

    [Fact]
    public void Of_AGpuThatTellsLittle_SaysWhatIsUnknown() =>
        Assert.Equal("device unknown, libtorch unknown, cuda unknown", Numerics.Of(torch.CUDA, new Dictionary<string, string>()));
}
