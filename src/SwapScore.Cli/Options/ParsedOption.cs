using System.CommandLine.Parsing;
using SwapScore.Data;
using SwapScore.Metrics.Aggregates;
using SwapScore.Weights;

namespace SwapScore.Cli.Options;

/// <summary>Options whose errors say what the option takes and what was typed.</summary>
internal static class ParsedOption
{
    // A longer one would push the descriptions of all options to the right.
    private const int LongestHelpName = 24;

    private delegate bool Reader<T>(ArgumentResult result, out T value);

    public static Option<int> Count(string name, string description, int standard, int maximum = int.MaxValue) => Create<int>(
        name, "N", description, (result, out value) => IsCount(Text(result), maximum, out value), CountWords(maximum), _ => standard);

    public static Option<int?> OptionalCount(string name, string description, int maximum = int.MaxValue) => Create<int?>(
        name, "N", description, (result, out value) => (value = IsCount(Text(result), maximum, out var count) ? count : null) is not null, CountWords(maximum));

    /// <summary>Whole numbers of at least 1, separated by commas; empty where none are given.</summary>
    public static Option<int[]> Counts(string name, string description) => Several(Create<int[]>(
        name, "N,N", description,
        (result, out value) => (value = Array.ConvertAll(Words(result), word => IsCount(word, int.MaxValue, out var count) ? count : 0)).Length > 0 && !value.Contains(0),
        "whole numbers of at least 1, separated by commas"));

    /// <summary>Any text; null where none is given.</summary>
    public static Option<string?> Text(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    /// <summary>Any text.</summary>
    public static Option<string> Text(string name, string helpName, string description, string standard) =>
        new(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => standard };

    /// <summary>A name among those that shells are told of.</summary>
    public static Option<string> Name(string name, string description, string standard, params string[] known)
    {
        var option = Text(name, "NAME", description, standard);
        option.CompletionSources.Add(known);
        return option;
    }

    /// <summary>A place to write to, <c>--output</c> or <c>-o</c>; null where none is given.</summary>
    public static Option<string?> Output(string helpName, string description) => new("--output", "-o") { Description = description, HelpName = helpName };

    /// <summary>The name of a search space, <c>--space</c>.</summary>
    public static Option<string> Space(string description, string standard = "darts") => Text("--space", "NAME", description, standard);

    /// <summary>Words separated by commas; empty where none are given.</summary>
    public static Option<string[]> List(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName, AllowMultipleArgumentsPerToken = true, CustomParser = Words };

    /// <summary><c>--metric</c>: metrics and aggregates, separated by commas.</summary>
    /// <param name="first">What the first one is for.</param>
    /// <param name="standard">Those of a command line that names none; null to leave that to the command.</param>
    public static Option<string[]> Metrics(string first, string[]? standard)
    {
        var option = new Option<string[]>("--metric")
        {
            Description = $"Metrics, separated by commas; {first} (see 'swapscore metric list'); rank(A,B) or product(A,B^0.5): several as one; all: every metric that suits the task",
            HelpName = "A,B",
            CustomParser = result => [.. result.Tokens.SelectMany(token => MetricExpression.Split(token.Value)).Distinct()],
        };
        if (standard is not null) option.DefaultValueFactory = _ => standard;
        return option;
    }

    public static Option<long> Integer(string name, string description, long standard) => Create<long>(
        name, "N", description, (result, out value) => long.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), "a whole number", _ => standard);

    public static Option<double?> OptionalPositive(string name, string unit, string description) => Create<double?>(
        name, unit, description, (result, out value) => (value = IsNumber(Text(result), out var number) ? number : null) is > 0 and < double.PositiveInfinity, "a positive number");

    public static Option<double?> OptionalShare(string name, string description) => Create<double?>(
        name, "SHARE", description, (result, out value) => (value = IsNumber(Text(result), out var number) ? number : null) is >= 0 and < 1, "a share of 0 or more and below 1");

