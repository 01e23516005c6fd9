namespace SwapScore.Data.Published;

/// <summary>The published tables and data sets the studies of the paper use.</summary>
internal static class PublishedFiles
{
    private const string Research = "for research; no explicit licence";

    /// <summary>Every published file the product knows, data sets first.</summary>
    public static IReadOnlyList<PublishedFile> All { get; } =
    [
        new()
        {
            Name = "cifar10",
            Summary = "CIFAR-10: 60,000 images, 32×32, 10 classes (Krizhevsky 2009)",
            License = Research,
            Page = new("https://www.cs.toronto.edu/~kriz/cifar.html"),
            Address = new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            Bytes = 170_052_171,
            Checksum = "md5 c32a1d4ab5d03f1284b67883e8d87530",
            ArchiveFolder = "cifar-10-batches-bin/",
            Paths = [.. Enumerable.Range(1, 5).Select(batch => $"cifar10/data_batch_{batch}.bin"), "cifar10/test_batch.bin"],
        },
        new()
        {
            Name = "cifar100",
            Summary = "CIFAR-100: 60,000 images, 32×32, 100 classes (Krizhevsky 2009)",
            License = Research,
            Page = new("https://www.cs.toronto.edu/~kriz/cifar.html"),
            Address = new("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
            Bytes = 168_513_733,
            Checksum = "md5 03b5dce01913d631647c71ecec9e9cb8",
            ArchiveFolder = "cifar-100-binary/",
            Paths = ["cifar100/train.bin", "cifar100/test.bin"],
        },
        new()
        {
            Name = "imagenet16",
            Summary = "ImageNet at 16×16, the images of ImageNet16-120 (Chrabaszcz et al. 2017)",
            License = "ImageNet terms: non-commercial research, after registration",
            Page = new("https://image-net.org/download-images"),
            Paths = [.. Enumerable.Range(1, 10).Select(batch => $"imagenet16/train_data_batch_{batch}")],
        },
        new()
        {
            Name = "webtext",
            Summary = "WebText: 5,000 web texts (gpt-2-output-dataset, OpenAI)",
            License = "MIT",
            Page = new("https://github.com/openai/gpt-2-output-dataset"),
            Address = new("https://openaipublic.blob.core.windows.net/gpt-2/output-dataset/v1/webtext.valid.jsonl"),
            Bytes = 13_622_302,
            Checksum = "sha256 e080dcf561d9ec19e9c4333ef1f48a48d1b677ff0b48bae2451f3aac5522033a",
            Paths = ["text/webtext.jsonl"],
        },
        new()
        {
            Name = "vocabulary",
            Summary = "WordPiece vocabulary of BERT, uncased: 30,522 tokens",
            License = "Apache-2.0",
            Page = new("https://huggingface.co/google-bert/bert-base-uncased"),
            Address = new("https://huggingface.co/google-bert/bert-base-uncased/resolve/main/vocab.txt"),
            Bytes = 231_508,
            Checksum = "sha256 07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
            Paths = ["text/vocab.txt"],
        },
        new()
        {
            Name = "darts",
            Summary = "1,000 DARTS genotypes with their CIFAR-10 accuracy (SWAP-Score)",
            License = "AFL-3.0",
            Page = new("https://github.com/pym1024/SWAP_Universal"),
            Address = new("https://raw.githubusercontent.com/pym1024/SWAP_Universal/HEAD/datasets/DARTS_archs_CIFAR10.csv"),
            Paths = ["tables/DARTS_archs_CIFAR10.csv"],
        },
        new()
        {
            Name = "flexibert",
            Summary = "500 FlexiBERT encoders with their GLUE scores (Serianni, Kalita 2023)",
            License = "CC-BY-4.0",
            Page = new("https://github.com/aaronserianni/training-free-nas"),
            Address = new("https://raw.githubusercontent.com/aaronserianni/training-free-nas/HEAD/data/BERT_benchmark.json"),
            Paths = ["tables/BERT_benchmark.json"],
        },
        new()
        {
            Name = "flexibert-metrics",
            Summary = "published metrics of the 500 FlexiBERT encoders (Serianni, Kalita 2023)",
            License = "CC-BY-4.0",
            Page = new("https://github.com/aaronserianni/training-free-nas"),
            Address = new("https://raw.githubusercontent.com/aaronserianni/training-free-nas/HEAD/data/BERT_results_activation.csv"),
            Paths = ["tables/BERT_results_activation.csv"],
        },
        new()
        {
            Name = "nats-bench",
            Summary = "test accuracies of all 15,625 NAS-Bench-201 cells, read out of NATS-Bench",
            License = "MIT (NATS-Bench)",
            Page = new("https://github.com/v-tao/nats-bench-landscape"),
            Address = new("https://raw.githubusercontent.com/v-tao/nats-bench-landscape/HEAD/nats_bench.csv"),
            Paths = ["tables/nats_bench.csv"],
        },
        new()
        {
            Name = "nasbench-macro",
            Summary = "test accuracies of all 6,561 NAS-Bench-Macro networks (Su et al. 2021)",
            License = "Apache-2.0",
            Page = new("https://github.com/xiusu/NAS-Bench-Macro"),
            Address = new("https://raw.githubusercontent.com/xiusu/NAS-Bench-Macro/HEAD/data/nas-bench-macro_cifar10.json"),
            Paths = ["tables/nas-bench-macro_cifar10.json"],
        },
        ZeroCost("zc-nasbench101", "NAS-Bench-101", "zc_nasbench101.json", "1Rkse44EWgYdBS34iyhjSs9Y2l0fxPCpU"),
        ZeroCost("zc-nasbench201", "NAS-Bench-201", "zc_nasbench201.json", "1R7n7GpFHAjUZpPISzbhxH0QjubnvZM5H"),
        ZeroCost("zc-nasbench301", "NAS-Bench-301", "zc_nasbench301.json", "1RddgmwqjWJ1czGT8gEPB8qqhUHazp92G"),
        ZeroCost("zc-transnas-micro", "TransNAS-Bench-101 micro", "zc_transbench101_micro.json", "1SBOVAyhLCBTAJiU_fo7hLRknNrGNqFk7"),
        ZeroCost("zc-transnas-macro", "TransNAS-Bench-101 macro", "zc_transbench101_macro.json", "1teH8JcQsamZngUD_DMQyNkCoUYYSTM0M"),
    ];

    /// <summary>The file of this name.</summary>
    /// <param name="name">Name as in <see cref="PublishedFile.Name"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static PublishedFile Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(file => file.Name == name) ?? throw new UsageException(
            $"unknown data '{name}'", Spelling.Hint(name, [.. All.Select(file => file.Name)]));
    }

    /// <remarks>The identifiers are those of the download script of NASLib.</remarks>
    private static PublishedFile ZeroCost(string name, string benchmark, string file, string identifier) => new()
    {
        Name = name,
        Summary = $"zero-cost metrics and accuracies of {benchmark} networks (NAS-Bench-Suite-Zero)",
        License = "Apache-2.0 (NASLib)",
        Page = new("https://github.com/automl/NASLib/tree/zerocost"),
        Address = new($"https://drive.google.com/uc?export=download&id={identifier}"),
        Paths = [$"tables/{file}"],
    };
}
