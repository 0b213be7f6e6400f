namespace Pruning.Reproductions.Papers.Dynamic;

/// <summary>What a study of an image set measures.</summary>
internal enum ImagePart
{
    /// <summary>The four trials.</summary>
    Trials,

    /// <summary>The four trials, and the seconds of their training.</summary>
    Timed,

    /// <summary>Unpruned and dynamically pruned nets after one epoch and after several.</summary>
    Longer,
}
