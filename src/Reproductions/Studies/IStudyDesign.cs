namespace Pruning.Reproductions.Studies;

/// <summary>
/// A protocol as a value: everything that a document's experiment leaves open is one of its properties.
/// </summary>
internal interface IStudyDesign
{
    /// <summary>The arms that these properties make, and what is measured of them.</summary>
    /// <param name="whole">
    /// Whether it is the primary reading or its short run; what only they measure is left out of the others.
    /// </param>
    StudyPlan Plan(bool whole);
}
