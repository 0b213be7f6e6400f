using System.Globalization;
using Pruning.Tests.Properties.Training;
using Xunit;

namespace Pruning.Tests.Properties;

/// <summary>Tests compute and compare as the program does, whatever the language of the system.</summary>
public sealed class InvariantCultureTests
{
    private const string NoIcu = "no cultures";

    [Fact]
    public void Figures_OnAnyThreadOfATestRunInGerman_AreInvariant()
    {
        if (ChildProcess.Answer is { } file)
        {
            var german = CultureInfo.GetCultureInfo("de-DE").NumberFormat.NumberDecimalSeparator == ",";
            File.WriteAllText(file, german ? string.Join(' ', OnAllKindsOfThread(() => $"{-1234.5:N1}")) : NoIcu);
            return;
        }

        var answer = ChildProcess.Run(typeof(InvariantCultureTests), new Dictionary<string, string>
        {
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "false",
            ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "false",
            ["LANG"] = "de_DE.UTF-8",
            ["LC_ALL"] = "de_DE.UTF-8",
        });
        Assert.SkipWhen(answer == NoIcu, "It takes ICU.");
        Assert.Equal("-1,234.5 -1,234.5 -1,234.5", answer);
    }

    private static IEnumerable<string> OnAllKindsOfThread(Func<string> format)
    {
        yield return format();
        yield return Task.Run(format, TestContext.Current.CancellationToken).Result;
        var text = string.Empty;
        var thread = new Thread(() => text = format());
        thread.Start();
        thread.Join();
        yield return text;
    }
}
