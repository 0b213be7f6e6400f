using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Expectations;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

/// <summary>
/// A claim whose data only the user can provide: it needs no expected file, and where the data are missing it has none, and
/// an audit says how to get them.
/// </summary>
internal static class MissingClaim
{
    /// <summary>Whether a claim is such a one.</summary>
    public static bool MayBe(Claim claim) => claim.Study.NeedsOwnData;

    /// <summary>Whether a claim's primary reading lacks its data here.</summary>
    public static bool Is(Claim claim) => claim.Study.Missing(claim.Study.Primary) is not null;

    /// <summary>Fails where the claim has an expected file, or is not reported as such.</summary>
    public static void Check(Claim claim, ExpectedFolder folder)
    {
        var reason = claim.Study.Missing(claim.Study.Primary)!;
        Assert.False(File.Exists(folder.PathOf(claim.Id)),
            $"{claim.Id} has an expected file, so its short run must be repeated here. {reason}");
        using var place = new Workplace();
        var audited = place.Audit(new() { Claims = [claim], Long = true }).Claims.Single();
        Assert.Equal((Verdict.NotRun, 0), (audited.Verdict, audited.Primary.N));
        Assert.Equal([reason], audited.Primary.Judgement.Notes);
        Assert.Matches("PRUNING_DATA|https://", reason);
    }
}
