using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class CodeDigestTests
{
    private const string Source = """
        using System;
        using System.Linq;

        namespace Lab
        {
            public class Scale<T>
            {
                private readonly double factor = 0.5;

                public double Of(double[] values, T label)
                {
                    try
                    {
                        return values.Where(v => v > 0).Sum(v => v * factor) + Other<int>(3).Length;
                    }
                    catch (ArgumentException)
                    {
                        return label switch { "one" => 1, "two" => 2, _ => 0 };
                    }
                }

                private static string Other<U>(U value) => "some text" + value;

                public static readonly int[] Table = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 };
            }
        }
        """;

    private static readonly string Expected = Digest(Source);

    [Fact]
    public void Of_CommentsAndLines_StaysAsItIs()
    {
        var commented = Source.Replace("    {\n", "    {\n\n    // a remark\n").Replace("0.5;", "0.5; /* half */")
            .Replace("namespace Lab", "/// <summary>All.</summary>\nnamespace Lab");
        Assert.NotEqual(Source, commented);
        Assert.Equal(Expected, Digest(commented));
    }

    [Fact]
    public void Of_UnrelatedTypesBeforeAndBehind_StaysAsItIs()
    {
        // They shift every number by which the assembly knows its members and strings.
        const string Before =
            "public class A { public string S = \"aaa\"; public object O = new { Left = 1, Right = 2.5 }; public int "
            + "F(int x) { return new[] { x }.Count(y => y > 2); } }";
        const string Behind =
            "namespace Zoo { public class Z { public static readonly int[] Other = { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 }; } "
            + "}";
        Assert.Equal(Expected, Digest(Source.Replace("namespace Lab", Before + "\nnamespace Lab") + Behind));
    }

    [Fact]
    public void Of_TypeLocalToAFileInAnotherFolder_StaysAsItIs()
    {
        // The compiler names such a type after its file's path, and each compilation has a folder of its own.
        var local = Source.Replace("= 0.5", "= Hidden.Half()")
            + "namespace Lab { file static class Hidden { public static double Half() => 0.5; } }";
        Assert.Matches("<code>F[0-9A-F]{64}__Hidden", string.Join<Type>(" ", Snippet.Compile(local).GetTypes()));
        Assert.Equal(Digest(local), Digest(local));
        Assert.NotEqual(Digest(local), Digest(local.Replace("=> 0.5", "=> 0.25")));
    }

    [Fact]
    public void Of_MembersInAnotherOrder_StaysAsItIs()
    {
        const string Method = "        private static string Other<U>(U value) => \"some text\" + value;\n";
        Assert.Contains(Method, Source);
        Assert.Equal(Expected, Digest(Source.Replace(Method, string.Empty)
            .Replace("        public static readonly int[] Table = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 };\n",
            "        public static readonly int[] Table = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89 };\n" + Method)));
    }

    [Theory]
    [InlineData("= 0.5", "= 0.25")]
    [InlineData("v > 0", "v >= 0")]
    [InlineData(".Sum(", ".Max(")]
    [InlineData("<int>(3)", "<long>(3)")]
    [InlineData("some text", "other text")]
    [InlineData("\"two\" => 2", "\"two\" => 3")]
    [InlineData("ArgumentException", "FormatException")]
    [InlineData("55, 89", "55, 90")]
    [InlineData("private readonly double", "private readonly float")]
    [InlineData("private static string Other", "internal static string Other")]
    public void Of_AnythingThatComputesChanged_Moves(string before, string after)
    {
        Assert.Contains(before, Source);
        var changed = Source.Replace(before, after).Replace("float factor = 0.5", "float factor = 0.5f");
        Assert.NotEqual(Expected, Digest(changed));
    }

    private static string Digest(string source) =>
        CodeDigest.Of(Snippet.Compile(source).GetTypes().Where(t => t.Namespace == "Lab"));
}
