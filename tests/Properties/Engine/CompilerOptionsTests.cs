using TorchSharp.Finding;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

/// <summary>libtorch's builds differ in standard, in the ABI of std::string and in having a GPU part; files stand for them here.</summary>
public sealed class CompilerOptionsTests
{
    private const string Constructor = "_ZN3c105ErrorC2ENS_14SourceLocation";

    [Theory]
    [InlineData("ENSt7__cxx1112basic_stringIcE", "-D_GLIBCXX_USE_CXX11_ABI=1")]
    [InlineData("ESs", "-D_GLIBCXX_USE_CXX11_ABI=0")]
    public void Arguments_StringsOfEitherAbi_FollowTheLibrary(string mangled, string expected) =>
        Assert.Contains(expected, Arguments(c10: Constructor + mangled));

    [Theory]
    [InlineData(1, 13, "-std=c++17")]
    [InlineData(2, 8, "-std=c++17")]
    [InlineData(2, 11, "-std=c++20")]
    public void Arguments_Version_ChoosesTheStandard(int major, int minor, string expected) =>
        Assert.Contains(expected, Arguments(version: $"#define TORCH_VERSION_MAJOR {major}\n#define TORCH_VERSION_MINOR {minor}\n"));

    [Fact]
    public void Arguments_GpuPart_IsLinkedOnlyWhereThereIsOne()
    {
        Assert.Contains("-ltorch_cuda", Arguments(cuda: true));
        Assert.DoesNotContain("-ltorch_cuda", Arguments(cuda: false));
    }

    private static List<string> Arguments(string c10 = "", string version = "", bool cuda = false)
    {
        var folder = Directory.CreateTempSubdirectory("engine");
        try
        {
            var header = Directory.CreateDirectory(Path.Combine(folder.FullName, "torch/csrc/api/include/torch"));
            File.WriteAllText(Path.Combine(header.FullName, "version.h"), version);
            File.WriteAllText(Path.Combine(folder.FullName, "libc10.so"), c10);
            if (cuda)
            {
                File.WriteAllText(Path.Combine(folder.FullName, "libtorch_cuda.so"), "");
            }

            return NativeCompiler.Arguments(new LibTorch(folder.FullName, folder.FullName, "a test"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
