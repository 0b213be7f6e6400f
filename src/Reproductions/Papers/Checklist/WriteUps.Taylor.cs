namespace Pruning.Reproductions.Papers.Checklist;

/// <content>Answers of the notes on resource-efficient inference, which print no results.</content>
internal static partial class WriteUps
{
    private static WriteUp Taylor => new("taylor",
    [
        new(Item.Context, Answer.Partly, "Key points", "two papers of 2016, none older"),
        new(Item.Algorithm, Answer.Partly, "Key points",
            "score and normalisation; not how many maps go at a time, nor how long fine-tuning is"),
        new(Item.Code, Answer.Partly, "Requirements; Data", "script and environment; the section on code is empty"),
        Missed(Item.Architecture),
        Missed(Item.Training),
        new(Item.Data, Answer.Partly, "Data",
            "pictures and their numbers, by script; neither size nor augmentation"),
        new(Item.Tools, Answer.Partly, "Requirements", "PyTorch with an environment file; no hardware"),
        Missed(Item.Range),
        Missed(Item.RawAccuracy),
        Missed(Item.Runs),
        Missed(Item.Compression),
        Missed(Item.SpeedUp, "speaks of FLOPs, counts none"),
        Missed(Item.Random),
        Missed(Item.Magnitude),
        Missed(Item.Others),
    ]);
}
