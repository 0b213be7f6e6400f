// Max-pooling over windows of 2x2.

// The largest of every 2x2 window, windows side by side, and which of its four it is. As with ATen's operator the first of
// equal ones wins and a NaN beats all numbers; that one's loop over windows of any size takes several times as long.
inline __attribute__((always_inline)) void pool_lines(
    const float* __restrict upper, const float* __restrict lower, float* __restrict larger, int32_t* __restrict line, int64_t width) {
  for (int64_t i = 0; i < width; i++) {
    const float a = upper[i], b = lower[i];
    const bool second = (b > a) | (b != b);
    larger[i] = second ? b : a;
    line[i] = second ? 2 : 0;
  }
}

inline __attribute__((always_inline)) void pool_columns(
    const float* __restrict larger, const int32_t* __restrict line, float* __restrict out, uint8_t* __restrict which, int64_t columns) {
  for (int64_t i = 0; i < columns; i++) {
    const float a = larger[2 * i], b = larger[2 * i + 1];
    const int32_t at_a = line[2 * i], at_b = line[2 * i + 1] + 1;
    const bool second = (b > a) | (b != b) | ((b == a) & (at_b < at_a));
    out[i] = second ? b : a;
    which[i] = static_cast<uint8_t>(second ? at_b : at_a);
  }
}

SLIM_CLONES static void pool_pairs(
    const float* in, float* out, uint8_t* which, float* larger, int32_t* line, int64_t maps, int64_t height, int64_t width) {
  const int64_t rows = height / 2, columns = width / 2;
  for (int64_t map = 0; map < maps; map++, in += height * width) {
    for (int64_t row = 0; row < rows; row++, out += columns, which += columns) {
      const float* upper = in + 2 * row * width;
      pool_lines(upper, upper + width, larger, line, 2 * columns);
      pool_columns(larger, line, out, which, columns);
    }
  }
}

static void unpool_pairs(
    const float* __restrict gradient, const uint8_t* __restrict which, float* __restrict in, int64_t maps, int64_t height, int64_t width) {
  const int64_t rows = height / 2, columns = width / 2;
  for (int64_t map = 0; map < maps; map++, in += height * width) {
    for (int64_t row = 0; row < rows; row++, gradient += columns, which += columns) {
      for (int64_t column = 0; column < columns; column++) {
        in[(2 * row + (which[column] >> 1)) * width + 2 * column + (which[column] & 1)] = gradient[column];
      }
    }
  }
}

struct PoolPairs : torch::autograd::Function<PoolPairs> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input) {
    const int64_t height = input.size(2), width = input.size(3);
    auto result = at::empty({input.size(0), input.size(1), height / 2, width / 2}, input.options());
    auto which = at::empty(result.sizes(), input.options().dtype(at::kByte));
    std::vector<float> larger(width);
    std::vector<int32_t> line(width);
    pool_pairs(
        input.data_ptr<float>(), result.data_ptr<float>(), which.data_ptr<uint8_t>(), larger.data(), line.data(),
        input.size(0) * input.size(1), height, width);
    context->save_for_backward({input, which});
    return result;
  }

  static torch::autograd::variable_list backward(
      torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto &input = saved[0], &which = saved[1];
    if (c10::GradMode::is_enabled()) {  // a second derivative is asked for: operators have one
      const auto indices = std::get<1>(at::max_pool2d_with_indices(input, {2, 2}));
      return {at::max_pool2d_with_indices_backward(gradients[0], input, {2, 2}, {2, 2}, {0, 0}, {1, 1}, false, indices)};
    }
    const auto gradient = gradients[0].contiguous();
    auto result = at::zeros(input.sizes(), input.options());
    unpool_pairs(
        gradient.data_ptr<float>(), which.data_ptr<uint8_t>(), result.data_ptr<float>(), input.size(0) * input.size(1), input.size(2), input.size(3));
    return {result};
  }
};

// Max-pooling over 2x2 windows; *result is null where the operator has to do it.
SLIM_EXPORT bool slim_pool_pairs(const void* input, void** result) {
  *result = nullptr;
  return guarded([&] {
    adopt_thread();
    const auto x = borrow(input);
    if (x.dim() == 4 && x.device().is_cpu() && x.scalar_type() == at::kFloat && x.is_contiguous() && x.size(2) > 1 && x.size(3) > 1) {
      RECORD_USER_SCOPE("slim::pool_pairs");
      *result = lend(PoolPairs::apply(x));
    }
  });
}
