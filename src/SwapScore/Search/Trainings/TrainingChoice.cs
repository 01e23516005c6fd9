namespace SwapScore.Search.Trainings;

/// <summary>How a search chose what it trained.</summary>
public enum TrainingChoice
{
    /// <summary>The best-ranked untrained architecture of a weighting that was being tried.</summary>
    Weighting,

    /// <summary>The most promising untrained architecture by what the trainings before have shown.</summary>
    Belief,

    /// <summary>One of the best of the trainings before, trained for more epochs.</summary>
    Promotion,
}
