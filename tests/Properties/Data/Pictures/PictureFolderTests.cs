using Pruning.Shared.Data;
using Pruning.Shared.Data.Pictures;
using Pruning.Shared.Data.Sources;
using SkiaSharp;
using Xunit;

namespace Pruning.Tests.Properties.Data.Pictures;

public sealed class PictureFolderTests : IDisposable
{
    private static readonly PictureForm Small = new(2, 2);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("pictures");

    private string Folder => root.FullName;

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Load_AllFormats_AreClassesAndFilesInOrdinalOrderAndNothingElse()
    {
        Write("b/2.PNG", SKEncodedImageFormat.Png, new(10, 20, 30));
        Write("b/10.webp", SKEncodedImageFormat.Webp, new(40, 50, 60));
        Write("a/z.jpg", SKEncodedImageFormat.Jpeg, new(70, 80, 90));
        Write("Z/y.Jpeg", SKEncodedImageFormat.Jpeg, new(200, 0, 100));
        Write("Z/.hidden.png", SKEncodedImageFormat.Png, default);
        Write("Z/deeper/x.png", SKEncodedImageFormat.Png, default);
        Write("at-the-root.png", SKEncodedImageFormat.Png, default);
        Write(".folder/x.png", SKEncodedImageFormat.Png, default);
        Write("a/picture.txt", SKEncodedImageFormat.Png, default);

        var set = PictureFolder.Load(Folder, Small);
        Assert.Equal(["Z", "a", "b"], set.ClassNames);
        Assert.Equal(
            [Path.Combine("Z", "y.Jpeg"), Path.Combine("a", "z.jpg"), Path.Combine("b", "10.webp"),
                Path.Combine("b", "2.PNG")],
            set.Files);
        Assert.Equal([0, 1, 2, 2], set.Images.Labels.ToArray());
        Assert.Equal((3, 2, 2, 3), (set.Images.Channels, set.Images.Height, set.Images.Width, set.Images.Classes));
        Assert.Equal(root.Name, set.Images.Name);
        int[][] colours = [[200, 0, 100], [70, 80, 90], [40, 50, 60], [10, 20, 30]];
        for (var i = 0; i < 4; i++)
        {
            // JPEG rounds; the other two keep every byte.
            var tolerance = i < 2 ? 2 : 0;
            var planes = set.Images.Pixels.Slice(12 * i, 12).ToArray();
            Assert.All(
                planes.Index(),
                p => Assert.InRange(p.Item - colours[i][p.Index / 4], -tolerance, tolerance));
        }
    }

    [Fact]
    public void Load_AsDataSet_IsFromZeroToOneChannelByChannel()
    {
        Write("only/p.png", PictureFiles.Encode(2, PictureFiles.Quarters(2, 2, "RGBW"), SKEncodedImageFormat.Png));
        Assert.Equal(
            [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1], PictureFolder.Load(Folder, Small).Images.ToDataSet().Inputs);
    }

    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void Load_JpegWithOrientation_StandsUpright(byte orientation, string upright)
    {
        // Wider than high, so that a turn is also seen in what is cut off.
        var jpeg = PictureFiles.Encode(64, PictureFiles.Quarters(64, 32, "RGBW"), SKEncodedImageFormat.Jpeg);
        Write("only/p.jpg", PictureFiles.WithOrientation(jpeg, orientation));
        var form = orientation < 5 ? new PictureForm(32, 64) : new(64, 32);
        var images = PictureFolder.Load(Folder, form).Images;
        var expected = PictureFiles.Quarters(images.Width, images.Height, upright);
        foreach (var (y, x) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            var at = (((2 * y) + 1) * images.Height / 4 * images.Width) + (((2 * x) + 1) * images.Width / 4);
            var plane = images.Height * images.Width;
            var wanted = expected[at];
            Assert.InRange(images.Pixels[at] - wanted.Red, -4, 4);
            Assert.InRange(images.Pixels[plane + at] - wanted.Green, -4, 4);
            Assert.InRange(images.Pixels[(2 * plane) + at] - wanted.Blue, -4, 4);
        }
    }

