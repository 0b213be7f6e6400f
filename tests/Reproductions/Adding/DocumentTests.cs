using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Adding;

/// <summary>The example of a document in docs/adding.md runs and is judged.</summary>
public sealed class DocumentTests
{
    private static readonly Claim Claim = new HalfOfIrisDocument().Claims.Single();

    [Fact]
    public void Claim_ShortRun_IsJudgedUnderEveryReading()
    {
        using var session = Claim.Study.Open(Device.Cpu);
        Assert.Equal(["primary", "scope=layerwise", "epochs=200"], Claim.Readings.Select(r => r.Id));
        Assert.All(Claim.Readings, reading =>
        {
            var replicates = session.Run(reading, [.. Enumerable.Range(1, 8)], _ => { },
                TestContext.Current.CancellationToken);
            Assert.All(replicates, r => Assert.Equal(56,
                r.Values["magnitude.removed"])); // half of 4·16 + 16·3 weights is 56
            Assert.Equal(8, Claim.Judge(replicates, reading).N);
        });
    }

    [Fact]
    public void File_IsAsShortAsPromised() =>
        Assert.True(File.ReadAllLines(Path.Combine(Repository.Root,
            "tests/Reproductions/Adding/HalfOfIrisDocument.cs")).Length < 80);
}
