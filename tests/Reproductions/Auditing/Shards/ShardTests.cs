using FsCheck.Xunit;
using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Shards;

public sealed class ShardTests
{
    [Property]
    public void Has_AnyStudyAndNumber_EverySeedIsOfOneShard(byte document, byte more)
    {
        var (study, count) = (new FakeStudy($"document-{document}/study"), 1 + more);
        Assert.All(Registration.Seeds(40), seed =>
            Assert.Single(Enumerable.Range(1, count), i => new Shard(i, count).Has(study, seed)));
    }

    [Property]
    public void Has_AnyLook_SharesDifferByOneSeedAtMost(byte document, byte more)
    {
        var (study, count) = (new FakeStudy($"document-{document}/study"), 1 + (more % 12));
        Assert.All(new[] { 8, 16, 32 }, look =>
        {
            var shares = Enumerable.Range(1, count)
                .Select(i => Registration.Seeds(look).Count(s => new Shard(i, count).Has(study, s))).ToList();
            Assert.InRange(shares.Max() - shares.Min(), 0, 1);
        });
    }

    [Fact]
    public void Has_StudiesOfOneDocument_ASeedIsOfOneShard() => Assert.All(Registration.Seeds(20), seed =>
        Assert.Equal(Shard.Of(new FakeStudy("one/a"), seed, 7), Shard.Of(new FakeStudy("one/b"), seed, 7)));

    [Fact]
    public void Has_StudyOfTimes_IsWhollyOneShards()
    {
        var study = new FakeStudy { Timed = true };
        Assert.Single(Registration.Seeds(20).Select(s => Shard.Of(study, s, 7)).Distinct());
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/8", 2, 8)]
    [InlineData("8/8", 8, 8)]
    public void Parse_Shard_IsReadAndWrittenAlike(string text, int index, int count)
    {
        var shard = Shard.Parse(text);
        Assert.Equal(new Shard(index, count), shard);
        Assert.Equal(text, $"{shard}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("-1/4")]
    [InlineData("a/b")]
    [InlineData("1/2/3")]
    [InlineData("1")]
    [InlineData("1/99999999999")]
    public void Parse_NoShard_IsNull(string text) => Assert.Null(Shard.Parse(text));
}
