namespace Pruning.Shared.Engine;

/// <summary>Where the libraries to be loaded lie.</summary>
/// <param name="Folder">The folder of libtorch's.</param>
/// <param name="Source">Which of the places that is, for people.</param>
/// <param name="TorchSharp">The full path of TorchSharp's native library.</param>
internal sealed record LibTorchPlace(string Folder, string Source, string TorchSharp)
{
    /// <summary>The variable with which the user names a libtorch.</summary>
    public const string Variable = "LIBTORCH";
}
