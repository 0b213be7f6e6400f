using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>A folder of its own for one test, and audits in it.</summary>
internal sealed class Workplace : IDisposable
{
    private static readonly Lazy<RunEnvironment> Started = new(() => RunEnvironment.Start("cpu"));

    /// <summary>This machine's CPU; its engine is started once.</summary>
    public static RunEnvironment Machine => Started.Value;

    public string Folder { get; } = Directory.CreateTempSubdirectory("bad-day-").FullName;

    public string LedgerFile => Path.Combine(Folder, Ledger.FileName);

    /// <summary>What the ledger warned of since the folder was made.</summary>
    public List<string> Warnings { get; } = [];

    public Ledger Open(bool fresh = false) => Ledger.Open(Folder, fresh, Warnings.Add);

    public AuditResult Audit(AuditOptions options, IAuditObserver? observer = null)
    {
        using var ledger = Open();
        return new Auditor(ledger, Machine, observer ?? new RecordingObserver()).Run(options);
    }

    /// <summary>
    /// Everything that an audit found, the environment with its clock aside, as text that shows every bit.
    /// </summary>
    public static string Figures(AuditResult result) =>
        AuditJson.Serialize(result with { Environment = new Dictionary<string, string>() });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
