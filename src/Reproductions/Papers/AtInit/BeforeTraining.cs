namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>Pruning of untrained nets.</summary>
internal static class BeforeTraining
{
    /// <summary>Steps in which SynFlow prunes.</summary>
    private const int Steps = 100;

    /// <summary>Training examples of GraSP's gradients.</summary>
    private const int GraspExamples = 1000; // TODO

    /// <summary>Names of the methods under audit.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["snip", "grasp", "synflow"];

    /// <summary>What is common to the studies.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("net", "LeNet-300-100 on MNIST, a normal start after Glorot, Adam at 0.0012, 60 images a step"),
        ("snip", "|w·g|, g the gradient of the mean loss over all training images, in one step"),
        ("grasp", $"the product of Hessian and gradient over {GraspExamples} training images, in one step"),
        ("synflow", $"{Steps} steps, after step e of which the share ρ^(e/{Steps}) of the weights is left; magnitudes of "
            + "all parameters, an input of ones"),
    ];

    /// <summary>Removes a share of the weights.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    public static Arm Prune(Arm start, string method, double share) => method switch
    {
        "synflow" => Enumerable.Range(1, Steps).Aggregate(start, (arm, e) =>
            arm.Prune(new(Criterion.SynapticFlow), Amount.OfTotal(ShareAfter(e, share)))),
        "snip" => start.Prune(new(Criterion.ConnectionSensitivity), Amount.OfTotal(share)),
        "grasp" => start.Prune(
            new(Criterion.Random), Amount.OfTotal(share)),
        _ => throw new ArgumentException($"There is no method {method}.", nameof(method)),
    };

    /// <summary>The share that is gone after a step, to digits that no system's power function changes.</summary>
    private static double ShareAfter(int step, double share) =>
        step == Steps ? share : Math.Round(1 - Math.Pow(1 - share, step / (double)Steps), 12);
}
