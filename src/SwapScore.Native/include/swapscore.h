/*
 * swapscore.h: SwapScore as a native library.
 *
 * Two parts:
 *   - counters: the signs of activations that another program computes are counted where they lie, without a copy;
 *   - the engine: architectures of search spaces are scored, ranked, studied and searched, with the same bits as the command swapscore.
 *
 * Rules that hold for every function:
 *   - The result is a swapscore_status, unless another type is declared. Values are returned through pointers.
 *   - After any status but SWAPSCORE_OK, swapscore_last_error has one line that says what was found and what to do.
 *   - Texts are UTF-8 and end in a zero byte. Texts and arrays of the caller are read during the call and never kept.
 *   - Every function may be called from any thread at any time. Calls for one counter take turns.
 *   - No exception leaves the library, and it prints nothing.
 *
 * Linux on x64 needs a processor with AVX2 and FMA (any since 2015) and glibc 2.34 or later; check the processor before loading the library.
 */
#ifndef SWAPSCORE_H
#define SWAPSCORE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Number of the interface this header describes. It changes when programs built with another header could go wrong. */
#define SWAPSCORE_ABI_VERSION 1

typedef enum swapscore_status {
    SWAPSCORE_OK = 0,
    SWAPSCORE_INTERNAL = 1,    /* a fault of the library itself */
    SWAPSCORE_USAGE = 2,       /* an argument cannot be used */
    SWAPSCORE_INPUT = 3,       /* data cannot be read, or are damaged */
    SWAPSCORE_OUTPUT = 4,      /* a result cannot be written */
    SWAPSCORE_UNAVAILABLE = 5, /* what is asked for is not in this library or on this machine */
    SWAPSCORE_NUMERIC = 6,     /* a value is NaN or infinite, and so has no sign */
    SWAPSCORE_SEARCH = 7,      /* a search cannot go on */
    SWAPSCORE_STOPPED = 8,     /* the caller's progress function asked to stop */
    SWAPSCORE_MEMORY = 9       /* there is not enough memory */
} swapscore_status;

/* ---------------------------------------------------------------------------------------------------------------- the library */

/* SWAPSCORE_ABI_VERSION of the library. A program compares it with that of its header before any other call. */
int32_t swapscore_abi_version(void);

/* Version of the product, for example "0.1.0". The text is the library's and is never freed. */
const char *swapscore_version(void);

/*
 * Copies the message of the last failure on this thread: at most capacity bytes, the zero byte included, whole characters only.
 * message may be NULL to ask for the length. Returns the bytes of the whole message, without the zero byte; 0 where nothing has failed.
 */
int64_t swapscore_last_error(char *message, int64_t capacity);

/* Frees a document or values that the library has returned. NULL is allowed. */
void swapscore_free(void *memory);

/* --------------------------------------------------------------------------------------------------------------------- arrays */

typedef enum swapscore_type {
    SWAPSCORE_FLOAT32 = 0,
    SWAPSCORE_FLOAT16 = 1,  /* IEEE half precision */
    SWAPSCORE_BFLOAT16 = 2, /* the upper half of float32 */
    SWAPSCORE_FLOAT64 = 3
} swapscore_type;

/*
 * An array of the caller, in any layout. The first dimension counts samples. Strides are in elements, as in PyTorch (NumPy's are in bytes); they may be 0 or
 * negative. NULL strides mean a contiguous array, last dimension innermost. At most 32 dimensions.
 */
typedef struct swapscore_array {
    const void *data;       /* the element whose indices are all 0 */
    const int64_t *shape;   /* [rank] */
    const int64_t *strides; /* [rank], or NULL */
    int32_t rank;
    int32_t type;           /* swapscore_type */
} swapscore_array;

/* ------------------------------------------------------------------------------------------------------------------- counters */

/* A counter of patterns. It is a number and no address: a counter that was freed is a fault with a message. */
typedef struct swapscore_counter_handle *swapscore_counter;

/* What a counter counts; to be added. */
#define SWAPSCORE_PATTERNS 1          /* distinct sample-wise patterns: SWAP-Score */
#define SWAPSCORE_STANDARD_PATTERNS 2 /* distinct patterns of whole samples */
#define SWAPSCORE_AGREEMENT 4         /* on how many neurons every two samples agree: the kernel of NWOT; at most 4096 samples */

/*
 * Makes a counter for arrays of this many samples (1 to 1048576).
 * ternary: 0 counts a value as positive or not, which is all there is after ReLU. Otherwise negative, zero and positive values differ, as after GELU or
 * SiLU; for values that are never negative the counts are the same either way.
 */
