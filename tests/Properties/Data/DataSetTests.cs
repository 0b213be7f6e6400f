using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Populations;
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
        let inputs = Enumerable.Range(0, count * features).Select(i => (float)i)
        select new DataSet("any", features, classes, [.. inputs], labels);

    [Fact]
    public void OneHot_AnySet_HasOneOnePerExampleAtItsLabel() => Cases.Check(Any, data =>
    {
        var oneHot = data.OneHot();
        Assert.Equal(data.Count, oneHot.Sum());
        Assert.All(
            Enumerable.Range(0, data.Count),
            example => Assert.Equal(1, oneHot[(example * data.Classes) + data.Labels[example]]));
    });

    [Fact]
    public void Gather_AnyRows_PicksEveryReplicatesOwnExamples() => Cases.Check(
        from data in Any
        from n in Gen.Choose(1, 6)
        from rows in Gen.Choose(1, 3).SelectMany(r => Gen.Choose(0, data.Count - 1).ArrayOf(n).ArrayOf(r))
        select (data, n, rows),
        c =>
        {
            using var examples = new TensorExamples(c.data, OperatorNet.Device);
            using var scope = NewDisposeScope();
            var (inputs, targets) = examples.Gather(c.rows, 0, c.n);
            Assert.Equal([c.rows.Length, c.data.Features, c.n], inputs.shape);
            Assert.Equal([c.rows.Length, c.data.Classes, c.n], targets.shape);
            Assert.Equal(
                from row in c.rows
                from feature in Enumerable.Range(0, c.data.Features)
                from example in row
                select c.data.Inputs[(example * c.data.Features) + feature],
                HostArrays.ToArray<float>(inputs));
            Assert.Equal(
                from row in c.rows
                from label in Enumerable.Range(0, c.data.Classes)
                from example in row
                select c.data.Labels[example] == label ? 1f : 0f,
                HostArrays.ToArray<float>(targets));
        });

    [Fact]
    public void Gather_StretchOfTheLists_IsThatStretchOfTheWhole() => Cases.Check(
        from data in Any
        from n in Gen.Choose(1, 6)
        from start in Gen.Choose(0, n - 1)
        from length in Gen.Choose(1, n - start)
        from rows in Gen.Choose(1, 3).SelectMany(r => Gen.Choose(0, data.Count - 1).ArrayOf(n).ArrayOf(r))
        select (data, start, length, rows),
        c =>
        {
            using var examples = new TensorExamples(c.data, OperatorNet.Device);
            using var scope = NewDisposeScope();
            var (inputs, targets) = examples.Gather(c.rows, c.start, c.length);
            int[][] some = [.. c.rows.Select(row => row[c.start..(c.start + c.length)])];
            var (someInputs, someTargets) = examples.Gather(some, 0, c.length);
            Assert.Equal(someInputs.shape, inputs.shape);
            Assert.Equal(HostArrays.ToArray<float>(someInputs), HostArrays.ToArray<float>(inputs));
            Assert.Equal(HostArrays.ToArray<float>(someTargets), HostArrays.ToArray<float>(targets));

            // Targets are the caller's: what becomes of them does not reach the set.
            targets.zero_();
            var again = examples.Gather(c.rows, c.start, c.length).Targets;
            Assert.Equal(HostArrays.ToArray<float>(someTargets), HostArrays.ToArray<float>(again));
        });
}
