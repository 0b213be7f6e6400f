namespace Pruning.Reproductions.Auditing;

/// <summary>Error that stops an audit; its message states the cause and the way out.</summary>
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
