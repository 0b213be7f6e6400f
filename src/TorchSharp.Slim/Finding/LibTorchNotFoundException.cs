namespace TorchSharp;

/// <summary>No libtorch could be used; the message says where it was looked for and how to get one.</summary>
public sealed class LibTorchNotFoundException : Exception
{
    public LibTorchNotFoundException()
    {
    }

    public LibTorchNotFoundException(string message)
        : base(message)
    {
    }

    public LibTorchNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
