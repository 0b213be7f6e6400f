using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Commands;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

public sealed class ShardArgumentsTests
{
    [Theory]
    [InlineData("2/8", "", 2, 8)]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=3 MIN=1 MAX=8 COUNT=8", 3, 8)]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=0 MIN=0 MAX=7 COUNT=8", 1, 8)]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=7 MIN=0 MAX=7 COUNT=8 STEP=1", 8, 8)]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=5 MIN=1 MAX=7 COUNT=4 STEP=2", 3, 4)]
    [InlineData("array/8", "SLURM_ARRAY_TASK_ID=3 MIN=3 MAX=3 COUNT=1", 3, 8)]
    [InlineData("array/8", "JOB_COMPLETION_INDEX=0", 1, 8)]
    [InlineData("array/8", "JOB_COMPLETION_INDEX=7", 8, 8)]
    public void Parse_Shard_IsThatOfTheTask(string text, string variables, int index, int count) =>
        Assert.Equal(new Shard(index, count), Parse(text, variables));

    [Theory]
    [InlineData("0/4", "", "from 1 to")]
    [InlineData("5/4", "", "asks for shard 5 of 4")]
    [InlineData("1/0", "", "at least 1")]
    [InlineData("a/b", "", "'a/b'; expected I/N")]
    [InlineData("", "", "expected I/N")]
    [InlineData("-1/4", "", "expected I/N")]
    [InlineData("1/2/3", "", "expected I/N")]
    [InlineData("4", "", "expected I/N")]
    [InlineData("array/0", "", "expected I/N")]
    [InlineData("array/x", "", "expected I/N")]
    [InlineData("array", "", "SLURM_ARRAY_TASK_ID is not set")]
    [InlineData("array/4", "", "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX")]
    [InlineData("array", "JOB_COMPLETION_INDEX=1", "Kubernetes does not tell")]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=3 MIN=3 MAX=3 COUNT=1", "--shard array/N")]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=2 MIN=2 MAX=7 COUNT=2", "--shard array/N")]
    [InlineData("array", "SLURM_ARRAY_TASK_ID=2", "SLURM_ARRAY_TASK_MIN is ''")]
    [InlineData("array/4", "SLURM_ARRAY_TASK_ID=x", "SLURM_ARRAY_TASK_ID is 'x'")]
    [InlineData("array/4", "SLURM_ARRAY_TASK_ID=0", "asks for shard 0 of 4")]
    [InlineData("array/4", "JOB_COMPLETION_INDEX=4", "asks for shard 5 of 4")]
    public void Parse_NoShard_SaysWhatIsWrong(string text, string variables, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentsException>(() => Parse(text, variables)).Message);

    private static Shard Parse(string text, string variables)
    {
        var known = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('='))
            .ToDictionary(v => v[0].Contains('_') ? v[0] : $"SLURM_ARRAY_TASK_{v[0]}", v => v[1]);
        return ShardArguments.Parse(text, known.GetValueOrDefault);
    }
}
