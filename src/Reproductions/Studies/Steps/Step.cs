namespace Pruning.Reproductions.Studies.Steps;

/// <summary>One thing that is done to the nets of an arm.</summary>
internal abstract record Step
{
    /// <summary>Says all that tells the step from others; it enters the arm's hash.</summary>
    public virtual string Text => Canonical.Text(this);

    /// <summary>Other arms whose nets the step reads.</summary>
    public virtual IReadOnlyList<Arm> Uses => [];

    /// <summary>Epochs of training that the step takes.</summary>
    public virtual int Epochs => 0;

    /// <summary>Takes the step.</summary>
    /// <param name="arm">The arm that the step is the last of.</param>
    /// <param name="from">One net a seed; none where the arm starts.</param>
    /// <returns>One net a seed, in the order of the context's seeds.</returns>
    public abstract NetState[] Apply(Arm arm, NetState[] from, StepContext context);
}
