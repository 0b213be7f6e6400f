namespace Pruning.Shared.Data;

/// <summary>Data that cannot be used as it is; the message names the file and the place in it.</summary>
public sealed class DataException(string message, Exception? inner = null) : Exception(message, inner);
