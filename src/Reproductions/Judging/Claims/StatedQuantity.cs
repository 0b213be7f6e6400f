namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A quantity as a claims file states it: a metric of an arm, a difference of two arms, or a race.</summary>
/// <param name="Arm">The arm, or the one that the claim favours.</param>
/// <param name="Metric">The metric; of a race, when an arm reaches the target.</param>
internal sealed record StatedQuantity(string Arm, string Metric)
{
    /// <summary>The arm that it is compared with; null: it is a metric of one arm.</summary>
    public string? Against { get; init; }

    /// <summary>Whether a smaller metric is the better one, so that differences are turned round.</summary>
    public bool LowerIsBetter { get; init; }

    /// <summary>Whether only the order of the two metrics counts.</summary>
    public bool IsRace { get; init; }

    /// <summary>Metric of a race that is 1 where the target is reached and 0 where not; null: it always is.</summary>
    public string? Reached { get; init; }

    /// <summary>Whether an exact rule checks it, run by run.</summary>
    public bool IsChecked { get; init; }

    /// <summary>The metrics that it needs.</summary>
    public IEnumerable<Cell> Cells =>
        from arm in new[] { Arm, Against }.OfType<string>()
        from metric in new[] { Metric, Reached }.OfType<string>()
        select new Cell(arm, metric);

    /// <summary>The quantity of replicates that each have all arms.</summary>
    public Quantity Paired() => (IsRace, Against) switch
    {
        (true, { } rival) => Race(rival),
        (_, { }) => Signed(new($"{Minuend.Name} − {Subtrahend.Name}", [Minuend.Arm, Subtrahend.Arm],
            r => r.Values[Minuend.Name] - r.Values[Subtrahend.Name])),
        _ => new(Minuend.Name, [Arm], r => r.Values[Minuend.Name]),
    };

    /// <summary>The quantity of replicates that are runs of one arm each.</summary>
    public Quantity Unpaired() => Paired() with
    {
        Value = r => r.Values[SideOf(r) >= 0 ? Minuend.Name : Subtrahend.Name],
        SideOf = SideOf,
    };

    /// <summary>Whether a replicate has every number that the quantity needs of those that it has.</summary>
    public bool IsFinite(IReadOnlyDictionary<string, double> values) => Cells.All(cell =>
        !values.TryGetValue(cell.Name, out var value) || double.IsFinite(value)
        || (cell.Metric == Metric && Reached is { } reached && values[new Cell(cell.Arm, reached).Name] == 0));

    private Cell Minuend => new(LowerIsBetter ? Against! : Arm, Metric);

    private Cell Subtrahend => new(LowerIsBetter ? Arm : Against!, Metric);

    private int SideOf(Replicate run) => run.Values.ContainsKey(Minuend.Name) ? 1
        : Against is not null && run.Values.ContainsKey(Subtrahend.Name) ? -1
        : 0;

    private Quantity Race(string rival)
    {
        if (Reached is { } reached)
        {
            return Quantity.Race(Arm, rival, Metric, reached);
        }

        var (own, other) = (new Cell(Arm, Metric).Name, new Cell(rival, Metric).Name);
        return Signed(new($"+1 if {Arm} is there before {rival}, −1 if later", [Arm, rival],
            r => r.Values[other].CompareTo(r.Values[own])));
    }

    private static Quantity Signed(Quantity quantity) => quantity with { IsDifference = true };
}
