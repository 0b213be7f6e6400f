namespace Pruning.Shared.Pruning;

/// <summary>
/// What a layer's maps are like over the training examples, in evaluation mode: K values each, over all elements of a
/// map and all examples.
/// </summary>
/// <param name="Mean">Mean activation.</param>
/// <param name="Deviation">Standard deviation of the activations, with their number as the divisor.</param>
/// <param name="Zeros">
/// The share of activations that are zero: after a ReLU, the average percentage of zeros as a share (Hu, Peng, Tai and
/// Tang 2016, Network Trimming, arXiv 1607.03250, eq. 1).
/// </param>
public sealed record MapActivity(
    IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation, IReadOnlyList<double> Zeros);
