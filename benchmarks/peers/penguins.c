/* The penguins' nets in plain C, one after another: 12 -> 12 -> 3, ReLU, tanh, cross-entropy, Adam. Talks with the
   driver like common.py. Weights lie input by input here, so that every inner loop runs over the outputs of a layer. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xmmintrin.h>

enum { IN = 12, HIDDEN = 12, OUT = 3, ROWS = 200, BATCH = 50 };
enum { B1 = HIDDEN * IN, W2 = B1 + HIDDEN, B2 = W2 + OUT * HIDDEN, SIZE = B2 + OUT };

typedef struct { float w1[IN][HIDDEN], b1[HIDDEN], w2[HIDDEN][OUT], b2[OUT]; } Net;

static float *inputs, *values;
static int32_t *labels, *orders;
static int examples, epochs, total;

static const char *argument(int count, char **words, const char *key) {
    size_t length = strlen(key);
    for (int i = 1; i < count; i++)
        if (!strncmp(words[i], key, length) && words[i][length] == '=') return words[i] + length + 1;
    fprintf(stderr, "penguins: the argument %s= is missing\n", key);
    exit(2);
}

static void *read_file(const char *folder, const char *name, const char *kind, long *bytes) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, kind);
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    *bytes = ftell(file);
    rewind(file);
    void *content = malloc(*bytes);
    if (!content || fread(content, 1, *bytes, file) != (size_t)*bytes) { perror(path); exit(1); }
    fclose(file);
    return content;
}

static void load(const float *row, Net *net) {
    for (int o = 0; o < HIDDEN; o++) for (int i = 0; i < IN; i++) net->w1[i][o] = row[o * IN + i];
    for (int o = 0; o < OUT; o++) for (int i = 0; i < HIDDEN; i++) net->w2[i][o] = row[W2 + o * HIDDEN + i];
    memcpy(net->b1, row + B1, sizeof net->b1);
    memcpy(net->b2, row + B2, sizeof net->b2);
}

/* Hidden activations, outputs after tanh, probabilities; gives the loss's logarithm part: that of the sum of
   exponentials. */
static float forward(const Net *net, const float *x, float *hidden, float *out, float *share) {
    memcpy(hidden, net->b1, sizeof net->b1);
    for (int i = 0; i < IN; i++) for (int o = 0; o < HIDDEN; o++) hidden[o] += x[i] * net->w1[i][o];
    for (int o = 0; o < HIDDEN; o++) hidden[o] = hidden[o] > 0 ? hidden[o] : 0;
    memcpy(out, net->b2, sizeof net->b2);
    for (int i = 0; i < HIDDEN; i++) for (int o = 0; o < OUT; o++) out[o] += hidden[i] * net->w2[i][o];
    float sum = 0;
    /* tanh is within 1, so exp cannot overflow. */
    for (int o = 0; o < OUT; o++) sum += share[o] = expf(out[o] = tanhf(out[o]));
    for (int o = 0; o < OUT; o++) share[o] /= sum;
    return logf(sum);
}

static void backward(const Net *net, const float *x, int label, Net *gradient) {
    float hidden[HIDDEN], out[OUT], share[OUT], to_hidden[HIDDEN];
    forward(net, x, hidden, out, share);
    for (int o = 0; o < OUT; o++) share[o] = (share[o] - (o == label)) * (1 - out[o] * out[o]) / BATCH;
    for (int o = 0; o < OUT; o++) gradient->b2[o] += share[o];
    for (int i = 0; i < HIDDEN; i++) {
        float sum = 0;
        for (int o = 0; o < OUT; o++) {
            gradient->w2[i][o] += hidden[i] * share[o];
            sum += net->w2[i][o] * share[o];
        }
        to_hidden[i] = hidden[i] > 0 ? sum : 0;
    }
    for (int o = 0; o < HIDDEN; o++) gradient->b1[o] += to_hidden[o];
    for (int i = 0; i < IN; i++) for (int o = 0; o < HIDDEN; o++) gradient->w1[i][o] += x[i] * to_hidden[o];
}

static void adam(float *restrict w, const float *restrict g, float *restrict m, float *restrict v, int step) {
    const float rate = 1e-4 / (1 - pow(0.9, step)), root = sqrt(1 - pow(0.999, step));
    for (int i = 0; i < SIZE; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        w[i] -= rate * m[i] / (sqrtf(v[i]) / root + 1e-8f);
    }
}

static void train(Net *net, const int32_t *order, int steps) {
    Net gradient, mean = {0}, square = {0};
    for (int step = 0; step < steps; step++) {
        const int32_t *batch = order + (step * BATCH) % (epochs * ROWS);
        memset(&gradient, 0, sizeof gradient);
        for (int i = 0; i < BATCH; i++) backward(net, inputs + batch[i] * IN, labels[batch[i]], &gradient);
        adam((float *)net, (float *)&gradient, (float *)&mean, (float *)&square, step + 1);
    }
}

static void run(Net *nets, int first, int count, int steps) {
    for (int n = 0; n < count; n++) {
        load(values + (first + n) * SIZE, nets + n);
        train(nets + n, orders + (size_t)(first + n) * epochs * ROWS, steps);
    }
}

static void print_losses(const char *key, const Net *nets, int count) {
    printf("\"%s\": [", key);
    for (int n = 0; n < count; n++) {
        double sum = 0;
        for (int e = 0; e < examples; e++) {
            float hidden[HIDDEN], out[OUT], share[OUT];
            float log_sum = forward(nets + n, inputs + e * IN, hidden, out, share);
            sum += log_sum - out[labels[e]];
        }
        printf("%s%.9g", n ? ", " : "", sum / examples);
    }
    printf("]");
}

int main(int count, char **words) {
    const char *folder = argument(count, words, "folder"), *data = argument(count, words, "data");
    const char *problem = argument(count, words, "problem");
    int first = atoi(argument(count, words, "first")), nets = atoi(argument(count, words, "nets"));
    long bytes;
    total = atoi(argument(count, words, "total"));
    inputs = read_file(folder, data, "inputs", &bytes);
    labels = read_file(folder, data, "labels", &bytes);
    examples = bytes / sizeof *labels;
    values = read_file(folder, problem, "values", &bytes);
    orders = read_file(folder, problem, "orders", &bytes);
    epochs = bytes / sizeof *orders / total / ROWS;
    _mm_setcsr(_mm_getcsr() | 0x8040); /* subnormal numbers count as zero, which some processors are faster with */

    size_t size = nets * sizeof(Net);
    Net *start = malloc(size), *checked = malloc(size), *timed = malloc(size);
    run(start, first, nets, 0);
    run(checked, first, nets, atoi(argument(count, words, "check")));
    puts("ready");
    fflush(stdout);
    getchar();
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    run(timed, first, nets, atoi(argument(count, words, "steps")));
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = (to.tv_sec - from.tv_sec) + 1e-9 * (to.tv_nsec - from.tv_nsec);
    printf("{\"case\": \"%s\", \"seconds\": %.9f, ", problem, seconds);
    print_losses("before", start, nets);
    printf(", ");
    print_losses("after", checked, nets);
    printf("}\n");
    /* Used, so not left out by the compiler; fails where training went wrong. */
    return timed[0].b2[0] != timed[0].b2[0];
}
