namespace SwapScore.Search.Trainings;

/// <summary>One training of a search.</summary>
/// <param name="Number">Number of the training, from 1.</param>
/// <param name="Candidate">What was trained.</param>
/// <param name="Epochs">For how many epochs; 0 where a table does not say.</param>
/// <param name="Accuracy">What it reached, in per cent.</param>
/// <param name="Choice">How it was chosen.</param>
public sealed record Training(int Number, Candidate Candidate, int Epochs, double Accuracy, TrainingChoice Choice);
