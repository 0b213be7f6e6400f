// Convolutions with few taps, stride 1 and no padding, where the library's general ones cost several times their arithmetic.
//
// A map is read as one line: the value at p = y·W + x of what comes out is a sum over taps t of what comes in at p + t, t being
// ky·W + kx. Lines of sums run on across the ends of rows; the k − 1 values there belong to no output and are dropped, or are zeros where gradients come in: with those a
// pixel or weight that is not finite makes gradients that are not a number, of which the operator would have fewer.

namespace {

// y[o, p] = Σ_j weights[j, o]·source[offsets[j] + p], for Outputs by Vectors·16 of them; every element is summed in the order of j.
template <int Outputs, int Vectors>
SLIM_FUSED inline __attribute__((always_inline)) void tap_block(
    const float* source, const int64_t* offsets, int64_t taps, const float* weights, int64_t stride, float* y, int64_t length) {
  Lanes sums[Outputs][Vectors] = {};
  for (int64_t j = 0; j < taps; j++) {
    Lanes lines[Vectors];
    for (int v = 0; v < Vectors; v++) std::memcpy(&lines[v], source + offsets[j] + v * kLanes, sizeof(Lanes));
    for (int o = 0; o < Outputs; o++) {
      for (int v = 0; v < Vectors; v++) sums[o][v] += weights[j * stride + o] * lines[v];
    }
  }
  for (int o = 0; o < Outputs; o++) {
    for (int v = 0; v < Vectors; v++) std::memcpy(y + o * length + v * kLanes, &sums[o][v], sizeof(Lanes));
  }
}

template <int Outputs>
SLIM_FUSED inline __attribute__((always_inline)) void tap_lines(
    const float* source, const int64_t* offsets, int64_t taps, const float* weights, int64_t stride, float* y, int64_t length) {
  int64_t p = 0;
  for (; p + 2 * kLanes <= length; p += 2 * kLanes) tap_block<Outputs, 2>(source + p, offsets, taps, weights, stride, y + p, length);
  // The last sixteen may overlap those before, which gives them the same bits again.
  for (; p < length; p += kLanes) {
    const int64_t at = std::min(p, length - kLanes);
    tap_block<Outputs, 1>(source + at, offsets, taps, weights, stride, y + at, length);
  }
}

// All outputs: y[outputs, length], length at least sixteen, weights [taps, outputs].
SLIM_FUSED_CLONES static void tap_sums(
    const float* source, const int64_t* offsets, int64_t taps, const float* weights, int64_t outputs, float* y, int64_t length) {
  int64_t o = 0;
  for (; o + 4 <= outputs; o += 4) tap_lines<4>(source, offsets, taps, weights + o, outputs, y + o * length, length);
  for (; o + 2 <= outputs; o += 2) tap_lines<2>(source, offsets, taps, weights + o, outputs, y + o * length, length);
  for (; o < outputs; o++) tap_lines<1>(source, offsets, taps, weights + o, outputs, y + o * length, length);
}

// sums[f, t] += lanes of Σ_p g[f, p]·source[t + p], for Filters by Taps of them, taps side by side.
template <int Filters, int Taps>
SLIM_FUSED inline __attribute__((always_inline)) void weight_sums(
    const float* g, const float* source, int64_t length, int64_t padded_length, float* sums, int64_t row) {
  Lanes parts[Filters][Taps];
  for (int f = 0; f < Filters; f++) {
    for (int t = 0; t < Taps; t++) std::memcpy(&parts[f][t], sums + (f * row + t) * kLanes, sizeof(Lanes));
  }
  const auto add = [&](int64_t p, const Lanes* lines) __attribute__((always_inline)) {
    for (int f = 0; f < Filters; f++) {
      Lanes line;
      std::memcpy(&line, g + f * padded_length + p, sizeof(line));
      for (int t = 0; t < Taps; t++) parts[f][t] += line * lines[t];
    }
  };
  int64_t p = 0;
  for (; p + kLanes <= length; p += kLanes) {
    Lanes lines[Taps];
    for (int t = 0; t < Taps; t++) std::memcpy(&lines[t], source + p + t, sizeof(Lanes));
    add(p, lines);
  }
  if (p < length) {
    Lanes lines[Taps] = {};
    for (int t = 0; t < Taps; t++) std::memcpy(&lines[t], source + p + t, (length - p) * sizeof(float));
    add(p, lines);
  }
  for (int f = 0; f < Filters; f++) {
    for (int t = 0; t < Taps; t++) std::memcpy(sums + (f * row + t) * kLanes, &parts[f][t], sizeof(Lanes));
  }
}

template <int Filters>
SLIM_FUSED inline __attribute__((always_inline)) void weight_lines(
    const float* g, const float* source, int64_t kernel, int64_t pitch, int64_t length, int64_t padded_length, float* sums, int64_t row) {
  for (int64_t ky = 0; ky < kernel; ky++) {
    int64_t kx = 0;
    const float* line = source + ky * pitch;
    float* to = sums + ky * kernel * kLanes;
    for (; kx + 3 <= kernel; kx += 3) weight_sums<Filters, 3>(g, line + kx, length, padded_length, to + kx * kLanes, row);
    for (; kx < kernel; kx++) weight_sums<Filters, 1>(g, line + kx, length, padded_length, to + kx * kLanes, row);
  }
}

// One example: sums[filters, channels, kernel, kernel] += lanes of g · what came in.
SLIM_FUSED_CLONES static void weight_taps(
    const float* g, int64_t filters, const float* input, int64_t channels, int64_t map, int64_t kernel, int64_t pitch, int64_t length,
    int64_t padded_length, float* sums) {
  const int64_t taps = kernel * kernel, row = channels * taps;
  for (int64_t c = 0; c < channels; c++) {
    const float* source = input + c * map;
    int64_t f = 0;
    for (; f + 4 <= filters; f += 4) weight_lines<4>(g + f * padded_length, source, kernel, pitch, length, padded_length, sums + (f * row + c * taps) * kLanes, row);
    for (; f < filters; f++) weight_lines<1>(g + f * padded_length, source, kernel, pitch, length, padded_length, sums + (f * row + c * taps) * kLanes, row);
  }
}

SLIM_CLONES static void add_lanes(float* __restrict to, const float* __restrict from, int64_t count) {
  for (int64_t i = 0; i < count; i++) to[i] += from[i];
}

// Sizes of R replicates' convolution: maps [B, R·channels, height, width] with kernels [R·filters, channels, kernel, kernel].
struct FewTaps {
  int64_t batch, groups, channels, filters, height, width, kernel;
  int64_t rows, columns, taps, length;

