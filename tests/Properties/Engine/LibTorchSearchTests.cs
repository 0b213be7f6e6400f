using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

public sealed class LibTorchSearchTests : IDisposable
{
    private static readonly NativePlatform Linux = new("linux-x64");

    private readonly string folder = Directory.CreateTempSubdirectory("search-").FullName;

    [Fact]
    public void Find_LibtorchAnywhereElseToo_TakesTheFolderThatTheVariableNames()
    {
        Put("named/lib/libtorch_cpu.so", "program/libtorch_cpu.so", "program/libLibTorchSharp.so",
            "torch/libtorch_cpu.so");
        var place = Search().Find(At("named"));
        Assert.Equal(At("named/lib"), place.Folder);
        Assert.Contains("LIBTORCH", place.Source);
        Assert.Equal(At("program/libLibTorchSharp.so"), place.TorchSharp);
        Assert.False(place.OwnTorchSharp);
    }

    [Fact]
    public void Find_LibTorchSharpInTheFolderThatTheVariableNames_GoesBeforeAnyOther()
    {
        Put("named/lib/libtorch_cpu.so", "named/lib/libLibTorchSharp.so", "program/libLibTorchSharp.so");
        var place = Search().Find(At("named"));
        Assert.Equal((At("named/lib/libLibTorchSharp.so"), true), (place.TorchSharp, place.OwnTorchSharp));
    }

    [Fact]
    public void Find_VariableNamesTheLibrariesFolder_TakesIt()
    {
        Put("named/libtorch_cpu.so", "sharp/libLibTorchSharp.so");
        Assert.Equal(At("named"), Search().Find(At("named")).Folder);
    }

    [Fact]
    public void Find_VariableNamesAFolderWithout_IsAnErrorThatNamesItEvenIfThereIsAnother()
    {
        Put("torch/libtorch_cpu.so", "sharp/libLibTorchSharp.so");
        var error = Assert.Throws<LibTorchException>(() => Search().Find("/nowhere/libtorch"));
        Assert.Contains("LIBTORCH is '/nowhere/libtorch'", error.Message);
        Assert.Contains("libtorch_cpu.so", error.Message);
        Assert.Contains("unset", error.Message);
    }

    [Theory]
    [InlineData("program")]
    [InlineData("program/runtimes/linux-x64/native")]
    public void Find_BesideTheProgram_GoesBeforeThePackages(string beside)
    {
        Put($"{beside}/libtorch_cpu.so", $"{beside}/libLibTorchSharp.so", "torch/libtorch_cpu.so",
            "sharp/libLibTorchSharp.so");
        var place = Search().Find("");
        Assert.Equal((At(beside), "beside the program", At($"{beside}/libLibTorchSharp.so")),
            (place.Folder, place.Source, place.TorchSharp));
    }

    [Fact]
    public void Find_NothingBeside_TakesThePackages()
    {
        Put("torch/libtorch_cpu.so", "sharp/libLibTorchSharp.so");
        var place = Search().Find(null);
        Assert.Equal((At("torch"), At("sharp/libLibTorchSharp.so")), (place.Folder, place.TorchSharp));
    }

    [Theory]
    [InlineData("sharp/libLibTorchSharp.so", "libtorch_cpu.so", "torch")]
    [InlineData("torch/libtorch_cpu.so", "libLibTorchSharp.so", "sharp")]
    public void Find_PackageGone_NamesFileFoldersAndWaysOut(string there, string missing, string package)
    {
        Put(there);
        var error = Assert.Throws<LibTorchException>(() => Search().Find(null));
        Assert.All([missing, At(package), At("program"), "dotnet build", "dotnet publish", "--device cpu"],
            said => Assert.Contains(said, error.Message));
    }

    [Fact]
    public void Find_PackedProgramWithoutLibtorch_NamesTheVariableAndThePackage()
    {
        Put("program/runtimes/linux-x64/native/libLibTorchSharp.so");
        var error = Assert.Throws<LibTorchException>(() => new LibTorchSearch(Linux, At("program"), null, null)
            .Find(null));
        Assert.All(["libtorch_cpu.so", At("program"), "LIBTORCH", LoadedLibTorch.Fitting, "libtorch-cpu-linux-x64",
            "--device cpu"], said => Assert.Contains(said, error.Message));
        Assert.DoesNotContain("dotnet build", error.Message);
    }

    [Fact]
    public void Find_PackedProgramAndANamedLibtorch_TakesTorchSharpFromBesideTheProgram()
    {
        Put("program/runtimes/linux-x64/native/libLibTorchSharp.so", "named/libtorch_cpu.so");
        var place = new LibTorchSearch(Linux, At("program"), null, null).Find(At("named"));
        Assert.Equal((At("named"), At("program/runtimes/linux-x64/native/libLibTorchSharp.so")),
            (place.Folder, place.TorchSharp));
    }

    [Theory]
    [InlineData("linux-arm64")]
    [InlineData("linux-musl-x64")]
    [InlineData("win-x86")]
    public void Find_PlatformWithoutNatives_NamesItAndThoseThatHaveThem(string rid)
    {
        var error = Assert.Throws<LibTorchException>(() => new LibTorchSearch(new(rid), folder, null, null).Find(null));
        Assert.All([rid, "linux-x64", "osx-arm64", "win-arm64", "win-x64", "--device cpu"],
            said => Assert.Contains(said, error.Message));
    }

    [Theory]
    [InlineData("linux-x64", "libc10.so")]
    [InlineData("osx-arm64", "libc10.dylib")]
    [InlineData("win-x64", "c10.dll")]
    public void File_OfALibrary_IsCalledAsThePlatformCallsIt(string rid, string file) =>
        Assert.Equal(file, new NativePlatform(rid).File("c10"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private LibTorchSearch Search() => new(Linux, At("program"), At("sharp"), At("torch"));

    private string At(string path) => Path.Combine([folder, .. path.Split('/')]);

    private void Put(params string[] files)
    {
        foreach (var file in files.Select(At))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }
    }
}
