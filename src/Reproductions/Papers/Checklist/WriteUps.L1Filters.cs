namespace Pruning.Reproductions.Papers.Checklist;

/// <content>Answers of "Network Pruning".</content>
internal static partial class WriteUps
{
    private static WriteUp L1Filters => new("l1-filters",
    [
        new(Item.Context, Answer.Partly, "To improve the model", "names Optimal Brain Damage as something to try"),
        new(Item.Algorithm, Answer.Partly, "Opening; Details of the third notebook",
            "score and layers; not how many filters go, nor what the smaller net inherits"),
        new(Item.Code, Answer.Met, "01 to 03, file descriptions"),
        new(Item.Architecture, Answer.Partly, "Details of the third notebook",
            "convolutions and pooling; no linear layer, biases or padding"),
        new(Item.Training, Answer.Partly, "Details of the third notebook",
            "rate and epochs; neither optimizer nor batch"),
        new(Item.Data, Answer.Partly, "01 to 03, file descriptions", "only as MNIST in the notebooks’ names"),
        new(Item.Tools, Answer.Partly, "Opening; Details of the third notebook",
            "PyTorch and a CPU, neither version nor model"),
        Missed(Item.Range, "one size beside the whole net"),
        new(Item.RawAccuracy, Answer.Met, "Details of the third notebook", "to whole per cent"),
        Missed(Item.Runs),
        new(Item.Compression, Answer.Met, "Details of the third notebook", "as numbers of parameters"),
        Missed(Item.SpeedUp, "the line for measured time is empty"),
        Missed(Item.Random),
        new(Item.Magnitude, Answer.Partly, "Details of the third notebook",
            "its own score is one, with nothing beside it"),
        Missed(Item.Others),
    ]);
}
