using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class NumericsTests
{
    private static readonly Dictionary<string, string> Engine =
        new()
        {
            ["device"] = "Some GPU 100",
            ["libtorch"] = "2.10.0",
            ["cuda"] = "cuda 12080",
            ["cudnn"] = "cudnn 90100",
            ["blas"] = "a BLAS"
        };

    [Fact]
    public void Of_ACpu_IsTheKernelsVersionWhateverTheEngine()
    {
        Assert.Equal(Exact.Version, Numerics.Of(Device.Cpu, Engine));
        Assert.Equal(Exact.Version, Numerics.Of(Device.Cpu, new Dictionary<string, string>()));
        var here = new RunEnvironment(Device.Cpu, Engine);
        Assert.Equal((true, "exact", Exact.Version), (here.IsExact, here.Entry, here.Numerics));
    }

    [Fact]
    public void Of_AGpu_NamesAllThatMovesItsBits()
    {
        var there = new RunEnvironment(Device.Cuda, Engine);
        Assert.Equal("Some GPU 100, libtorch 2.10.0, cuda 12080, cudnn 90100", there.Numerics);
        Assert.Equal((false, there.Numerics), (there.IsExact, there.Entry));
    }

    [Fact]
    public void Of_AGpuThatTellsLittle_SaysWhatIsUnknown() =>
        Assert.Equal("device unknown, libtorch unknown, cuda unknown, cudnn unknown",
            Numerics.Of(Device.Cuda, new Dictionary<string, string>()));
}