    [Theory]
    [InlineData("cut.jpg", SKEncodedImageFormat.Jpeg)]
    [InlineData("cut.png", SKEncodedImageFormat.Png)]
    [InlineData("cut.webp", SKEncodedImageFormat.Webp)]
    public void Load_BrokenPictures_StopsAndNamesTheFirst(string name, SKEncodedImageFormat format)
    {
        var noise = new Random(1);
        SKColor[] pixels = [.. Enumerable.Range(0, 64 * 64).Select(_ => new SKColor((uint)noise.Next() | 0xFF000000))];
        var whole = PictureFiles.Encode(64, pixels, format);
        Write("a/" + name, whole[..(whole.Length / 2)]);
        Write("a/aa-good.png", SKEncodedImageFormat.Png, default);
        for (var i = 0; i < 20; i++)
        {
            Write($"b/also-broken-{i}.png", [1, 2, 3]);
        }

        Assert.StartsWith($"{Path.Combine(Folder, "a", name)}: ", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyFile_IsNamed()
    {
        Write("a/empty.png", []);
        Assert.Equal(
            $"{Path.Combine(Folder, "a", "empty.png")}: not a picture that can be decoded (JPEG, PNG, WebP), "
            + "or damaged.",
            Refusal());
    }

    [Fact]
    public void Load_ClassWithoutPictures_IsNamed()
    {
        Write("cats/1.png", SKEncodedImageFormat.Png, default);
        Write("dogs/1.gif", [1]);
        Assert.StartsWith(
            $"{Path.Combine(Folder, "dogs")}: it holds no picture (.jpg, .jpeg, .png, .webp);", Refusal(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoClass_IsRefused()
    {
        Write("1.png", SKEncodedImageFormat.Png, default);
        Assert.Equal($"{Folder}: it holds no folder; expected a folder of pictures for each class.", Refusal());
    }

    [Fact]
    public void Load_NoFolder_IsRefused() => Assert.StartsWith(
        $"{Folder}/none: cannot be read: ",
        Assert.Throws<DataException>(() => PictureFolder.Load($"{Folder}/none", Small)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Load_ByName_LooksIntoTheOwnFolder()
    {
        Write("pets/cats/1.png", SKEncodedImageFormat.Png, default);
        var set = PictureFolder.Load("pets", Small, new(Folder, Folder));
        Assert.Equal((1, "pets"), (set.Images.Count, set.Images.Name));
    }

    [Fact]
    public void Load_ByNameOfNothing_SaysWhatToSet()
    {
        const string WayOut =
            "set PRUNING_DATA to a folder that holds one named pets, with a folder of pictures for each class.";
        Assert.Equal(
            $"pets: there is no folder {Path.Combine(Folder, "pets")}; {WayOut}",
            Assert.Throws<DataException>(() => PictureFolder.Load("pets", Small, new(Folder, Folder))).Message);
        Assert.Equal(
            $"pets: PRUNING_DATA is not set; {WayOut}",
            Assert.Throws<DataException>(() => PictureFolder.Load("pets", Small, new(null, Folder))).Message);
    }

    [Fact]
    public void MissingPictures_SaysWhatLoadWouldRefuse()
    {
        const string WayOut = "Set PRUNING_DATA to a folder that holds one named pets";
        foreach (var folders in new DataFolders[] { new(Folder, Folder), new(null, Folder) })
        {
            Assert.Contains(WayOut, folders.MissingPictures("pets"));
            Assert.Throws<DataException>(() => PictureFolder.Load("pets", Small, folders));
        }

        Write("pets/cats/1.png", SKEncodedImageFormat.Png, default);
        Assert.Null(new DataFolders(Folder, Folder).MissingPictures("pets"));
    }

    [Fact]
    public void Load_FormThatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PictureFolder.Load(Folder, new(0, 1)));
        Assert.Throws<ArgumentException>(() => PictureFolder.Load(Folder, new(2, 3) { ShorterSide = 2 }));
    }

    private string Refusal() => Assert.Throws<DataException>(() => PictureFolder.Load(Folder, Small)).Message;

    private void Write(string file, SKEncodedImageFormat format, SKColor colour) =>
        Write(file, PictureFiles.Encode(5, PictureFiles.Uniform(5, 4, colour.WithAlpha(255)), format));

    private void Write(string file, byte[] content)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
