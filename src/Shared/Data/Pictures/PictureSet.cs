namespace Pruning.Shared.Data.Pictures;

/// <summary>The pictures of a folder, all of one form.</summary>
/// <param name="Images">Red, green and blue; as inputs of a net from 0 to 1, channel by channel.</param>
/// <param name="ClassNames">What the labels stand for: the names of the classes' folders.</param>
/// <param name="Files">[Images.Count]: the path of each picture, from the folder.</param>
public sealed record PictureSet(
    LabelledImages Images, IReadOnlyList<string> ClassNames, IReadOnlyList<string> Files);
