namespace Pruning.Reproductions.Papers.Checklist;

/// <content>Answers of "Pruning Weights on a Large Neural Net".</content>
internal static partial class WriteUps
{
    private static WriteUp WeightVsUnit => new("weight-vs-unit",
    [
        Missed(Item.Context),
        new(Item.Algorithm, Answer.Partly, "How to use; Analysis",
            "levels, biases and low magnitude; neither norm, nor which layers, nor whether they compete"),
        new(Item.Code, Answer.Met, "How to use", "two scripts and the trained weights"),
        new(Item.Architecture, Answer.Partly, "Opening", "kinds of layers, not their widths"),
        new(Item.Training, Answer.Partly, "How to use", "epochs alone"),
        new(Item.Data, Answer.Partly, "How to use; Analysis", "MNIST and its test set; no scaling"),
        new(Item.Tools, Answer.Partly, "Opening; Installation Requirements",
            "Keras and TensorFlow, neither version nor hardware"),
        new(Item.Range, Answer.Met, "How to use", "both plots"),
        new(Item.RawAccuracy, Answer.Met, "How to use", "plotted, not printed"),
        Missed(Item.Runs),
        new(Item.Compression, Answer.Partly, "How to use", "a level k, without saying of what"),
        Missed(Item.SpeedUp),
        Missed(Item.Random),
        new(Item.Magnitude, Answer.Met, "How to use; Analysis", "weight pruning beside unit pruning"),
        new(Item.Others, Answer.Partly, "How to use; Analysis", "two methods, neither traced to a publication"),
    ]);
}
