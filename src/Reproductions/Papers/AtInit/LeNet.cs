namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>LeNet-300-100 on MNIST: 784→300→100→10, ReLU between, of 266,200 weights.</summary>
internal static class LeNet
{
    /// <summary>The net.</summary>
    public static Architecture Net { get; } = new(
        new Linear("fc1", 784, 300), new Relu(), new Linear("fc2", 300, 100), new Relu(), new Linear("fc3", 100, 10));

    /// <summary>Weights, without biases.</summary>
    public static int Weights { get; } = Net.Of(ParameterRole.Weight).Sum(w => w.Count);

    /// <summary>Normal initial values after Glorot.</summary>
    public static Init Init { get; } = Init.GlorotNormal();
}
