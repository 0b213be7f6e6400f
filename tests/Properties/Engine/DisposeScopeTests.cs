using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_AtItsEnd_DisposesWhatItsThreadMade()
    {
        using var before = ones(1);
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = before + 1;
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
    }

    [Fact]
    public void MoveToOuter_Nested_OutlivesTheInnerScopeOnly()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(1).MoveToOuterDisposeScope();
            }

            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void Detach_AtTheEnd_LeavesTheTensor()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = ones(1).DetachFromDisposeScope();
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void Attach_TensorFromOutside_IsDisposedWithTheScope()
    {
        var outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(outside);
        }

        Assert.True(outside.IsInvalid);
    }

    [Fact]
    public void Dispose_InAnyOrderWithin_KeepsTheCount()
    {
        using var scope = NewDisposeScope();
        var made = Enumerable.Range(0, 5).Select(_ => ones(1)).ToArray();
        made[2].Dispose();
        made[0].Dispose();
        made[4].Dispose();
        Assert.Equal(2, scope.DisposablesCount);
        scope.DisposeEverything();
        Assert.All(made, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Scope_OnOneThread_DoesNotTakeAnothers()
    {
        Tensor? foreign = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => foreign = ones(1));
            thread.Start();
            thread.Join();
        }

        Assert.False(foreign!.IsInvalid);
        foreign.Dispose();
    }
}
