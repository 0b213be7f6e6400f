namespace Pruning.Reproductions.Auditing;

/// <summary>An audit could not go on; the message says why, and what to do.</summary>
public sealed class AuditException : Exception
{
    public AuditException()
    {
    }

    public AuditException(string message)
        : base(message)
    {
    }

    public AuditException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
