namespace Pruning.Shared.Engine;

/// <summary>libtorch cannot be loaded; the message names what is missing and the way out.</summary>
public sealed class LibTorchException : Exception
{
    /// <param name="message">What is missing, where it was looked for, and what to do.</param>
    /// <param name="cause">The system loader's error, if any.</param>
    public LibTorchException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
