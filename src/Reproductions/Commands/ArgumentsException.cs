namespace Pruning.Reproductions.Commands;

/// <summary>Error in the command line's arguments; its message names the argument and the nearest valid ones.</summary>
public sealed class ArgumentsException : Exception
{
    public ArgumentsException()
    {
    }

    public ArgumentsException(string message)
        : base(message)
    {
    }

    public ArgumentsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
