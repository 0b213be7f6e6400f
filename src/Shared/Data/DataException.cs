namespace Pruning.Shared.Data;

/// <summary>Data that cannot be used as it is; the message names the file and the place in it.</summary>
public sealed class DataException : Exception
{
    public DataException()
    {
    }

    public DataException(string message)
        : base(message)
    {
    }

    public DataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
