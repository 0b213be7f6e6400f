using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Randomness;

public sealed class RandomStreamTests
{
    private static readonly string[] Names = ["init", "init-dynamic", "batch-order", "split", "random-pruning"];

    // Derived from the generator's definition by benchmarks/constants/streams.py, which shares no code with the library
    // used.
    [Theory]
    [InlineData(1, "init", new[] { -0.734104872f, 0.790874362f, 0.268129498f, -0.594433248f },
        new[] { 3, 2, 0, 6, 4, 7, 5, 1 })]
    [InlineData(256, "batch-order", new[] { 0.622943103f, 0.872005939f, -0.0161895044f, 0.134212986f },
        new[] { 7, 2, 0, 1, 5, 4, 3, 6 })]
    [InlineData(0, "", new[] { -0.465361893f, -0.229190856f, -0.846491098f, 0.516047239f },
        new[] { 1, 4, 7, 6, 5, 0, 3, 2 })]
    [InlineData(int.MinValue, "split", new[] { -0.471486151f, 0.905859649f, -0.448879778f, 0.248503014f },
        new[] { 1, 6, 3, 0, 5, 4, 7, 2 })]
    public void RandomStream_KnownSeedAndName_IsTheDocumentedGenerator(int seed, string name, float[] uniform,
        int[] permutation)
    {
        Assert.Equal(uniform, Uniform(seed, name, uniform.Length));
        Assert.Equal(permutation, new RandomStream(seed, name).Permutation(permutation.Length));
    }

    [Fact]
    public void RandomStream_AnySeedAndName_RepeatsItself() => Cases.Check(
        from seed in ArbMap.Default.GeneratorFor<int>()
        from name in Gen.Elements(Names)
        from count in Gen.Choose(1, 50)
        select (seed, name, count),
        c =>
        {
            Assert.Equal(Uniform(c.seed, c.name, c.count), Uniform(c.seed, c.name, c.count));
            Assert.Equal(new RandomStream(c.seed, c.name).Permutation(c.count),
                new RandomStream(c.seed, c.name).Permutation(c.count));
        });

    [Fact]
    public void RandomStream_OtherSeedOrOtherName_IsAnotherStream() => Cases.Check(
        from seeds in ArbMap.Default.GeneratorFor<int>().Two()
        from names in Gen.Elements(Names).Two()
        where seeds.Item1 != seeds.Item2 || names.Item1 != names.Item2
        select (seeds, names),
        c => Assert.NotEqual(Uniform(c.seeds.Item1, c.names.Item1, 8), Uniform(c.seeds.Item2, c.names.Item2, 8)));

    [Fact]
    public void RandomStream_AllRegisteredSeedsAndNames_AreDistinct()
    {
        (int Seed, string Name)[] streams = [.. Enumerable.Range(1, 256)
            .SelectMany(seed => Names.Select(name => (seed, name)))];
        Assert.Equal(streams.Length, streams.Select(s => GeneratorSeed(s.Seed, s.Name)).Distinct().Count());
        Assert.Equal(streams.Length, streams.Select(s => string.Join(' ', Uniform(s.Seed, s.Name, 4))).Distinct()
            .Count());
    }

    [Fact]
    public void Uniform_AnyBound_StaysWithinItAndScalesWithIt() => Cases.Check(
        from seed in ArbMap.Default.GeneratorFor<int>()
        from exponent in Gen.Choose(-20, 20)
        select (seed, bound: Math.ScaleB(1, exponent)),
        c =>
        {
            var values = new float[20];
            new RandomStream(c.seed, "init").Uniform(values, c.bound);
            Assert.All(values, v => Assert.InRange(v, -c.bound, c.bound));
            Assert.Equal(Uniform(c.seed, "init", 20), Array.ConvertAll(values, v => (float)(v / c.bound)));
        });

    private static float[] Uniform(int seed, string name, int count)
    {
        var values = new float[count];
        new RandomStream(seed, name).Uniform(values, 1);
        return values;
    }

    /// <summary>
    /// The generator's seed by its documentation; the constants above say that this is the one in use.
    /// </summary>
    private static int GeneratorSeed(int seed, string name) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}")));
}
