using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;
using Device = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Data;

public sealed class DataSetTests
{
    private static readonly Gen<DataSet> Any =
        from count in Gen.Choose(1, 12)
        from features in Gen.Choose(1, 5)
        from classes in Gen.Choose(1, 4)
        from labels in Gen.Choose(0, classes - 1).ArrayOf(count)
        select new DataSet("any", features, classes, [.. Enumerable.Range(0, count * features).Select(i => (float)i)], labels);

    [Fact]
    public void OneHot_AnySet_HasOneOnePerExampleAtItsLabel() => Cases.Check(Any, data =>
    {
        var oneHot = data.OneHot();
        Assert.Equal(data.Count, oneHot.Sum());
        Assert.All(Enumerable.Range(0, data.Count), example => Assert.Equal(1, oneHot[(example * data.Classes) + data.Labels[example]]));
    });

    [Fact]
    public void Gather_AnyExamples_AreSideBySideInPanelsAndZeroBeyondThem() => Cases.Check(
        from data in Any
        from rows in Gen.Choose(1, 40).SelectMany(n => Gen.Choose(0, data.Count - 1).ArrayOf(n))
        from more in Gen.Choose(0, 20)
        select (data, rows, more),
        c =>
        {
            // What an earlier, longer batch left there must not stay.
            using var network = new CpuNetwork(new(), c.data.Features, c.rows.Length + c.more);
            network.Gather(c.data.Inputs, [.. c.rows, .. c.rows.Take(c.more)]);
            network.Gather(c.data.Inputs, c.rows);
            for (var lane = 0; lane < Panels.Count(c.rows.Length) * Panels.Width; lane++)
            {
                for (var feature = 0; feature < c.data.Features; feature++)
                {
                    var expected = lane < c.rows.Length ? c.data.Inputs[(c.rows[lane] * c.data.Features) + feature] : 0;
                    Assert.Equal(expected, At(network, c.data.Features, lane, feature));
                }
            }
        });

    [Fact]
    public void Gather_AnyRowsAsTensors_PicksEveryReplicatesOwnExamples() => Cases.Check(
        from data in Any
        from n in Gen.Choose(1, 6)
        from start in Gen.Choose(0, n - 1)
        from length in Gen.Choose(1, n - start)
        from rows in Gen.Choose(1, 3).SelectMany(r => Gen.Choose(0, data.Count - 1).ArrayOf(n).ArrayOf(r))
        select (data, start, length, rows),
        c =>
        {
            using var scope = NewDisposeScope();
            using var examples = new TensorExamples(c.data, TensorDevice.Of(Device.Cpu));
            int[][] rows = [.. c.rows.Select(row => row[c.start..(c.start + c.length)])];

            // Targets are the caller's: what becomes of them does not reach the set.
            examples.Gather(c.rows, c.start, c.length).Targets.zero_();
            var (inputs, targets) = examples.Gather(c.rows, c.start, c.length);
            Assert.Equal([rows.Length, c.data.Features, c.length], inputs.shape);
            Assert.Equal([rows.Length, c.data.Classes, c.length], targets.shape);
            Assert.Equal(
                rows.SelectMany(row => Enumerable.Range(0, c.data.Features).SelectMany(f => row.Select(e => c.data.Inputs[(e * c.data.Features) + f]))),
                HostArrays.ToArray<float>(inputs));
            Assert.Equal(
                rows.SelectMany(row => Enumerable.Range(0, c.data.Classes).SelectMany(k => row.Select(e => c.data.Labels[e] == k ? 1f : 0f))),
                HostArrays.ToArray<float>(targets));
        });

    [Fact]
    public void Digest_KnownContent_Passes()
    {
        // FIPS 180-2, appendix B.1: the SHA-256 of "abc".
        Digest.Check("abc.txt", "abc"u8, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    [Fact]
    public void Digest_OtherContent_NamesTheFileBothDigestsAndTheWayOut() => Cases.Check(
        from text in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get)
        where text != "abc"
        select text,
        text =>
        {
            const string Expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
            var content = Encoding.UTF8.GetBytes(text);
            var error = Assert.Throws<DataException>(() => Digest.Check("abc.txt", content, Expected));
            Assert.StartsWith("abc.txt: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(Expected, error.Message, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), error.Message, StringComparison.Ordinal);
            Assert.Contains("remove it", error.Message, StringComparison.Ordinal);
        });

    private static unsafe float At(CpuNetwork network, int features, int lane, int feature) =>
        network.Input[(((lane / Panels.Width * features) + feature) * Panels.Width) + (lane % Panels.Width)];
}
