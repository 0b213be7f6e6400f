namespace Pruning.Shared.Engine;

/// <summary>The location of the libraries to load.</summary>
/// <param name="Folder">The folder of libtorch's libraries.</param>
/// <param name="Source">The kind of location, for reports.</param>
/// <param name="TorchSharp">The full path of TorchSharp's native library.</param>
/// <param name="OwnTorchSharp">
/// Whether that library lies in the folder which the user named: somebody built it for that libtorch.
/// </param>
internal sealed record LibTorchPlace(string Folder, string Source, string TorchSharp, bool OwnTorchSharp = false)
{
    /// <summary>The variable with which the user names a libtorch.</summary>
    public const string Variable = "LIBTORCH";
}
