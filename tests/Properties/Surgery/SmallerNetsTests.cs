using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Surgery;

[Generated(typeof(SurgeryCase))]
public sealed class SmallerNetsTests
{
    [Fact]
    public void Cut_AnyNet_AgreesWithTheMaskedNetOnEveryOutputToTheBit() => Cases.Check(
        SurgeryCase.Removing,
        c =>
        {
            float[][] masked = [.. c.Rows.Zip(c.Kept, (row, kept) => row.Zip(kept.Mask(), (w, m) => w * m).ToArray())];
            AssertSame((c.Whole with { Rows = masked }).Outputs(), Small(c).Outputs());
        },
        500);

    [Fact]
    public void Cut_OnlyTheGroupsOwnParametersMasked_AgreesToTheBitAsWell() => Cases.Check(
        SurgeryCase.Removing,
        c =>
        {
            // What reads a group need not be zero, as the group itself is: all that lies between makes zeros of zeros.
            var masked = c.Rows.Zip(c.Kept, (row, kept) =>
            {
                var gone = kept.Layers.SelectMany(l =>
                    Enumerable.Range(0, l.Layer.Count).Except(l.Kept).SelectMany(l.Layer.Incoming)).ToHashSet();
                return row.Select((w, column) => gone.Contains(column) ? 0 : w).ToArray();
            });
            AssertSame((c.Whole with { Rows = [.. masked] }).Outputs(), Small(c).Outputs());
        });

    [Fact]
    public void Cut_AnyNet_AgreesWithTheMaskedNetByTorchSharpsOperators() => Cases.Check(
        SurgeryCase.Removing,
        c =>
        {
            float[][] masked = [.. c.Rows.Zip(c.Kept, (row, kept) => row.Zip(kept.Mask(), (w, m) => w * m).ToArray())];
            var (expected, found) = ((c.Whole with { Rows = masked }).TensorOutputs(), Small(c).TensorOutputs());
            foreach (var (whole, small) in expected.SelectMany(row => row).Zip(found.SelectMany(row => row)))
            {
                Assert.Equal(whole.Length, small.Length);
                Assert.All(whole.Zip(small), v => Assert.Equal(v.First, v.Second,
                    1e-6 * Math.Max(1, Math.Abs(v.First))));
            }
        });

    [Property]
    public void Cut_AnyNet_AgreesWithPlainLoopsOverTheSmallerNet(SurgeryCase c)
    {
        var small = Small(c);
        small.AssertPlain(small.Outputs(), 2e-5);
    }

    [Property]
    public void Cut_NothingRemoved_ChangesNothing(SurgeryCase c)
    {
        var same = SmallerNets.Cut(c.Rows, [.. c.Rows.Select(_ => KeptGroups.All(c.Net))]);
        Assert.Equal(c.Rows, same.Rows);
        Assert.Equal(c.Net.Steps, same.Architecture.Steps);
        AssertSame(c.Whole.Outputs(), (c.Whole with { Net = same.Architecture, Rows = same.Rows }).Outputs());
    }

    [Property]
    public void Cut_AnyNet_TakesEveryRemovedGroupsParametersAndNoOthers(SurgeryCase c)
    {
        // From the definition: layer by layer (what is read of the layer before · what one of it is read with + bias) ·
        // what stays.
        var small = c.Cut();
        var counts = c.Layers.Zip(c.Counts).ToDictionary(l => l.First.Name, l => l.Second);
        var (expected, read) = (0, 0);
        foreach (var layer in c.Net.Steps.Select(s => s.Layer))
        {
            switch (layer)
            {
                case Convolution convolution:
                    var filters = counts.GetValueOrDefault(convolution.Name, convolution.Filters);
                    expected += filters
                        * (((read == 0 ? convolution.Input.Channels : read) * convolution.Kernel * convolution.Kernel)
                        + (convolution.Bias ? 1 : 0));
                    read = filters;
                    break;
                case Linear linear:
                    var units = counts.GetValueOrDefault(linear.Name, linear.Outputs);
                    expected += units
                        * ((read == 0 ? linear.Inputs : linear.Inputs * read / OutputsBefore(c.Net, linear))
                        + (linear.Bias ? 1 : 0));
                    read = units;
                    break;
            }
        }

        Assert.Equal(expected, small.Architecture.ParameterCount);
        Assert.All(small.Rows, row => Assert.Equal(expected, row.Length));
        Assert.All(c.Kept, kept => Assert.Equal(expected, kept.Mask().Sum()));
    }