    /// <summary>The beginning of a day in UTC.</summary>
    public static Option<DateTimeOffset?> OptionalDay(string name, string description) => Create<DateTimeOffset?>(
        name, "YYYY-MM-DD", description,
        (result, out value) => (value = DateTimeOffset.TryParseExact(Text(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null) is not null,
        "a day such as 2026-05-31");

    /// <summary>One number per channel of colour.</summary>
    public static Option<Rgb?> OptionalColor(string name, string description, string example, bool isPositive) => Create<Rgb?>(
        name, "R,G,B", description,
        (result, out value) =>
        {
            double[] numbers = [.. Text(result).Split(',').Select(word => IsNumber(word, out var number) ? number : double.NaN).Where(number => double.IsFinite(number) && (number > 0 || !isPositive))];
            value = numbers is [var red, var green, var blue] && Text(result).Count(',') == 2 ? new Rgb(red, green, blue) : null;
            return value is not null;
        },
        $"three {(isPositive ? "positive " : "")}numbers separated by commas, for example {example}");

    /// <remarks>None where the option is not given.</remarks>
    public static Option<double[]> Numbers(string name, string description) => Create<double[]>(
        name, "X,Y", description,
        (result, out value) => !(value = Array.ConvertAll(Text(result).Split(','), word => IsNumber(word, out var number) ? number : double.NaN)).Any(double.IsNaN),
        "numbers separated by commas");

    /// <remarks>Null means <c>auto</c>, which is the default.</remarks>
    public static Option<double?> NumberOrAuto(string name, string description) => Create<double?>(
        name, "X|auto", description, (result, out value) => (value = IsNumber(Text(result), out var number) ? number : null) is not null || Text(result) == "auto", "a number or auto");

    /// <summary>A name of <see cref="Initializers.Names"/>.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="known">The names that can be taken.</param>
    /// <remarks>Null means <c>auto</c>, which is the default.</remarks>
    public static Option<string?> Initializer(string name, string description, IReadOnlyCollection<string> known)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = "NAME",
            CustomParser = result =>
            {
                if (Initializers.Refusal(Text(result), known) is { } refusal) result.AddError($"{name}: {refusal}");
                return Text(result) == Initializers.Auto ? null : Text(result);
            },
        };
        option.CompletionSources.Add([.. known]);
        return option;
    }

    public static Option<ComputeDevice> Device(string name, string description) => Create<ComputeDevice>(
        name, "cpu|cuda|cuda:N", description, (result, out value) => ComputeDevice.TryParse(Text(result), out value!), "cpu, cuda or cuda:N", _ => ComputeDevice.Cpu);

    /// <summary>One of the values of an enum, under their names in small letters.</summary>
    public static Option<T> Choice<T>(string name, string description)
        where T : struct, Enum => Choice(name, description, Named<T>());

    /// <remarks>
    /// The default is the type's own, so that the help shows no second name for it. The type must not be bool: the parser takes such an option as a flag and
    /// leaves its word to be an argument.
    /// </remarks>
    public static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        var words = string.Join('|', choices.Select(choice => choice.Word));
        var isShort = words.Length <= LongestHelpName;
        var isExplained = isShort || choices.All(choice => description.Contains(choice.Word, StringComparison.Ordinal));
        return WithWords(choices, Create<T>(
            name, isShort ? words : "NAME", isExplained ? description : $"{description}; one of {string.Join(", ", choices.Select(choice => choice.Word))}",
            (result, out value) => Find(choices, Text(result), out value), $"one of {words}"));
    }

    /// <summary>Some of a few choices, separated by commas; empty where none are given.</summary>
    public static Option<T[]> Choices<T>(string name, string description, params (string Word, T Value)[] choices) => WithWords(choices, Several(Create<T[]>(
        name, "A,B", description,
        (result, out value) =>
        {
            var words = Words(result);
            return (value = [.. words.SelectMany(word => Find(choices, word, out var found) ? [found] : (T[])[])]).Length == words.Length;
        },
        $"some of {string.Join(", ", choices.Select(choice => choice.Word))}, separated by commas")));

    /// <summary>The same of an enum, under the names of its values in small letters.</summary>
    public static Option<T[]> Choices<T>(string name, string description)
        where T : struct, Enum => Choices(name, description, Named<T>());

    private static (string Word, T Value)[] Named<T>()
        where T : struct, Enum => Array.ConvertAll(Enum.GetValues<T>(), value => ($"{value}".ToLowerInvariant(), value));

    private static Option<T> Create<T>(string name, string helpName, string description, Reader<T> read, string expected, Func<ArgumentResult, T>? standard = null)
    {
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                if (!read(result, out var value)) result.AddError($"{name} takes {expected}, not '{Text(result)}'");
                return value;
            },
        };
        if (standard is not null) option.DefaultValueFactory = standard;
        return option;
    }

    private static Option<T> Several<T>(Option<T> option)
    {
        option.AllowMultipleArgumentsPerToken = true;
        return option;
    }

    // The parser would offer the names of an enum beside the words.
    private static Option<TOption> WithWords<TOption, T>((string Word, T Value)[] choices, Option<TOption> option)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        return option;
    }

    private static bool Find<T>((string Word, T Value)[] choices, string word, out T value)
    {
        var place = Array.FindIndex(choices, choice => choice.Word == word);
        value = place >= 0 ? choices[place].Value : default!;
        return place >= 0;
    }

    private static string[] Words(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static bool IsCount(string text, int maximum, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= maximum;

    private static bool IsNumber(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string CountWords(int maximum) => maximum == int.MaxValue ? "a whole number of at least 1" : $"a whole number from 1 to {maximum}";

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;
}
