namespace Pruning.Shared.Pruning;

/// <summary>
/// What the loss owes to a layer's maps over the training examples, in evaluation mode: K values each. a are a map's M
/// activations in one example, g = ∂C/∂a their gradients, C being that example's own cross-entropy in nats.
/// </summary>
/// <param name="Taylor">
/// The mean over examples of |mean of a·g over the map| (Molchanov et al. 2017, eq. 8, in every example).
/// </param>
/// <param name="SignedTaylor">The mean over examples of the mean of a·g over the map.</param>
/// <param name="SecondOrder">
/// The mean over examples of ½·Σ(a·g)² over the map: Optimal Brain Damage's ½·h·a² for setting each activation to 0,
/// the second derivative h replaced by the example's g² (the empirical Fisher information).
/// </param>
/// <param name="Gradient">The mean over examples of |mean of g over the map|.</param>
public sealed record MapSensitivity(
    IReadOnlyList<double> Taylor,
    IReadOnlyList<double> SignedTaylor,
    IReadOnlyList<double> SecondOrder,
    IReadOnlyList<double> Gradient);
