using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Digest of compiled code: the fields of each type, and the signature and instructions of each method, with operands
/// by name and value. Comments, line numbers, positions in a file and other types of the assembly do not change it; a
/// constant, a call or a condition does.
/// </summary>
/// <remarks>
/// Another compiler may emit other instructions and so change the digest, which is the safe direction. Attributes
/// are excluded. Members of other packages count by name and assembly version. Members are sorted by name, but the
/// compiler numbers lambdas by their method's position in the type, so a new method may change its type's digest.
/// </remarks>
public static class CodeDigest
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (OpCode)f.GetValue(null)!)
            .ToDictionary(c => c.Value);

    /// <summary>Digest of types, in any order, and of an assembly's embedded data, as 16 hexadecimal digits.</summary>
    /// <param name="embedding">The assembly whose resources are included; null: none.</param>
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

    /// <summary>The text that represents one type in the digest.</summary>
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

        // The compiler numbers anonymous types across the whole assembly.
        const string Anonymous = "<>f__AnonymousType";
        return Regex.Replace(text.ToString(), Anonymous + "[0-9]+", Anonymous, RegexOptions.None,
            TimeSpan.FromSeconds(10));
    }

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
                OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok
                    or OperandType.InlineType => nameOf(token),
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

    /// <summary>Full name of a token's member; names within one type are cached.</summary>
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

    /// <summary>Package name and version of a type; null for the framework's types and our own.</summary>
    private static string? Version(Type type)
    {
        var assembly = type.Assembly.GetName();
        return assembly.Name!.Split('.')[0] is "System" or "Pruning" ? null : $" of {assembly.Name} {assembly.Version}";
    }
}
