namespace Pruning.Reproductions.Papers.Checklist;

/// <content>Answers of "Pruning Project", whose section on results is empty.</content>
internal static partial class WriteUps
{
    private static WriteUp Sensitivity => new("sensitivity",
    [
        Missed(Item.Context),
        new(Item.Algorithm, Answer.Partly, "Overall Goal; Project Description",
            "the smallest tenth of all weights, or the most sensitive of the first layer"),
        new(Item.Code, Answer.Partly, "beside the text", "which does not point to it"),
        Missed(Item.Architecture, "a convolutional net, no more"),
        Missed(Item.Training),
        new(Item.Data, Answer.Partly, "Project Description", "Fashion-MNIST; neither split nor scaling"),
        new(Item.Tools, Answer.Partly, "Motivation", "PyTorch"),
        Missed(Item.Range),
        Missed(Item.RawAccuracy, "a later revision prints two"),
        Missed(Item.Runs),
        new(Item.Compression, Answer.Partly, "Project Description", "a share of 10 %, of all weights or of a layer’s"),
        Missed(Item.SpeedUp),
        Missed(Item.Random),
        Missed(Item.Magnitude, "its own method, without a result"),
        Missed(Item.Others),
    ]);
}
