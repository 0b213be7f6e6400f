using Pruning.Shared.Data.Sources;

namespace Pruning.Shared.Data.Pictures;

/// <summary>
/// A folder with a folder of pictures for each class. Pictures are the files directly in a class's folder whose names
/// end in .jpg, .jpeg, .png or .webp, in capitals or not; all other files, deeper folders, and names that begin with a
/// dot are passed over. Classes are in the ordinal order of their names, and so are the files of a class.
/// </summary>
/// <remarks>
/// A picture is turned upright as its EXIF orientation says, laid on white where it is transparent, and brought to the
/// form. Colour profiles are not applied. Of an animation the first picture counts.
/// </remarks>
public static class PictureFolder
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>Loads the folder <paramref name="name"/> in the one that <c>PRUNING_DATA</c> names.</summary>
    /// <inheritdoc cref="Load(string, PictureForm)"/>
    public static PictureSet Load(string name, PictureForm form, DataFolders folders)
    {
        var path = folders.Own is null ? null : Path.Combine(folders.Own, name);
        return Directory.Exists(path)
            ? Load(path, form)
            : throw new DataException(
                $"{name}: {(path is null ? $"{DataFolders.Variable} is not set" : $"there is no folder {path}")}; set "
                + $"{DataFolders.Variable} to a folder that holds one named {name}, with a folder of pictures for "
                + "each class.");
    }

    /// <summary>Loads a folder. Decodes on all processors; keeps 3 × Height × Width bytes a picture.</summary>
    /// <exception cref="DataException">
    /// There is no such folder, no class, a class without pictures, a picture that is damaged or cannot be read (the
    /// first such one is named), or they do not fit into memory.
    /// </exception>
    /// <exception cref="ArgumentException">The form's sizes are none.</exception>
    public static PictureSet Load(string folder, PictureForm form)
    {
        form.Check();
        var (classes, files) = Find(folder);
        var features = 3L * form.Height * form.Width;
        if (features * files.Count > Array.MaxLength)
        {
            throw new DataException(
                $"{folder}: {files.Count} pictures of {form.Height} × {form.Width} pixels are more than fit into "
                + "memory; choose a smaller form.");
        }

        var pixels = new byte[features * files.Count];
        var failures = new DataException?[files.Count];

        // Break lets the pictures before a broken one finish, so that always the first one is named.
        var end = Parallel.For(0, files.Count, (i, loop) =>
        {
            try
            {
                var target = pixels.AsSpan((int)(i * features), (int)features);
                Shaping.Shape(Read(Path.Combine(folder, files[i].File)), form, target);
            }
            catch (DataException e)
            {
                failures[i] = e;
                loop.Break();
            }
        });
        return end.LowestBreakIteration is { } first
            ? throw failures[first]!
            : new(
                new(
                    Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), classes.Count,
                    (3, form.Height, form.Width), pixels, [.. files.Select(file => file.Class)]),
                classes,
                [.. files.Select(file => file.File)]);
    }

    /// <returns>Names of classes; paths from the folder with their classes.</returns>
    private static (IReadOnlyList<string> Classes, IReadOnlyList<(string File, int Class)> Files) Find(string folder)
    {
        try
        {
            var classes = Names(Directory.GetDirectories(folder));
            if (classes.Count == 0)
            {
                throw new DataException(
                    $"{folder}: it holds no folder; expected a folder of pictures for each class.");
            }

            return (classes, [.. classes.SelectMany((name, c) => FilesOf(folder, name).Select(file => (file, c)))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{folder}: cannot be read: {e.Message}", e);
        }
    }

    private static IEnumerable<string> FilesOf(string folder, string name)
    {
        var files = Names(Directory.GetFiles(Path.Combine(folder, name)))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => Path.Combine(name, file))
            .ToList();
        return files.Count > 0
            ? files
            : throw new DataException(
                $"{Path.Combine(folder, name)}: it holds no picture ({string.Join(", ", Endings)}); every folder in "
                + $"{folder} is a class. Remove it, or put pictures into it.");
    }

    private static List<string> Names(IEnumerable<string> paths) =>
    [
        .. paths.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'))
            .Order(StringComparer.Ordinal),
    ];

    private static RgbaPicture Read(string path)
    {
        try
        {
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return RgbaPicture.Read(source, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
