// One pass over the parameters in place of nine operators.

SLIM_CLONES static void adam(
    float* __restrict values, const float* __restrict gradients, float* __restrict mean, float* __restrict square,
    int64_t count, float beta1, float beta2, float rest1, float rest2, float step, float root, float epsilon) {
  for (int64_t i = 0; i < count; i++) {
    const float g = gradients[i];
    const float m = mean[i] * beta1 + rest1 * g;
    const float v = square[i] * beta2 + rest2 * g * g;
    mean[i] = m;
    square[i] = v;
    values[i] += step * m / (__builtin_sqrtf(v) / root + epsilon);
  }
}

SLIM_CLONES static void multiply(float* __restrict values, const float* __restrict mask, int64_t count) {
  for (int64_t i = 0; i < count; i++) values[i] *= mask[i];
}

SLIM_EXPORT bool slim_adam(
    float* values, const float* gradients, float* mean, float* square, const float* mask, int64_t count, double beta1,
    double beta2, double step, double root, double epsilon) {
  constexpr int64_t block = 4096;  // small, so that the mask finds the values still in cache
  constexpr int64_t share = 32 * block;
  return guarded([&] {
    RECORD_USER_SCOPE("slim::adam");
    Helpers::all().run((count + share - 1) / share, [&](int64_t part) {
      for (int64_t start = part * share; start < std::min(count, (part + 1) * share); start += block) {
        const int64_t length = std::min(block, count - start);
        adam(
            values + start, gradients + start, mean + start, square + start, length, static_cast<float>(beta1),
            static_cast<float>(beta2), static_cast<float>(1 - beta1), static_cast<float>(1 - beta2),
            static_cast<float>(step), static_cast<float>(root), static_cast<float>(epsilon));
        if (mask != nullptr) multiply(values + start, mask + start, length);
      }
    });
  });
}
