using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// The promise of the kernels, on one machine: whatever instructions and however many cores a process has, trainings,
/// prunings and
/// evaluations of every kind of net end in the same bits. The digests are constants, so another machine must find them
/// too.
/// </summary>
public sealed class ArithmeticTests
{
    /// <summary>
    /// The digests of version exact-1 of the arithmetic, found alike on x86-64 with AVX2, with these switched off, and
    /// on emulated Arm64.
    /// </summary>
    private static readonly Dictionary<string, string> Digests = new()
    {
        ["small dense, tanh, Adam, magnitude pruning on the way"] = "F4C634E3DDAE1CAA",
        ["large dense, Adam, weights and units pruned after"] = "1300E3CDEFF5F3E4",
        ["two convolutions, RMSprop"] = "46B899FF8B9ECE3C",
        ["three convolutions, Adam"] = "3ACDB222AD654735",
        ["padding and stride, softmax output, SGD with momentum and decay"] = "A9D5DEA405E968AC",
        ["batch normalisation, training and evaluation"] = "8F4576E7B61DD08C",
        ["one convolution, Adadelta"] = "11BA85828F83F76F",
        ["residual block, SGD along a cosine, pruned by gradients"] = "D139CFE491D9673B",
    };

    /// <summary>In .NET 10 FMA goes with AVX2; processors are counted in hexadecimal.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", 1)]
    [InlineData("DOTNET_EnableAVX512", "0", 2)]
    [InlineData("DOTNET_EnableAVX512", "0", 3)]
    [InlineData("DOTNET_EnableAVX2", "0", 2)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", 3)]
    [InlineData("DOTNET_ReadyToRun", "0", 3)]
    public void Doctor_WhateverInstructionsAndCoresThereAre_FindsTheSameDigests(string switched, string value,
        int cores)
    {
        using var child = ChildProcess.Run(
            new Dictionary<string, string> { [switched] = value, ["DOTNET_PROCESSOR_COUNT"] = cores.ToString() },
                "doctor", "--device", "cpu");

        var found = child.Output.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length == 2 && Digests.ContainsKey(parts[1]))
                .ToDictionary(parts => parts[1], parts => parts[0]);
        Assert.Equal(Digests, found);
        Assert.Equal(0, child.ExitCode);
    }

    [Fact]
    public void Run_InThisProcess_FindsTheSameDigests() =>
        Assert.Equal(Digests, ArithmeticCheck.Run().ToDictionary(c => c.Name, c => c.Digest));

    [Fact]
    public void Known_IsWhatDoctorComparesWith() => Assert.Equal(Digests, ArithmeticCheck.Known);
}
