using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Native;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class CallCounterTests
{
    [Fact]
    public void Counts_Operators_ByNameAndWhatTheyAreMadeOf()
    {
        using var counter = new CallCounter();
        using (NewDisposeScope())
        {
            _ = zeros(256).add(ones(256));
        }

        // zeros and ones each take a tensor by empty, and fill it; add takes one by itself. 256 floats are 1,024 bytes.
        var counts = counter.Counts();
        Assert.Equal(new(1, 0, 1, 1024), counts.Calls["aten::add.Tensor"]);
        Assert.Equal(new(1, 0, 1, 1024), counts.Calls["aten::zeros"]);
        Assert.Equal(new(0, 2, 0, 0), counts.Calls["aten::empty.memory_format"]);
        Assert.Equal((3, 3, 3072), (counts.Operators, counts.Allocations, counts.Bytes));
        Assert.Contains("1 aten::zeros", counts.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_Backward_HasTheOperatorsOfAutograd()
    {
        using var scope = NewDisposeScope();
        var x = ones(4, requires_grad: true);
        var y = x.exp();
        using var counter = new CallCounter();
        y.backward([ones_like(y)]);
        var calls = counter.Counts().Calls;
        Assert.Equal(1, calls["aten::mul.Tensor"].Asked);
        Assert.DoesNotContain(calls.Keys, name => name.StartsWith("autograd", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_Kernel_OnceBesideTheOperatorsThatItAsksFor()
    {
        using var scope = NewDisposeScope();
        var (t, maps) = (zeros(100), ones(1, 1, 4, 4));
        using var counter = new CallCounter();
        Assert.True(TorchSharp.Engine.TryAdam(t, t, t, t, null, 0.9, 0.999, -1, 1, 1e-8));
        _ = TorchSharp.Engine.MaxPool(maps, 2);
        var counts = counter.Counts();
        Assert.Equal(new(1, 0, 0, 0), counts.Calls["slim::adam"]);
        Assert.Equal(1, counts.Calls["slim::pool_pairs"].Asked);
        Assert.Equal(new(2, 0, 2, 16 + 4), counts.Calls["aten::empty.memory_format"]);
    }

    [Fact]
    public void Counts_OtherThreads_AreNotSeen()
    {
        using var counter = new CallCounter();
        var thread = new Thread(() => ones(16).Dispose());
        thread.Start();
        thread.Join();
        Assert.Equal(0, counter.Counts().Operators);
    }

    [Fact]
    public void CallCounter_SecondOnItsThread_IsRefusedAndTheNextStartsFromNothing()
    {
        using (var counter = new CallCounter())
        {
            ones(16).Dispose();
            Assert.Contains("already", Assert.Throws<ExternalException>(Nested).Message, StringComparison.Ordinal);
            ones(16).Dispose();
            Assert.Equal(2, counter.Counts().Operators);
        }

        ones(16).Dispose();
        using var next = new CallCounter();
        Assert.Equal(0, next.Counts().Operators);

        static void Nested()
        {
            using var second = new CallCounter();
        }
    }
}