  FewTaps(const at::Tensor& input, const at::Tensor& weight, int64_t g)
      : batch(input.size(0)), groups(g), channels(weight.size(1)), filters(weight.size(0) / g), height(input.size(2)), width(input.size(3)),
        kernel(weight.size(2)), rows(height - kernel + 1), columns(width - kernel + 1), taps(kernel * kernel),
        length((rows - 1) * width + columns) {}

  static bool takes(const at::Tensor& input, const at::Tensor& weight, int64_t groups) {
    const auto plain = [](const at::Tensor& t) { return t.device().is_cpu() && t.scalar_type() == at::kFloat && t.dim() == 4 && t.is_contiguous(); };
    if (!plain(input) || !plain(weight) || groups < 1 || weight.size(0) % groups != 0 || input.size(1) != groups * weight.size(1) ||
        weight.size(2) != weight.size(3) || input.size(2) < weight.size(2) || input.size(3) < weight.size(3) || input.size(0) == 0) {
      return false;
    }
    const FewTaps sizes(input, weight, groups);
    return sizes.length >= kLanes && sizes.channels * sizes.filters * sizes.taps <= 1024;
  }

  // Examples that are summed up together, and taken to another core.
  static constexpr int64_t kExamples = 16;
  int64_t parts() const { return (batch + kExamples - 1) / kExamples; }

  // body(group, first example, one beyond the last, which part)
  template <class Body>
  void shared(const Body& body) const {
    Helpers::all().run(groups * parts(), [&](int64_t i) {
      const int64_t part = i % parts();
      body(i / parts(), part * kExamples, std::min(batch, (part + 1) * kExamples), part);
    });
  }

  // Weights [outputs, inputs] as [taps · inputs, outputs], and where each tap reads.
  void arrange(const float* weight, bool reversed, std::vector<float>& arranged, std::vector<int64_t>& offsets, int64_t map) const {
    const int64_t inputs = reversed ? filters : channels, outputs = reversed ? channels : filters;
    arranged.resize(inputs * taps * outputs);
    offsets.resize(inputs * taps);
    for (int64_t i = 0; i < inputs; i++) {
      for (int64_t t = 0; t < taps; t++) {
        const int64_t reach = t / kernel * width + t % kernel, j = i * taps + t;
        offsets[j] = i * map + (reversed ? -reach : reach);
        for (int64_t o = 0; o < outputs; o++) {
          arranged[j * outputs + o] = reversed ? weight[(i * channels + o) * taps + t] : weight[(o * channels + i) * taps + t];
        }
      }
    }
  }

