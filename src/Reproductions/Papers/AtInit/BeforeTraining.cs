namespace Pruning.Reproductions.Papers.AtInit;

/// <summary>Pruning of untrained nets.</summary>
internal static class BeforeTraining
{
    /// <summary>Turns in which SynFlow prunes.</summary>
    private const int Turns = 100;

    /// <summary>Training examples of GraSP's gradients.</summary>
    private const int GraspExamples = 1000;

    /// <summary>Names of the methods under audit.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["snip", "grasp", "synflow"];

    /// <summary>What is common to the studies.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("net", "LeNet-300-100 on MNIST, a normal start after Glorot, biases at 0"),
        ("snip", "|w·g|, g the gradient of the mean loss over all training images, in one step"),
        ("grasp", $"the product of Hessian and gradient over {GraspExamples} training images, in one step"),
        ("synflow",
            $"{Turns} turns, after turn e of which the share ρ^(e/{Turns}) of the weights is left; magnitudes of "
            + "all parameters, an input of ones"),
    ];

    /// <summary>Removes a share of the weights.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <param name="temperature">What GraSP divides the net's outputs by.</param>
    public static Arm Prune(Arm start, string method, double share, double temperature = 1) => method switch
    {
        "synflow" => start.PruneInTurns(new(Criterion.SynapticFlow), share, Turns),
        "snip" => start.Prune(new(Criterion.ConnectionSensitivity), Amount.OfTotal(share)),
        "grasp" => start.Prune(
            new(Criterion.GradientFlow with { Examples = GraspExamples, Temperature = temperature }),
            Amount.OfTotal(share)),
        _ => throw new ArgumentException($"There is no method {method}.", nameof(method)),
    };
}
