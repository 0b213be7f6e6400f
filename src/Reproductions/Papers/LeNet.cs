using System.Collections.Immutable;

namespace Pruning.Reproductions.Papers;

/// <summary>
/// LeNet-300-100 on MNIST, as in what several documents build on: 784→300→100→10, ReLU between, of 266,200 weights.
/// </summary>
internal static class LeNet
{
    /// <summary>The last layer.</summary>
    public const string Last = "fc3";

    /// <summary>The hidden layers.</summary>
    public static ImmutableArray<string> Hidden { get; } = ["fc1", "fc2"];

    /// <summary>The net.</summary>
    public static Architecture Net { get; } = new(new Linear(Hidden[0], 784, 300), new Relu(),
        new Linear(Hidden[1], 300, 100), new Relu(), new Linear(Last, 100, 10));

    /// <summary>Weights, without biases.</summary>
    public static int Weights { get; } = Net.Of(ParameterRole.Weight).Sum(w => w.Count);

    /// <summary>Normal initial values after Glorot.</summary>
    public static Init Init { get; } = Init.GlorotNormal();

    /// <summary>Adam at the rate of Frankle and Carbin 2019 for this net.</summary>
    public static Adam Optimizer { get; } = new(1.2e-3);
}
