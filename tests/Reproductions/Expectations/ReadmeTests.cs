using Pruning.Reproductions.Expectations;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class ReadmeTests
{
    [Fact]
    public void Readme_TableOfVerdicts_IsInStepWithExpectedFiles()
    {
        var folder = ExpectedFolder.Find();
        var readme = File.ReadAllText(ReadmeTable.PathOf(folder));
        Assert.Equal(ReadmeTable.Update(readme, ReadmeTable.Render(folder)), readme);
    }
}
