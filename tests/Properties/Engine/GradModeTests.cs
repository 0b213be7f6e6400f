using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class GradModeTests
{
    [Fact]
    public void NoGrad_Inside_RecordsNothing_AndOutsideAgain()
    {
        using var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void NoGrad_OnOneThread_LeavesOthersAlone()
    {
        var elsewhere = false;
        using (no_grad())
        {
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
        }

        Assert.True(elsewhere);
    }

    [Fact]
    public void NoGrad_LeftByAnException_IsUndone()
    {
        Assert.Throws<InvalidOperationException>(Leave);
        Assert.True(is_grad_enabled());

        static void Leave()
        {
            using var _ = no_grad();
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public void InferenceMode_Results_NeverRequireGrad()
    {
        using var x = ones(1, requires_grad: true);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
    }
}
