using System.Reflection;
using System.Runtime.CompilerServices;
using SwapScore.Networks;

namespace SwapScore.Tests.Networks;

/// <summary>What hashes of networks know of an operation.</summary>
public sealed class OperationFieldsTests
{
    public static TheoryData<string> Operations =>
        [.. typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation))).Select(type => type.FullName!)];

    /// <summary>A new property that is forgotten in <see cref="Operation.Fields"/> would make different networks equal.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Fields_EverySetting_IsAmongThem(string operation)
    {
        var type = typeof(Operation).Assembly.GetType(operation)!;
        foreach (var setting in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(one => one.CanWrite && one.DeclaringType == type))
        {
            var (one, other) = (Create(type), Create(type));
            setting.SetValue(other, OtherThanDefault(setting.PropertyType));
            Assert.False(one.Fields.SequenceEqual(other.Fields), $"{type.Name}.{setting.Name} is not part of the hash");
        }
    }

    private static Operation Create(Type type) => (Operation)RuntimeHelpers.GetUninitializedObject(type);

    private static object OtherThanDefault(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var some when some == typeof(bool) => true,
        var some when some == typeof(float) => 0.25f,
        var some when some == typeof(long) => 3L,
        var some when some == typeof(string) => "other",
        var some when some == typeof(Shape) => new Shape(3, 4, 5),
        { IsEnum: true } some => Enum.GetValues(some).GetValue(1)!,
        _ => 3,
    };
}
