namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>The image sets of the document.</summary>
internal enum ImageSets
{
    /// <summary>Fashion-MNIST.</summary>
    Fashion,

    /// <summary>CIFAR-10.</summary>
    Cifar,

    /// <summary>Pictures of flowers, which the user provides.</summary>
    Flowers,
}
