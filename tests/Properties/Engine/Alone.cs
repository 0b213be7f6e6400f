using Xunit;

namespace Pruning.Tests.Properties.Engine;

/// <summary>Tests that measure the process's memory: no other test may fill it meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