int32_t swapscore_counter_create(int64_t samples, int32_t ternary, int32_t counted, swapscore_counter *counter);

/*
 * Takes in the activations of some neurons: array is [sample][...], all dimensions but the first together count neurons. Nothing is copied or kept.
 * SWAPSCORE_NUMERIC where a value is NaN or infinite: some of the array may be counted then, so clear the counter.
 */
int32_t swapscore_counter_push(swapscore_counter counter, const swapscore_array *array);

/* Number of distinct sample-wise patterns of all neurons so far. */
int32_t swapscore_counter_patterns(swapscore_counter counter, int64_t *count);

/* Number of distinct patterns of whole samples so far, from 1 to the number of samples. */
int32_t swapscore_counter_standard_patterns(swapscore_counter counter, int64_t *count);

/* Writes K, [sample][sample]: on how many neurons two samples are both positive or both not. */
int32_t swapscore_counter_kernel(swapscore_counter counter, double *kernel);

/* ln |det K|, the score of NWOT; -inf where K is singular. */
int32_t swapscore_counter_log_determinant(swapscore_counter counter, double *value);

/* Forgets what was counted, keeps the memory. */
int32_t swapscore_counter_clear(swapscore_counter counter);

/* Frees a counter. NULL, and counters that were freed before, are allowed. */
void swapscore_counter_free(swapscore_counter counter);

/* --------------------------------------------------------------------------------------------------------------------- engine */

/*
 * Is called on the thread that made the call, about twenty times a second: architectures done, architectures in all (0 while unknown), and the caller's
 * state. Any result but 0 stops the work; the call then returns SWAPSCORE_STOPPED.
 */
typedef int32_t (*swapscore_progress)(int32_t done, int32_t total, void *state);

/*
 * Scores one architecture by one metric.
 * images: float32 [sample][channel][row][column], normalized; NULL for 16 built-in samples that suit the space.
 * threads: 0 for all cores; they never change a score.
 * values: [repeats], one score per initialization. A metric that has one value for all repeats has it in every place.
 */
int32_t swapscore_score(const char *space, const char *architecture, const char *metric, const swapscore_array *images,
                        int32_t repeats, int64_t seed, int32_t threads, double *values);

/*
 * The next three take a JSON object and return one, in the vocabulary of docs/reference/json.md. The document is freed with swapscore_free. progress may be
 * NULL. images are as above. Fields of every request, all but space may be left out:
 *   space        name of the search space
 *   task         name of a task of the space
 *   options      metrics, repeats, seed, mu, sigma, initializer; mu and sigma that are left out come from the sizes of the space
 *   threads      number of threads
 *   batchSize    number of built-in samples, where images are NULL (default 16)
 *   source       what the images are called in the document
 *   labels       class of every image, from 0
 */

/* Ranks architectures: the document of `swapscore score --format json`. More fields: architectures (names or texts; default: the named ones of the space). */
int32_t swapscore_rank(const char *request, const swapscore_array *images, swapscore_progress progress, void *state, char **document);

/*
 * Says how well metrics rank trained networks: the document of `swapscore study --format json`, and results, the scores of every row. More fields:
 * architectures and accuracies, one per row (needed); table, its name; skipInvalid, 1 to leave out architectures that cannot be read.
 */
int32_t swapscore_study(const char *request, const swapscore_array *images, swapscore_progress progress, void *state, char **document);

/*
 * Searches an architecture: the document of `swapscore search --format json`. More fields: algorithm, evaluations, populationSize, tournamentSize, mutations,
 * crossover, maximumSeconds, maximumParameters, maximumFlops, maximumMemory, maximumLatency, fitness (regularized, plain, adaptive or ranks).
 */
int32_t swapscore_search(const char *request, const swapscore_array *images, swapscore_progress progress, void *state, char **document);

/* The search spaces and the metrics there are: spaces (name, size, summary, source, tasks, named) and metrics (name, direction, needs, summary, settings, source). */
int32_t swapscore_catalog(char **document);

/*
 * Loads images as the command does: data is "natural32" (built in), "noise", or the path of a CIFAR or ImageNet16 file or folder. side: pixels, 0 keeps the size.
 * values: float32 [sample][channel][row][column], normalized; freed with swapscore_free. shape: [4].
 */
int32_t swapscore_images(const char *data, int32_t count, int32_t side, float **values, int64_t *shape);

/*
 * The weights that SwapScore draws for parameter number `parameter` of a network, counted from 0, in repeat number `repeat`: independent values of N(0, 1).
 * values: [count].
 */
int32_t swapscore_normal(int64_t seed, int32_t repeat, int32_t parameter, int64_t count, float *values);

#ifdef __cplusplus
}
#endif

#endif
