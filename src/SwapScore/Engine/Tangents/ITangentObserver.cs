namespace SwapScore.Engine.Tangents;

/// <summary>An observer that is shown the tangents of all that it is shown.</summary>
internal interface ITangentObserver : IActivationObserver
{
    /// <summary>Takes in the tangents of the values, or gradients, shown last.</summary>
    void ObserveTangents(in Activation tangents);
}
