using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts.Notation;

/// <summary>A value as it was written, before it is known to mean anything; both text forms are read into these.</summary>
internal abstract record Literal(int Position);

internal sealed record NameLiteral(int Position, string Value) : Literal(Position);

internal sealed record NumberLiteral(int Position, int Value) : Literal(Position);

internal sealed record ListLiteral(int Position, ImmutableArray<Literal> Items) : Literal(Position);

/// <summary>A named part of a genotype as it was written.</summary>
internal sealed record GenotypeField(string Name, int Position, Literal Value);
