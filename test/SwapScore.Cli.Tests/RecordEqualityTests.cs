using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using SwapScore.Values;

namespace SwapScore.Cli.Tests;

/// <summary>Records of the packages are equal where their content is: none holds a collection that is compared by reference.</summary>
public sealed class RecordEqualityTests
{
    private static readonly Assembly[] Packages =
    [
        typeof(ValueList).Assembly, typeof(Readers.Images.ImageFolder).Assembly, typeof(Onnx.OnnxEvaluator).Assembly, typeof(Torch.GradientEvaluator).Assembly,
        typeof(Workflows.Tables.Table).Assembly,
    ];

    [Fact]
    public void PublicRecords_CompareCollectionsByContent()
    {
        var records = Packages.SelectMany(package => package.GetExportedTypes()).Where(IsComparedMemberByMember).ToArray();
        Assert.True(records.Length > 80, $"{records.Length} records were found");
        var others =
            from record in records
            from field in record.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            where !IsComparedByContent(field.FieldType) && !KeepsByContent(record, field)
            select $"{record.FullName}.{field.Name} is a {field.FieldType.Name}: take ValueList or ValueDictionary";
        Assert.True(!others.Any(), string.Join("\n", others));
    }

    [Theory]
    [InlineData(typeof(IReadOnlyList<int>), false)]
    [InlineData(typeof(int[]), false)]
    [InlineData(typeof(System.Collections.Immutable.ImmutableArray<int>), false)]
    [InlineData(typeof(ReadOnlyMemory<byte>), false)]
    [InlineData(typeof(ValueList<int[]>), false)]
    [InlineData(typeof(ValueList<ValueList<int>>), true)]
    [InlineData(typeof(ValueDictionary<double>), true)]
    [InlineData(typeof(string), true)]
    [InlineData(typeof(int?), true)]
    public void IsComparedByContent_KnowsCollections(Type type, bool expected) => Assert.Equal(expected, IsComparedByContent(type));

    /// <summary>A record whose equality the compiler wrote.</summary>
    private static bool IsComparedMemberByMember(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null
        && type.GetMethod("Equals", [type])?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    /// <summary>Whether a property takes any collection, but keeps one that is compared by content.</summary>
    private static bool KeepsByContent(Type record, FieldInfo field)
    {
        var property = record.GetProperty(field.Name.TrimStart('<').Split('>')[0]);
        if (property is not { CanWrite: true } || !field.FieldType.IsGenericType) return false;
        var types = field.FieldType.GetGenericArguments();
        object given = types.Length == 2 ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))! : Array.CreateInstance(types[0], 0);
        if (!field.FieldType.IsInstanceOfType(given)) return false;
        var instance = RuntimeHelpers.GetUninitializedObject(record);
        property.SetValue(instance, given);
        return IsComparedByContent(property.GetValue(instance)!.GetType());
    }

    private static bool IsComparedByContent(Type type)
    {
        if (type == typeof(string)) return true;
        if (type.IsArray) return false;
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(Memory<>) || definition == typeof(ReadOnlyMemory<>)) return false;
            if (definition == typeof(ValueList<>) || definition == typeof(ValueDictionary<>)) return IsComparedByContent(type.GetGenericArguments()[0]);
        }

        return !type.IsAssignableTo(typeof(IEnumerable));
    }
}
