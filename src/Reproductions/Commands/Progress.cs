using System.Globalization;
using Pruning.Reproductions.Reporting;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>Shows an audit's progress: bars on a terminal, lines in a log.</summary>
internal static class Progress
{
    public static T Around<T>(Func<IAuditObserver, T> work)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return work(new Lines());
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bars(context)));
    }

    private static string NameOf(Study experiment, Reading reading) => $"{experiment.Id} {reading.Id}";

    private static string Sentence(Claim claim, Judgement judgement) =>
        $"{claim.Id}: {VerdictText.Of(judgement.Verdict)}";

    /// <summary>Says which claims will not be run, and why.</summary>
    internal static string Sentence(IReadOnlyList<Claim> claims, Obstacle why) =>
        $"Not run here ({why.Brief}): {string.Join(", ", claims.Select(c => c.Id))}. {why.Reason}";

    private sealed class Bars(ProgressContext context) : IAuditObserver
    {
        private ProgressTask? task;

        public void NotRun(IReadOnlyList<Claim> claims, Obstacle why) =>
            AnsiConsole.MarkupLineInterpolated($"[yellow]{Sentence(claims, why)}[/]");

        public void ReadingStarted(Study experiment, Reading reading, int replicates, int reused)
        {
            task = context.AddTask(Markup.Escape(NameOf(experiment, reading)), maxValue: replicates);
            task.Increment(reused);
        }

        public void Advanced(double replicates) => task!.Increment(replicates);

        public void ReadingFinished()
        {
            task!.Value = task.MaxValue;
            task.StopTask();
        }

        public void Judged(Claim claim, Judgement judgement) => AnsiConsole.MarkupLine(
            $"{Markup.Escape(claim.Id)}: "
                + $"[{ResultTable.ColorOf(judgement.Verdict)}]{VerdictText.Of(judgement.Verdict)}[/]");
    }

    private sealed class Lines : IAuditObserver
    {
        private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        /// <summary>Shorter steps get no line of their own.</summary>
        private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

        private TimeSpan last;
        private string name = string.Empty;
        private double total;
        private double done;
        private int tenths;

        public void NotRun(IReadOnlyList<Claim> claims, Obstacle why) => Console.WriteLine(Sentence(claims, why));

        public void ReadingStarted(Study experiment, Reading reading, int replicates, int reused)
        {
            (name, total, done) = (NameOf(experiment, reading), replicates, reused);
            tenths = (int)(10 * done / total);
            Print(CountText.Of(replicates, "replicate") + (reused > 0 ? $", {reused} from the ledger" : string.Empty));
        }

        public void Advanced(double replicates)
        {
            done += replicates;
            var now = Math.Min(10, (int)((10 * done / total) + 1e-6));
            if (now > tenths && now < 10 && clock.Elapsed - last > Pace)
            {
                Print($"{10 * now} %");
            }

            tenths = Math.Max(tenths, now);
        }

        public void ReadingFinished()
        {
            if (clock.Elapsed - last > Pace)
            {
                Print("done");
            }
        }

        public void Judged(Claim claim, Judgement judgement) => Console.WriteLine(Sentence(claim, judgement));

        private void Print(string what)
        {
            last = clock.Elapsed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{last:mm\\:ss}] {name}: {what}"));
        }
    }
}
