namespace Pruning.Reproductions.Studies.Steps;

/// <summary>A step of an arm, applied to its nets.</summary>
internal abstract record Step
{
    /// <summary>Text that identifies the step; part of the arm's hash.</summary>
    public virtual string Text => Canonical.Text(this);

    /// <summary>Other arms whose nets the step reads.</summary>
    public virtual IReadOnlyList<Arm> Uses => [];

    /// <summary>The arm whose net for one seed all replicates share; null: none.</summary>
    public virtual Arm? Pretraining => null;

    /// <summary>Training epochs of the step.</summary>
    public virtual int Epochs => 0;

    /// <summary>Applies the step.</summary>
    /// <param name="arm">The arm that ends with this step.</param>
    /// <param name="from">One net per seed; empty where the arm starts.</param>
    /// <returns>One net per seed, in the order of the context's seeds.</returns>
    public abstract NetState[] Apply(Arm arm, NetState[] from, StepContext context);
}
