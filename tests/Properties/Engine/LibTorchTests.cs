using System.Runtime.InteropServices;
using Pruning.Shared.Engine;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed unsafe class LibTorchTests
{
    [Fact]
    public void Load_OnManyThreadsAgain_KeepsTheOneThatIsLoaded()
    {
        var before = LibTorch.Handle;
        Parallel.For(0, 16, _ => LibTorch.Load());
        Assert.True(LibTorch.IsLoaded);
        Assert.Null(LibTorch.Problem());
        Assert.Equal(before, LibTorch.Handle);
    }

    [Fact]
    public void Describe_ThisMachine_NamesAFolderWithTheLibrariesAndAFittingVersion()
    {
        var engine = LibTorch.Describe();
        Assert.Equal("torchsharp", engine.Backend);
        Assert.StartsWith(LoadedLibTorch.Fitting + ".", engine.Version);
        Assert.True(File.Exists(Path.Combine(engine.Location, NativePlatform.Current.File("torch_cpu"))));
        Assert.Equal(cuda.is_available(), engine.CudaDevices > 0);
        Assert.True(engine.PatchedCopy is null || File.Exists(engine.PatchedCopy));
    }

    [Theory]
    [InlineData(0x020A_0000_0000_0000, "2.10.0")]
    [InlineData(0x0207_0100_0000_0000, "2.7.1")]
    public void Version_AsTheLibraryPacksIt_IsMajorMinorPatch(ulong packed, string version) =>
        Assert.Equal(version, LibTorchVersion.Text(packed));

    [Fact]
    public void Threads_Set_AreThoseOfOperators()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            Assert.Equal(1, get_num_threads());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Deterministic_OnAndOff_IsWhatLibtorchThenSays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(),
            "Other names of the exports, of which the mode says that they are missing.");
        var library = LibTorch.Handle;
        var context = ((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv"))();
        var ask = (delegate* unmanaged<nint, byte>)NativeLibrary.GetExport(library,
            "_ZNK2at7Context23deterministicAlgorithmsEv");
        try
        {
            Assert.Empty(DeterministicMode.Set(on: true));
            Assert.Equal(1, ask(context));
        }
        finally
        {
            Assert.Empty(DeterministicMode.Set(on: false));
        }

        Assert.Equal(0, ask(context));
    }
}
