using FsCheck;
using FsCheck.Fluent;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>A pool of up to 2000 entries, how many of them are left, and a share.</summary>
public sealed record ShareCase(int Total, int Remaining, double Share)
{
    public static Gen<ShareCase> Any { get; } =
        from total in Gen.Choose(1, 2000)
        from remaining in Gen.Choose(0, total)
        from share in PoolCase.Share(total)
        select new ShareCase(total, remaining, share);

    public static Arbitrary<ShareCase> AnyCase() => Any.ToArbitrary();
}
