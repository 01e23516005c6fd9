/*
 * The C interface from C: what a program that is no .NET sees. Prints one line per failed check and the number of them.
 * With the argument "engine" it scores as well; without, it keeps to counters, which is quick under valgrind.
 */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "swapscore.h"

static int failures = 0;

#define CHECK(condition)                                                         \
    do {                                                                         \
        if (!(condition)) {                                                      \
            char message[512];                                                   \
            swapscore_last_error(message, sizeof message);                       \
            printf("line %d: %s (%s)\n", __LINE__, #condition, message);         \
            failures++;                                                          \
        }                                                                        \
    } while (0)

/* Random signs, the same in every run. */
static float draw(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (float)((int)(*state >> 24) % 3 - 1) * 0.5f;
}

/* Distinct sign patterns, compared pair by pair, like the definition. */
static int64_t reference(const float *values, int64_t samples, int64_t neurons, int ternary)
{
    int64_t count = 0;
    for (int64_t i = 0; i < neurons; i++) {
        int is_new = 1;
        for (int64_t j = 0; j < i && is_new; j++) {
            int equal = 1;
            for (int64_t s = 0; s < samples && equal; s++) {
                float a = values[s * neurons + i], b = values[s * neurons + j];
                equal = (a > 0) == (b > 0) && (!ternary || (a < 0) == (b < 0));
            }
            is_new = !equal;
        }
        count += is_new;
    }
    return count;
}

static void counts(int64_t samples, int64_t neurons, int ternary)
{
    /* Exactly as large as needed: valgrind sees a read beyond. */
    float *values = malloc((size_t)(samples * neurons) * sizeof *values);
    float *columns = malloc((size_t)(samples * neurons) * sizeof *columns);
    uint32_t state = (uint32_t)(samples * 31 + neurons);
    for (int64_t i = 0; i < samples * neurons; i++) values[i] = draw(&state);
    for (int64_t s = 0; s < samples; s++)
        for (int64_t n = 0; n < neurons; n++) columns[n * samples + s] = values[s * neurons + n];

    swapscore_counter counter;
    CHECK(swapscore_counter_create(samples, ternary, SWAPSCORE_PATTERNS | SWAPSCORE_STANDARD_PATTERNS | SWAPSCORE_AGREEMENT, &counter) == SWAPSCORE_OK);
    int64_t shape[] = {samples, neurons}, transposed[] = {1, samples}, count = 0, standard = 0;
    swapscore_array rows = {values, shape, NULL, 2, SWAPSCORE_FLOAT32}, strided = {columns, shape, transposed, 2, SWAPSCORE_FLOAT32};
    int64_t expected = reference(values, samples, neurons, ternary);
    CHECK(swapscore_counter_push(counter, &rows) == SWAPSCORE_OK);
    CHECK(swapscore_counter_patterns(counter, &count) == SWAPSCORE_OK && count == expected);

    /* The same neurons once more, from other memory: no new pattern. */
    CHECK(swapscore_counter_push(counter, &strided) == SWAPSCORE_OK);
    CHECK(swapscore_counter_patterns(counter, &count) == SWAPSCORE_OK && count == expected);
    CHECK(swapscore_counter_standard_patterns(counter, &standard) == SWAPSCORE_OK && standard >= 1 && standard <= samples);

    double *kernel = malloc((size_t)(samples * samples) * sizeof *kernel), logarithm = 0;
    CHECK(swapscore_counter_kernel(counter, kernel) == SWAPSCORE_OK);
    for (int64_t a = 0; a < samples; a++)
        for (int64_t b = 0; b < samples; b++) {
            double agreements = 0;
            for (int64_t n = 0; n < neurons; n++) agreements += (values[a * neurons + n] > 0) == (values[b * neurons + n] > 0);
            CHECK(kernel[a * samples + b] == 2 * agreements);
        }
    CHECK(swapscore_counter_log_determinant(counter, &logarithm) == SWAPSCORE_OK);
    if (samples == 1) CHECK(logarithm == log(2.0 * (double)neurons));

    CHECK(swapscore_counter_clear(counter) == SWAPSCORE_OK);
    CHECK(swapscore_counter_patterns(counter, &count) == SWAPSCORE_OK && count == 0);
    swapscore_counter_free(counter);
    CHECK(swapscore_counter_push(counter, &rows) == SWAPSCORE_USAGE);
    swapscore_counter_free(counter);
    free(kernel);
    free(columns);
    free(values);
}

static void faults(void)
{
    swapscore_counter counter;
    char message[256], tiny[4];
    int64_t shape[] = {2, 3}, count;
    float values[] = {1, 2, 3, 4, 5, 6};
    swapscore_array array = {values, shape, NULL, 2, SWAPSCORE_FLOAT32}, broken = array;

    CHECK(swapscore_counter_create(0, 0, SWAPSCORE_PATTERNS, &counter) == SWAPSCORE_USAGE);
    CHECK(swapscore_last_error(message, sizeof message) == (int64_t)strlen(message) && strstr(message, "samples"));
    CHECK(swapscore_last_error(tiny, sizeof tiny) > 3 && strlen(tiny) == 3);
    CHECK(swapscore_last_error(NULL, 0) == (int64_t)strlen(message));
    CHECK(swapscore_counter_create(2, 0, 0, &counter) == SWAPSCORE_USAGE);
    CHECK(swapscore_counter_create(2, 0, SWAPSCORE_PATTERNS, NULL) == SWAPSCORE_USAGE);
    CHECK(swapscore_counter_create(2, 0, SWAPSCORE_PATTERNS, &counter) == SWAPSCORE_OK);
    CHECK(swapscore_counter_push(counter, NULL) == SWAPSCORE_USAGE);
    CHECK(swapscore_counter_push(NULL, &array) == SWAPSCORE_USAGE);
    CHECK(swapscore_counter_patterns(counter, NULL) == SWAPSCORE_USAGE);
    CHECK(swapscore_counter_standard_patterns(counter, &count) == SWAPSCORE_USAGE);
    broken.type = 17;
    CHECK(swapscore_counter_push(counter, &broken) == SWAPSCORE_USAGE);
    broken = array, broken.rank = 0;
    CHECK(swapscore_counter_push(counter, &broken) == SWAPSCORE_USAGE);
    broken = array, broken.data = NULL;
    CHECK(swapscore_counter_push(counter, &broken) == SWAPSCORE_USAGE);
    shape[0] = 3, shape[1] = 2;
    CHECK(swapscore_counter_push(counter, &array) == SWAPSCORE_USAGE);
    shape[0] = 2, shape[1] = 0;
    CHECK(swapscore_counter_push(counter, &array) == SWAPSCORE_OK);
    shape[1] = 3, values[4] = NAN;
    CHECK(swapscore_counter_push(counter, &array) == SWAPSCORE_NUMERIC);
    swapscore_counter_free(counter);
    swapscore_counter_free(NULL);
    swapscore_free(NULL);

    char *document = (char *)1;
    CHECK(swapscore_rank("no JSON", NULL, NULL, NULL, &document) == SWAPSCORE_USAGE && document == NULL);
    CHECK(swapscore_rank("{\"space\": \"dart\"}", NULL, NULL, NULL, &document) == SWAPSCORE_USAGE);
    CHECK(swapscore_rank("{\"space\": \"darts\", \"sede\": 1}", NULL, NULL, NULL, &document) == SWAPSCORE_USAGE);
    swapscore_last_error(message, sizeof message);
    CHECK(strstr(message, "sede"));
    CHECK(swapscore_rank(NULL, NULL, NULL, NULL, &document) == SWAPSCORE_USAGE);
}

/* Threads share one counter and each has one of its own. */
static swapscore_counter shared;

static void *push(void *argument)
{
    float values[8 * 40];
    uint32_t state = 7;
    int64_t shape[] = {8, 40}, count = 0;
    swapscore_array array = {values, shape, NULL, 2, SWAPSCORE_FLOAT32};
    swapscore_counter own;
    for (int i = 0; i < 8 * 40; i++) values[i] = draw(&state);
    CHECK(swapscore_counter_create(8, 1, SWAPSCORE_PATTERNS, &own) == SWAPSCORE_OK);
    for (int round = 0; round < 20; round++) {
        CHECK(swapscore_counter_push(own, &array) == SWAPSCORE_OK);
        CHECK(swapscore_counter_push(shared, &array) == SWAPSCORE_OK);
    }
    CHECK(swapscore_counter_patterns(own, &count) == SWAPSCORE_OK && count == reference(values, 8, 40, 1));
    swapscore_counter_free(own);
    (void)argument;
    return NULL;
}

static void threads(void)
{
    pthread_t all[4];
    CHECK(swapscore_counter_create(8, 1, SWAPSCORE_PATTERNS, &shared) == SWAPSCORE_OK);
    for (int i = 0; i < 4; i++) pthread_create(&all[i], NULL, push, NULL);
    for (int i = 0; i < 4; i++) pthread_join(all[i], NULL);
    swapscore_counter_free(shared);
}

static int32_t stop(int32_t done, int32_t total, void *state)
{
    (void)done, (void)total;
    ++*(int *)state;
    return 1;
}

static void engine(void)
{
    float *images = NULL;
    int64_t shape[4];
    double values[2], again[2];
    char *document = NULL;
    int calls = 0;
    CHECK(swapscore_images("natural32", 4, 0, &images, shape) == SWAPSCORE_OK && shape[0] == 4 && shape[1] == 3 && shape[3] == 32);
    swapscore_array array = {images, shape, NULL, 4, SWAPSCORE_FLOAT32};
    CHECK(swapscore_score("darts", "PDARTS", "swap", &array, 2, 0, 2, values) == SWAPSCORE_OK && values[0] > 0);
    CHECK(swapscore_score("darts", "PDARTS", "swap", &array, 2, 0, 1, again) == SWAPSCORE_OK);
    CHECK(values[0] == again[0] && values[1] == again[1]);
    CHECK(swapscore_score("darts", "nonsense", "swap", &array, 2, 0, 1, again) == SWAPSCORE_USAGE);
    CHECK(swapscore_score("darts", "PDARTS", "grasp", &array, 2, 0, 1, again) != SWAPSCORE_OK);
    CHECK(swapscore_rank("{\"space\": \"darts\", \"options\": {\"repeats\": 1}}", &array, NULL, NULL, &document) == SWAPSCORE_OK);
    CHECK(document && strstr(document, "PC_DARTS_cifar"));
    swapscore_free(document);
    CHECK(swapscore_catalog(&document) == SWAPSCORE_OK && strstr(document, "nasbench201"));
    swapscore_free(document);
    CHECK(swapscore_search("{\"space\": \"darts\", \"evaluations\": 5000}", &array, stop, &calls, &document) == SWAPSCORE_STOPPED && calls > 0);
    swapscore_free(images);
}

int main(int count, char **arguments)
{
    CHECK(swapscore_abi_version() == SWAPSCORE_ABI_VERSION);
    CHECK(strlen(swapscore_version()) > 0);
    faults();
    counts(1, 5, 0);
    counts(3, 100, 1);
    counts(16, 700, 0);
    counts(33, 64, 1);
    counts(70, 130, 0);
    threads();
    if (count > 1 && !strcmp(arguments[1], "engine")) engine();
    printf("%d failed\n", failures);
    return failures != 0;
}
