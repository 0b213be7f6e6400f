using System.Diagnostics;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Runs a study's plan for several seeds together: applies the steps of its arms, measures them and reports progress.
/// </summary>
internal sealed class StudyRun : IDisposable
{
    private readonly StudyPlan plan;
    private readonly StepContext context;
    private readonly PlanWork work;
    private readonly ArmLifetimes lifetimes;
    private readonly Dictionary<string, NetState[]> states = [];
    private readonly Dictionary<(Examine What, string Nets), Evaluation[]> evaluations = [];
    private readonly SharedActivations activations;

    /// <param name="advance">Receives progress in replicates; its parts add up to the number of seeds.</param>
    public StudyRun(
        StudyPlan plan, IReadOnlyList<int> seeds, OpenData data, TrainedNets nets, Action<double> advance,
            CancellationToken cancel)
    {
        this.plan = plan;
        (Seeds, Data, Splits) = (seeds, data, [.. seeds.Select(data.SplitOf)]);
        work = new(plan, seeds.Count, advance);
        lifetimes = new(plan);
        activations = new(data, [.. Splits.Select(s => s.Test)]);
        context = new(seeds, data, Splits, nets, new(), StatesOf, _ => { }, cancel);
    }

    /// <summary>The replicates' seeds.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>The examples.</summary>
    public OpenData Data { get; }

    /// <summary>Each replicate's split.</summary>
    public IReadOnlyList<Split> Splits { get; }

    /// <summary>Ends the run early.</summary>
    public CancellationToken Cancel => context.Cancel;

    /// <summary>Trains and measures everything.</summary>
    /// <returns>One replicate per seed, in their order.</returns>
    public IReadOnlyList<Replicate> Run()
    {
        var clock = Stopwatch.StartNew();
        var recorders = Seeds.Select(seed => new Recorder(seed)).ToArray();
        foreach (var (place, arm) in plan.Arms.Index())
        {
            context.Cancel.ThrowIfCancellationRequested();
            Measure(arm, recorders);
            lifetimes.EndedAt(place).ForEach(hash => states.Remove(hash));
            DropEvaluations();
            work.Evaluated(arm.Arm);
        }

        Array.ForEach(recorders, Finish);
        work.Finish();
        return [.. recorders.Select(r => r.ToReplicate(clock.Elapsed.TotalSeconds / Seeds.Count))];
    }

    /// <summary>The nets of an arm, one per seed.</summary>
    public NetState[] StatesOf(Arm arm)
    {
        if (!states.TryGetValue(arm.Hash, out var nets))
        {
            using var step = work.Step(arm);
            nets = arm.Step.Apply(arm, arm.From is null ? [] : StatesOf(arm.From),
                context with { Advance = step.Add });
            states[arm.Hash] = nets;
        }

        return nets;
    }

    /// <summary>Evaluates an arm's nets, one result per seed; equal nets are evaluated once.</summary>
    public Evaluation[] Evaluate(Arm arm, Examine what)
    {
        var nets = StatesOf(arm);
        var key = (what, DigestOf(nets));
        if (!evaluations.TryGetValue(key, out var results))
        {
            var (lists, examples) = what switch
            {
                Examine.Train => (Splits.Select(s => s.Train), Data.Train),
                Examine.Validation => (Splits.Select(s => s.Validation), Data.Train),
                _ => (Splits.Select(s => s.Test), Data.Test),
            };
            var from = what == Examine.Test ? activations.For(nets) : null;
            evaluations[key] = results = Evaluate(nets, [.. lists], examples, from);
        }

        return results;
    }

    private static Evaluation[] Evaluate(NetState[] nets, int[][] lists, Examples examples, CachedActivations? from)
    {
        var results = new Evaluation[nets.Length];
        foreach (var (net, rows) in NetState.Groups(nets))
        {
            var own = Evaluation.Of(net, [.. rows.Select(r => nets[r].Values)], [.. rows.Select(r => lists[r])],
                examples, from);
            foreach (var (row, result) in rows.Zip(own))
            {
                results[row] = result;
            }
        }

        return results;
    }

    public void Dispose() => activations.Dispose();

    private void Measure(PlannedArm arm, Recorder[] recorders)
    {
        activations.Like(arm.Like is null ? null : StatesOf(arm.Like), lifetimes.Levels(arm));
        for (var row = 0; row < recorders.Length; row++)
        {
            recorders[row].Begin(arm.Name, !StatesOf(arm.Arm)[row].IsFinite);
            foreach (var measurement in arm.Measurements)
            {
                measurement.Take(new(this, arm.Arm, row, measurement.Uses), recorders[row]);
                recorders[row].CheckRecorded(measurement.Metrics);
            }
        }

        CheckLosses(arm.Arm, recorders);
    }

    /// <summary>
    /// Marks replicates with a test loss that is not finite as diverged, in arms that have been evaluated.
    /// </summary>
    private void CheckLosses(Arm arm, Recorder[] recorders)
    {
        if (evaluations.TryGetValue((Examine.Test, DigestOf(StatesOf(arm))), out var results))
        {
            foreach (var (recorder, result) in recorders.Zip(results))
            {
                recorder.Check(result.Losses.All(float.IsFinite));
            }
        }
    }

    private static string DigestOf(NetState[] nets) => Canonical.Hash(nets.Select(n => n.ValuesDigest));

    /// <summary>Drops the evaluations of nets that are no longer needed.</summary>
    private void DropEvaluations()
    {
        var kept = states.Values.Select(DigestOf).ToHashSet();
        foreach (var key in evaluations.Keys.Where(key => !kept.Contains(key.Nets)).ToList())
        {
            evaluations.Remove(key);
        }
    }

    private void Finish(Recorder recorder)
    {
        foreach (var (name, metrics) in plan.Curves)
        {
            var (arm, metric) = (name[..name.IndexOf('.')], name[(name.IndexOf('.') + 1)..]);
            recorder.Begin(arm, diverged: false);
            recorder.Curve(metric, [.. metrics.Select(m => recorder.Values[m])]);
        }

        foreach (var (metric, value) in plan.Derived)
        {
            var dot = metric.Name.IndexOf('.');
            recorder.Begin(metric.Name[..dot], diverged: false);
            recorder.Value(metric.Name[(dot + 1)..], value(recorder.Values));
        }
    }
}
