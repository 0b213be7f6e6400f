using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// A digest of compiled code: of each type its fields, and of each method the signature and the instructions, whose
/// operands are taken by name and by value. Comments, line numbers, the place in a file, the folder of the sources and
/// other types of the assembly leave it as it is; a constant, a call or a condition moves it.
/// </summary>
/// <remarks>
/// Another compiler may write other instructions, which moves it too: that errs to the safe side. Attributes are no
/// part of it. What is called in other packages goes in by name and by its assembly's version. Members are taken in
/// the order of their names, but the compiler numbers what it makes of lambdas by their method's place in its type, so
/// a new method may move its own type's digest.
/// </remarks>
public static partial class CodeDigest
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (OpCode)f.GetValue(null)!)
            .ToDictionary(c => c.Value);

    /// <summary>16 hexadecimal digits over types, in any order, and over an assembly's embedded data.</summary>
    /// <param name="embedding">The assembly whose resources count as well; null: none.</param>
    public static string Of(IEnumerable<Type> types, Assembly? embedding = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var type in types.OrderBy(t => t.ToString(), StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Describe(type)));
        }

        foreach (var name in (embedding?.GetManifestResourceNames() ?? []).Order(StringComparer.Ordinal))
        {
            using var resource = embedding!.GetManifestResourceStream(name)!;
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(resource));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>All that goes into the digest of one type, as text.</summary>
    internal static string Describe(Type type)
    {
        var text = new StringBuilder();
        var interfaces = type.GetInterfaces().Select(i => i.ToString()).Order(StringComparer.Ordinal);
        text.AppendLine($"{type.Attributes} {type} : {type.BaseType}, {string.Join(", ", interfaces)}");
        foreach (var field in type.GetFields(Declared).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            text.AppendLine($"{field.Attributes} {field} {(field.IsLiteral ? field.GetRawConstantValue() : null)}");
        }

        var methods = type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));
        var names = new Dictionary<int, string>();
        foreach (var method in methods.OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            text.AppendLine($"{method.Attributes} {method.MethodImplementationFlags} {method}");
            if (method.GetMethodBody() is { } body)
            {
                Describe(body, token => NameOf(names, method, token), method.Module, text);
            }
        }

        return MadeUp().Replace(text.ToString(), string.Empty);
    }

    /// <summary>
    /// What the compiler adds to names: to those of anonymous types a number through the whole assembly, and to those
    /// of types that are local to a file, such as those of generated regular expressions, a digest of the file's path.
    /// </summary>
    [GeneratedRegex("(?<=<>f__AnonymousType)[0-9]+|(?<=<[^<>]*>F)[0-9A-F]{64}(?=__)")]
    private static partial Regex MadeUp();

    private static void Describe(MethodBody body, Func<int, string> nameOf, Module module, StringBuilder text)
    {
        var locals = body.LocalVariables.Select(v => $"{v.LocalType}{(v.IsPinned ? " pinned" : string.Empty)}");
        text.AppendLine($"{body.InitLocals} {string.Join(", ", locals)}");
        foreach (var clause in body.ExceptionHandlingClauses)
        {
            var what = clause.Flags switch
            {
                ExceptionHandlingClauseOptions.Clause => $"{clause.CatchType}",
                ExceptionHandlingClauseOptions.Filter => $"{clause.FilterOffset}",
                _ => string.Empty,
            };
            text.AppendLine($"{clause.Flags} {clause.TryOffset} {clause.TryLength} {what}")
                .AppendLine($"{clause.HandlerOffset} {clause.HandlerLength}");
        }

        ReadOnlySpan<byte> code = body.GetILAsByteArray();
        while (!code.IsEmpty)
        {
            var (op, length) = code[0] == 0xFE
                ? (Codes[BinaryPrimitives.ReadInt16BigEndian(code)], 2)
                : (Codes[code[0]], 1);
            code = code[length..];
            var operand = code[..SizeOf(op.OperandType, code)];
            code = code[operand.Length..];
            var token = operand.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(operand) : 0;
            text.Append(op.Name).Append(' ').AppendLine(op.OperandType switch
            {
                OperandType.InlineField or OperandType.InlineMethod => nameOf(token),
                OperandType.InlineTok or OperandType.InlineType => nameOf(token),
                OperandType.InlineString => module.ResolveString(token),
                OperandType.InlineSig => Convert.ToHexString(module.ResolveSignature(token)),
                _ => Convert.ToHexString(operand),
            });
        }
    }

    private static int SizeOf(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };

    /// <summary>What a token stands for, by its full name; names within one type are worked out once.</summary>
    private static string NameOf(Dictionary<int, string> names, MethodBase method, int token)
    {
        if (method.IsGenericMethod || !names.TryGetValue(token, out var name))
        {
            var own = method.IsGenericMethod ? method.GetGenericArguments() : null;
            var member = method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), own)!;
            names[token] = name = member is Type type
                ? $"{type}{Version(type)}"
                : $"{member.DeclaringType}{Version(member.DeclaringType!)}::{member}";
        }

        return name;
    }

    /// <summary>
    /// The version of the package that a type comes from; nothing for the framework's and for our own.
    /// </summary>
    private static string? Version(Type type)
    {
        var assembly = type.Assembly.GetName();
        return assembly.Name!.Split('.')[0] is "System" or "Pruning" ? null : $" of {assembly.Name} {assembly.Version}";
    }
}
