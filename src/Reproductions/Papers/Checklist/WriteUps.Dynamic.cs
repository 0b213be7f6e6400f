namespace Pruning.Reproductions.Papers.Checklist;

/// <content>Answers of "Dynamic Pruning".</content>
internal static partial class WriteUps
{
    private static WriteUp Dynamic => new("dynamic",
    [
        new(Item.Context, Answer.Partly, "Introduction; References", "papers of 2019 to 2021, none older"),
        new(Item.Algorithm, Answer.Partly, "Penguins, Trials",
            "shares and moments; not whether layers compete, nor whether signs count"),
        new(Item.Code, Answer.Met, "Penguins, Running The Code; Fashion MNIST"),
        new(Item.Architecture, Answer.Partly, "Penguins, Model Design", "nets of the image sets are not described"),
        new(Item.Training, Answer.Partly, "Penguins, Model Design and Trials",
            "Adam, rate, epochs, batches; no initialisation, and nothing for the image sets"),
        new(Item.Data, Answer.Partly, "Penguins, Data Preprocessing", "nothing for the image sets"),
        new(Item.Tools, Answer.Partly, "Implementation; Penguins, Running The Code",
            "PyTorch and a GPU, neither version nor model"),
        Missed(Item.Range, "one share of about 30 %"),
        new(Item.RawAccuracy, Answer.Partly, "Penguins, Trials", "test losses, no accuracy"),
        Missed(Item.Runs, "one run a trial"),
        new(Item.Compression, Answer.Met, "Penguins, Trials", "as shares of the weights"),
        Missed(Item.SpeedUp),
        Missed(Item.Random),
        new(Item.Magnitude, Answer.Met, "Penguins, Trials, Pruned Model", "once after training"),
        new(Item.Others, Answer.Met, "Testing; Penguins, Trials, Lottery Ticket", "run anew on the same net"),
    ]);
}
