using FsCheck.Xunit;

namespace Pruning.Tests.Properties.Statistics;

/// <summary>
/// The class's properties are tried on generated cases, the same 300 every time unless they say otherwise; a failure
/// prints the case.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
#pragma warning disable xUnit3003 // It marks classes, which have no source position of their own.
public sealed class GeneratedAttribute : PropertiesAttribute
#pragma warning restore xUnit3003
{
    /// <param name="arbitrary">Types with a public static method that returns an <c>Arbitrary</c> of the cases.</param>
    public GeneratedAttribute(params Type[] arbitrary)
    {
        Arbitrary = arbitrary;
        MaxTest = 300;
        Replay = "1935,1937";
        QuietOnSuccess = true;
    }
}
