namespace Pruning.Shared.Training;

/// <summary>
/// Marks a list that a record got after values of it had been hashed: while it is empty it is no part of the record's
/// canonical text, so that those hashes stay.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LeftOutIfEmptyAttribute : Attribute;
