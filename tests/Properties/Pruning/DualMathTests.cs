using System.Runtime.Intrinsics;
using Pruning.Shared.Pruning.Curvature;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>exp and tanh in double against the system's, which err by less than two units in the last place.</summary>
public sealed class DualMathTests
{
    [Fact]
    public void Exp_NumbersBelowZero_IsWithinThreeUnitsInTheLastPlace()
    {
        for (var x = -707.9; x <= 0; x += 0.0137)
        {
            AssertNear(Math.Exp(x), Lane(DualMath.Exp, x));
        }

        Assert.Equal(1, Lane(DualMath.Exp, 0));
        Assert.Equal(0, Lane(DualMath.Exp, -708.1));
        Assert.Equal(0, Lane(DualMath.Exp, double.NegativeInfinity));
        Assert.Equal(double.NaN, Lane(DualMath.Exp, double.NaN));
    }

    [Fact]
    public void Tanh_Numbers_IsWithinFourUnitsInTheLastPlaceAndOdd()
    {
        for (var x = 1e-300; x < 30; x = x < 1e-3 ? x * 1.7 : x + 0.00173)
        {
            var y = Lane(DualMath.Tanh, x);
            AssertNear(Math.Tanh(x), y);
            Assert.Equal(-y, Lane(DualMath.Tanh, -x));
        }

        Assert.Equal(0, Lane(DualMath.Tanh, 0));
        Assert.Equal(1, Lane(DualMath.Tanh, double.PositiveInfinity));
        Assert.Equal(double.NaN, Lane(DualMath.Tanh, double.NaN));
    }

    private static double Lane(Func<Vector512<double>, Vector512<double>> function, double x)
    {
        // One lane of eight: the others hold something else.
        var result = function(Vector512.Create(-3.0).WithElement(5, x));
        return result[5];
    }

    private static void AssertNear(double expected, double found) =>
        Assert.InRange(Math.Abs(found - expected), 0, 4 * (Math.BitIncrement(expected) - expected));
}
