using System.Reflection;
using Microsoft.Playwright;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Pruning.Tests.Browser;

/// <summary>Light and dark, each with everything closed and with everything open that can be opened.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialSchemesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
                from opened in new[] { false, true }
                select new TheoryDataRow(scheme, opened)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
