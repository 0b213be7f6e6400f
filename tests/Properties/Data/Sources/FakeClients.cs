using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>Clients of package systems that are shell scripts of a test's own, and what they bring.</summary>
internal sealed class FakeClients
{
    /// <summary>Under the folder <paramref name="root"/>.</summary>
    public FakeClients(string root)
    {
        (Folder, Package) = (Path.Combine(root, "clients"), Path.Combine(root, "package"));
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Where the clients lie.</summary>
    public string Folder { get; }

    public string Package { get; }

    /// <summary>Makes the package a gzipped tar archive.</summary>
    public void Pack(params IEnumerable<(string Path, byte[] Content)> entries)
    {
        using var file = new GZipStream(File.Create(Package), CompressionLevel.Fastest);
        using var tar = new TarWriter(file);
        foreach (var (path, content) in entries)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
        }
    }

    /// <summary>
    /// Written by a shell, not by this process: a file that another thread's new child still holds open for writing
    /// could not be run.
    /// </summary>
    public void Script(string name, string commands)
    {
        string[] arguments = ["-c", "cat > \"$0\" && chmod +x \"$0\"", Path.Combine(Folder, name)];
        using var shell = Process.Start(new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true })!;
        shell.StandardInput.Write($"#!/bin/sh\n{commands}\n");
        shell.StandardInput.Close();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
