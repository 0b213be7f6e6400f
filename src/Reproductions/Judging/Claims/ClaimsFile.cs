using Pruning.Reproductions.Judging.Tables;

namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A claims file: the claims of one document, and how the table of its runs is read.</summary>
/// <param name="Document">Id of the document, the first part of its claims' ids.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="Layout">How the table is read.</param>
/// <param name="TestShare">
/// n_test / n_train where every run draws its own split of the same data; null where the split is fixed.
/// </param>
/// <param name="Claims">The claims, in the order of the file.</param>
internal sealed record ClaimsFile(
    string Document, string Title, TableLayout Layout, double? TestShare, IReadOnlyList<StatedClaim> Claims);
