using Pruning.Reproductions.Commands;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

public sealed class ErrorOutputTests
{
    [Theory]
    [InlineData("a plain sentence, §☃", "a plain sentence, §☃")]
    [InlineData("two\nlines\twith a tab", "two\nlines\twith a tab")]
    [InlineData("an arm '\u001b[2J'", "an arm '\\u001b[2J'")]
    [InlineData("a zero \0, a bell \a, a return \r.", "a zero \\u0000, a bell \\u0007, a return \\u000d.")]
    [InlineData("CRLF\r\nis a line end", "CRLF\nis a line end")]
    [InlineData("", "")]
    public void Shown_Text_HasNoControlCharacters(string text, string expected) =>
        Assert.Equal(expected, ErrorOutput.Shown(text));

    [Fact]
    public void Shown_LineTooLong_IsCutInTheMiddle()
    {
        var shown = ErrorOutput.Shown($"begin{new string('x', 10_000_000)}end\nnext");
        Assert.StartsWith("beginx", shown, StringComparison.Ordinal);
        Assert.EndsWith("xend\nnext", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 1000, 10_000);
    }

    [Fact]
    public void Run_StandardErrorFull_StillHasTheExitCode()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "It takes /dev/full, a device without room.");
        using var child = ChildProcess.RunByLine("exec \"$@\" 2>/dev/full", "nonsense");
        Assert.Equal(2, child.ExitCode);
    }
}