  at::Tensor forward(const at::Tensor& input, const at::Tensor& weight) const {
    auto result = at::empty({batch, groups * filters, rows, columns}, input.options());
    const float *in = input.data_ptr<float>(), *w = weight.data_ptr<float>();
    float* out = result.data_ptr<float>();
    shared([&](int64_t group, int64_t first, int64_t last, int64_t) {
      thread_local std::vector<float> arranged, lines;
      thread_local std::vector<int64_t> offsets;
      arrange(w + group * filters * channels * taps, false, arranged, offsets, height * width);
      lines.resize(filters * length);
      for (int64_t b = first; b < last; b++) {
        tap_sums(in + (b * groups + group) * channels * height * width, offsets.data(), offsets.size(), arranged.data(), filters, lines.data(), length);
        for (int64_t f = 0; f < filters; f++) {
          float* to = out + ((b * groups + group) * filters + f) * rows * columns;
          for (int64_t y = 0; y < rows; y++) std::memcpy(to + y * columns, lines.data() + f * length + y * width, columns * sizeof(float));
        }
      }
    });
    return result;
  }

  // Gradients of the input, if asked for, and of the weight.
  std::pair<at::Tensor, at::Tensor> backward(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& gradient, bool of_input) const {
    at::Tensor to_input;
    if (of_input) to_input = at::empty(input.sizes(), input.options());
    auto to_weight = at::empty(weight.sizes(), weight.options());
    const float *in = input.data_ptr<float>(), *w = weight.data_ptr<float>(), *g = gradient.data_ptr<float>();
    float *in_to = of_input ? to_input.data_ptr<float>() : nullptr, *w_to = to_weight.data_ptr<float>();
    const int64_t map = height * width, each = filters * channels * taps;
    // A gradient's map as a line in the input's pitch: zeros between its rows, before the first and after the last, as far as taps reach.
    const int64_t before = (kernel - 1) * (width + 1), line = before + map + kLanes;
    std::vector<float> sums(groups * parts() * each * kLanes);
    shared([&](int64_t group, int64_t first, int64_t last, int64_t part) {
      thread_local std::vector<float> arranged, lines;
      thread_local std::vector<int64_t> offsets;
      lines.assign(filters * line, 0.f);
      if (of_input) arrange(w + group * each, true, arranged, offsets, line);
      for (int64_t b = first; b < last; b++) {
        const int64_t at = b * groups + group;
        for (int64_t f = 0; f < filters; f++) {
          const float* from = g + (at * filters + f) * rows * columns;
          for (int64_t y = 0; y < rows; y++) std::memcpy(lines.data() + f * line + before + y * width, from + y * columns, columns * sizeof(float));
        }
        weight_taps(
            lines.data() + before, filters, in + at * channels * map, channels, map, kernel, width, length, line, &sums[(group * parts() + part) * each * kLanes]);
        if (of_input) {
          tap_sums(lines.data() + before, offsets.data(), offsets.size(), arranged.data(), channels, in_to + at * channels * map, map);
        }
      }
    });
    for (int64_t group = 0; group < groups; group++) {
      float* total = &sums[group * parts() * each * kLanes];
      for (int64_t part = 1; part < parts(); part++) add_lanes(total, total + part * each * kLanes, each * kLanes);
      for (int64_t i = 0; i < each; i++) w_to[group * each + i] = sum_of(total + i * kLanes);
    }
    return {to_input, to_weight};
  }
};

struct FewTapsConvolution : torch::autograd::Function<FewTapsConvolution> {
  static at::Tensor forward(
      torch::autograd::AutogradContext* context, const at::Tensor& input, const at::Tensor& weight, int64_t groups) {
    context->save_for_backward({input, weight});
    context->saved_data["groups"] = groups;
    context->saved_data["input"] = input.requires_grad();
    return FewTaps(input, weight, groups).forward(input, weight);
  }

  static torch::autograd::variable_list backward(
      torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const auto &input = saved[0], &weight = saved[1];
    const int64_t groups = context->saved_data["groups"].toInt();
    if (c10::GradMode::is_enabled()) {  // a second derivative is asked for: operators have one
      const auto found = at::convolution_backward(
          gradients[0], input, weight, at::OptionalIntArrayRef(), {1, 1}, {0, 0}, {1, 1}, false, {0, 0}, groups, {true, true, false});
      return {std::get<0>(found), std::get<1>(found), at::Tensor()};
    }
    auto found = FewTaps(input, weight, groups).backward(input, weight, gradients[0].contiguous(), context->saved_data["input"].toBool());
    return {found.first, found.second, at::Tensor()};
  }
};

}  // namespace

// Maps [B, R·channels, height, width] and kernels [R·filters, channels, k, k] in R groups; *result is null where the operator
// has to do it.
SLIM_EXPORT bool slim_convolution(const void* input, const void* weight, int64_t groups, void** result) {
  *result = nullptr;
  return guarded([&] {
    adopt_thread();
    const auto x = borrow(input), w = borrow(weight);
    if (!FewTaps::takes(x, w, groups)) return;
    RECORD_USER_SCOPE("slim::convolution");
    *result = lend(FewTapsConvolution::apply(x, w, groups));
  });
}
