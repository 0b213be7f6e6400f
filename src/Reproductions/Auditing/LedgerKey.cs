using System.Security.Cryptography;
using System.Text;

namespace Pruning.Reproductions.Auditing;

/// <summary>Identity of a replicate in the ledger: its protocol, numerics and code.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Reading">The reading's id, for readers only; the protocol is in <paramref name="Protocol"/>.</param>
/// <param name="Protocol">Every choice, in canonical form.</param>
/// <param name="Numerics">What bits depend on besides the code.</param>
/// <param name="Science">Version of the science code.</param>
public sealed record LedgerKey(string Study, string Reading, string Protocol, string Numerics, string Science)
{
    /// <summary>
    /// Hash of all that is trained and measured under the protocol, see <see cref="Studies.Study.HashOf"/>.
    /// </summary>
    public string Plan { get; init; } = string.Empty;

    /// <summary>Hash of the key, 16 hexadecimal digits.</summary>
    public string Hash => Short(string.Join('\n', Study, Protocol, Plan, Numerics, Science));

    /// <summary>The first 16 hexadecimal digits of a text's SHA-256.</summary>
    public static string Short(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
