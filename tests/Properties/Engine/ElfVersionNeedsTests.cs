using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

public sealed class ElfVersionNeedsTests
{
    private static readonly string[][] Needs = [["GLIBC_2.34", "GLIBC_2.4"],
        ["GLIBCXX_3.4.3", ElfBytes.Wanted, "GLIBCXX_3.4.320"], ["GCC_3.0"]];

    [Fact]
    public void Weaken_LibraryWithTheNeed_SetsOneBitOfThatNeed()
    {
        var (library, flags) = ElfBytes.Of(Needs);
        var expected = library.ToArray();
        expected[flags[ElfBytes.Wanted]] |= 2;
        Assert.Equal(expected, ElfVersionNeeds.Weaken(library, ElfBytes.Wanted));
    }

    [Fact]
    public void Weaken_Twice_IsOnce()
    {
        var once = ElfVersionNeeds.Weaken(ElfBytes.Of(Needs).Library, ElfBytes.Wanted);
        Assert.Equal(once, ElfVersionNeeds.Weaken(once, ElfBytes.Wanted));
    }

    [Fact]
    public void Weaken_LibraryWithoutTheNeed_IsTheSameToTheByte()
    {
        var (library, _) = ElfBytes.Of([["GLIBC_2.34"], []]);
        Assert.Equal(library, ElfVersionNeeds.Weaken(library, ElfBytes.Wanted));
    }

    [Fact]
    public void Weaken_TorchSharpsLibrary_DiffersInOneByte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Libraries of Linux only have such needs.");
        var library = File.ReadAllBytes(LibTorchSearch.OfMachine().Find(null).TorchSharp);
        var weakened = ElfVersionNeeds.Weaken(library, ElfBytes.Wanted);
        Assert.Equal([(byte)2], library.Zip(weakened).Where(pair => pair.First != pair.Second)
            .Select(pair => (byte)(pair.First ^ pair.Second)));
    }

    [Fact]
    public void Weaken_CutOffAnywhere_IsAnErrorOfItsOwnKind()
    {
        var (library, _) = ElfBytes.Of(Needs);
        for (var length = 0; length < library.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(library.AsSpan(0, length),
                ElfBytes.Wanted));
        }
    }

    [Property(MaxTest = 2000)]
    public Property Weaken_DamagedAnywhere_GivesAResultOrAnErrorOfItsOwnKind() => Prop.ForAll(
        (from at in Gen.OneOf(Gen.Choose(0, 63), Gen.Choose(2048, 2200), Gen.Choose(3072, 3263))
         from value in Gen.Choose(0, 255)
         select (at, value: (byte)value)).ListOf(4).ToArbitrary(),
        changes =>
        {
            var (library, _) = ElfBytes.Of(Needs);
            foreach (var (at, value) in changes)
            {
                library[at] = value;
            }

            try
            {
                return ElfVersionNeeds.Weaken(library, ElfBytes.Wanted).Length == library.Length;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        });

    [Fact]
    public void Weaken_AnotherKindOfFile_SaysSo()
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[1000], ElfBytes.Wanted));
        Assert.Contains("Expected a 64-bit little-endian ELF file", error.Message);
    }
}