    [Property]
    public void MultiplyAccumulates_OfTheSmallerNet_AreItsWeightsOnceAPosition(SurgeryCase c)
    {
        // Positions are those of the whole net: surgery takes maps, and leaves their size.
        var small = c.Cut().Architecture;
        var expected = small.Steps.Zip(c.Net.Steps).Where(s => s.First.Count > 0).Sum(s =>
            (long)small.Parameters[s.First.First].Count
                * (s.Second.Layer is Convolution whole ? whole.Output.Height * whole.Output.Width : 1));
        Assert.Equal(expected, small.MultiplyAccumulates);
        Assert.True(small.MultiplyAccumulates <= c.Net.MultiplyAccumulates);
    }

    [Fact]
    public void Cut_Twice_IsCuttingOnceWhatBothTake() => Cases.Check(
        from c in SurgeryCase.Any
        from shares in Gen.Choose(0, 4).ArrayOf(c.Counts.Length)
        select (c, Fewer: c.Counts.Zip(shares, (count, share) => Math.Max(1, count - share)).ToArray()),
        x =>
        {
            var once = SmallerNets.Cut(x.c.Rows, x.c.KeptWith(x.Fewer));
            var first = x.c.Cut();
            var second = x.c.Kept.Zip(x.c.KeptWith(x.Fewer), (outer, inner) => new KeptGroups(
                first.Architecture,
                x.c.Layers.ToDictionary(l => l.Name, l =>
                    (IReadOnlyList<int>)[.. inner.Of(l.Name)
                    .Select(group => outer.Of(l.Name).ToList().IndexOf(group))])));
            var twice = SmallerNets.Cut(first.Rows, [.. second]);
            Assert.Equal(once.Rows, twice.Rows);
            Assert.Equal(once.Architecture.Steps, twice.Architecture.Steps);
        });

    [Fact]
    public void Cut_RowsInAnotherOrder_GivesTheSameRowsInThatOrder() => Cases.Check(
        from c in SurgeryCase.Any
        from order in Gen.Shuffle(Enumerable.Range(0, c.Rows.Length))
        select (c, order),
        x =>
        {
            var kept = x.c.Kept;
            var moved = SmallerNets.Cut([.. x.order.Select(r => x.c.Rows[r])], [.. x.order.Select(r => kept[r])]);
            var straight = x.c.Cut();
            Assert.Equal(x.order.Select(r => straight.Rows[r]), moved.Rows);
            Assert.Equal(straight.Architecture.Steps, moved.Architecture.Steps);
        });

    [Property]
    public void Cut_AMask_IsAllThatItLeavesOfIt(SurgeryCase c) =>
        Assert.All(SmallerNets.Cut([.. c.Kept.Select(k => k.Mask())], c.Kept).Rows,
            row => Assert.All(row, m => Assert.Equal(1, m)));

    [Fact]
    public void Cut_ThePublishedNet_LeavesThePublishedCount()
    {
        // Six and two filters: 6·9 = 54, 2·6·9 = 108, 10·2·144 + 10 = 2,890. 26²·54 = 36,504; 24²·108 = 62,208; 2,880.
        var kept = KeptGroups.All(Nets.Filters).Without("conv1", 7, 0).Without("conv2", 1, 2);
        float[] values = [.. Enumerable.Range(0, 6130)];
        var small = SmallerNets.Cut([values], [kept]);
        Assert.Equal(3052, small.Architecture.ParameterCount);
        Assert.Equal([54, 108, 2880, 10], small.Architecture.Parameters.Select(p => p.Count));
        Assert.Equal([36504, 62208, 2880], small.Architecture.Steps.Where(s => s.Count > 0)
            .Select(s => s.Layer.MultiplyAccumulates));
        Assert.Equal(101592, small.Architecture.MultiplyAccumulates);

        // Values are their own columns: filters 1 to 6; of filters 0 and 3 channels 1 to 6; of each class maps 0 and 3
        // of 144 positions.
        var row = small.Rows[0];
        Assert.Equal(Columns(9, 54), row[..54]);
        Assert.Equal([.. Columns(72 + 9, 54), .. Columns(72 + 216 + 9, 54)], row[54..162]);
        Assert.Equal([.. Columns(360, 144), .. Columns(360 + 432, 144), .. Columns(360 + 576, 144)], row[162..594]);
        Assert.Equal(Columns(6120, 10), row[^10..]);
    }

    private static IEnumerable<float> Columns(int first, int count) =>
        Enumerable.Range(first, count).Select(c => (float)c);

    private static int OutputsBefore(Architecture net, Linear layer) =>
        net.Steps.Select(s => s.Layer).TakeWhile(l => l != layer)
        .Select(l => l switch { Convolution c => c.Filters, Linear u => u.Outputs, _ => 0 }).Last(n => n > 0);

    private static ImageCase Small(SurgeryCase c)
    {
        var small = c.Cut();
        return c.Whole with { Net = small.Architecture, Rows = small.Rows };
    }

    private static void AssertSame(float[][][] expected, float[][][] actual) =>
        Assert.Equal(Bits.Of(expected), Bits.Of(actual));
}
