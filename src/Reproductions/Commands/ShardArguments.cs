using System.CommandLine;
using System.Globalization;
using Pruning.Reproductions.Auditing.Shards;

namespace Pruning.Reproductions.Commands;

/// <summary>The <c>--shard</c> option: a shard, or that of this task of a job array.</summary>
internal static class ShardArguments
{
    private const string Array = "array";
    private const string Forms = "I/N such as 2/8, array, or array/N";

    public static Option<Shard?> Option() => new("--shard")
    {
        Description = "Run one of N disjoint shares of the replicates, for merge: I/N; array takes both from a job "
            + "array of SLURM, array/N the number from SLURM (tasks 1 to N) or an indexed job of Kubernetes",
        HelpName = "I/N",
        CustomParser = argument =>
        {
            try
            {
                return Parse(argument.Tokens[0].Value, Environment.GetEnvironmentVariable);
            }
            catch (ArgumentsException e)
            {
                argument.AddError(e.Message);
                return null;
            }
        },
    };

    /// <summary>Parses the option's value.</summary>
    /// <param name="variable">The environment's variables.</param>
    /// <exception cref="ArgumentsException">It names no shard.</exception>
    internal static Shard Parse(string text, Func<string, string?> variable) => text.Split('/') switch
    {
        [Array] => OfWholeArray(variable),
        [Array, var n] => Number(n) is { } count and > 0 ? Of(OfTask(variable), count, $"--shard {text}")
            : throw new ArgumentsException($"--shard is '{text}'; expected {Forms}."),
        [var i, var n] when Number(i) is { } index && Number(n) is { } count => Of(index, count, $"--shard {text}"),
        _ => throw new ArgumentsException($"--shard is '{text}'; expected {Forms}."),
    };

    private static Shard Of(int index, int count, string from) => index >= 1 && index <= count ? new(index, count)
        : throw new ArgumentsException($"{from} asks for shard {index} of {count}; shards are numbered from 1 to "
            + $"their number{(count < 1 ? ", at least 1" : $", here {count}")}.");

    /// <summary>The task's number, from 1.</summary>
    private static int OfTask(Func<string, string?> variable) =>
        variable("SLURM_ARRAY_TASK_ID") is { } task ? Demand("SLURM_ARRAY_TASK_ID", task)
            : variable("JOB_COMPLETION_INDEX") is { } completion ? Demand("JOB_COMPLETION_INDEX", completion) + 1
            : throw NoArray("neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set");

    /// <summary>The task's place in an array of SLURM that is run whole.</summary>
    private static Shard OfWholeArray(Func<string, string?> variable)
    {
        if (variable("SLURM_ARRAY_TASK_ID") is not { } text)
        {
            throw NoArray(variable("JOB_COMPLETION_INDEX") is null ? "SLURM_ARRAY_TASK_ID is not set"
                : "an indexed job of Kubernetes does not tell its number of tasks");
        }

        var task = Demand("SLURM_ARRAY_TASK_ID", text);
        var (first, last, count) = (Get("MIN"), Get("MAX"), Get("COUNT"));
        var step = variable("SLURM_ARRAY_TASK_STEP") is { Length: > 0 } ? Get("STEP") : 1;
        if (count < 2 || step < 1 || first + ((count - 1) * step) != last || (task - first) % step != 0)
        {
            throw new ArgumentsException($"--shard array: the array has {count} of the tasks {first} to {last}, as if "
                + "a part of it were run again, and so does not tell the number of shards. State it: --shard array/N, "
                + "with tasks numbered from 1 to N.");
        }

        return Of(((task - first) / step) + 1, count, $"SLURM_ARRAY_TASK_ID={task}");

        int Get(string name) => Demand($"SLURM_ARRAY_TASK_{name}", variable($"SLURM_ARRAY_TASK_{name}"));
    }

    private static int Demand(string name, string? text) => Number(text) ?? throw new ArgumentsException(
        $"{name} is '{text}'; expected a whole number. State the shard: --shard I/N.");

    private static ArgumentsException NoArray(string why) =>
        new($"--shard array: {why}. In a job array of SLURM it is; elsewhere state the shard: --shard I/N.");

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
