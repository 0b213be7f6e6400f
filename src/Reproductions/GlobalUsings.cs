// Namespaces used throughout the program.
global using Pruning.Reproductions.Auditing;
global using Pruning.Reproductions.Auditing.Rules;
global using Pruning.Reproductions.Studies;
global using Pruning.Reproductions.Studies.Measuring;
global using Pruning.Shared.Populations;
global using Pruning.Shared.Pruning;
global using Pruning.Shared.Training;
