namespace Pruning.Reproductions.Studies;

/// <summary>Design of a study: its properties are everything that the document's experiment leaves open.</summary>
internal interface IStudyDesign
{
    /// <summary>The arms of this design, and their measurements.</summary>
    /// <param name="whole">
    /// Whether this is the primary reading or its short run; other readings omit what only these measure.
    /// </param>
    StudyPlan Plan(bool whole);
}
