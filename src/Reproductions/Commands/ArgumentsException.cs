namespace Pruning.Reproductions.Commands;

/// <summary>
/// The command line asks for something that does not exist; the message names it and what is nearest.
/// </summary>
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
