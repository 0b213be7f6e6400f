using Pruning.Reproductions.Commands;

return CommandLine.Run(args);
