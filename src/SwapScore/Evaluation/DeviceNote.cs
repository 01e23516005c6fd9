using System.Text.Json.Nodes;

namespace SwapScore.Evaluation;

/// <summary>The device in documents of runs.</summary>
public static class DeviceNote
{
    /// <summary>
    /// Notes where gradients were computed, unless on the processor: documents of runs that had no choice stay what they were.
    /// </summary>
    public static JsonObject WithDevice(this JsonObject document, ComputeDevice device)
    {
        if (device != ComputeDevice.Cpu) document["device"] = device.ToString();
        return document;
    }
}
