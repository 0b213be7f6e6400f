// Nets of linear layers and activations, R replicates at once: forward, and forward with backward in one call. It does what
// the operators and autograd do, without a graph: activations stay in a memory kept from step to step, and weights' gradients
// are written to where the optimizer reads them.

namespace {

enum class StepKind : int64_t { linear, relu, tanh };

// Mirrors DenseStep in C#: offsets into a replicate's parameters, no bias being -1.
struct DenseStep {
  StepKind kind;
  int64_t inputs, outputs, weight, bias;
};

// A linear layer and what follows it; linear stands for nothing.
struct DenseLayer {
  int64_t inputs, outputs, weight, bias;
  StepKind activation;
};

// Memory of a thread, kept from call to call: a step asks for the same again. It begins where libtorch's tensors would, since
// some libraries' products depend on that to the bit.
class Room {
 public:
  float* of(int64_t floats) {
    if (floats > size_) {
      size_ = floats;
      memory_.reset(new float[floats + kLanes]);
    }
    const auto at = reinterpret_cast<uintptr_t>(memory_.get());
    return memory_.get() + ((64 - at % 64) % 64) / sizeof(float);
  }

 private:
  std::unique_ptr<float[]> memory_;
  int64_t size_ = 0;
};

SLIM_CLONES static void relu(float* y, int64_t count) {
  for (int64_t i = 0; i < count; i++) y[i] = y[i] <= 0.f ? 0.f : y[i];  // a NaN stays one
}

SLIM_CLONES static void relu_backward(float* __restrict g, const float* __restrict y, int64_t count) {
  for (int64_t i = 0; i < count; i++) g[i] = y[i] <= 0.f ? 0.f : g[i];
}

SLIM_CLONES static void tanh_backward(float* __restrict g, const float* __restrict y, int64_t count) {
  for (int64_t i = 0; i < count; i++) g[i] *= 1.f - y[i] * y[i];
}

// From [outputs, batch] what the exponential function is applied to: differences from an example's largest.
SLIM_CLONES static void below_largest(const float* __restrict y, float* __restrict to, int64_t outputs, int64_t batch) {
  for (int64_t b = 0; b < batch; b++) to[b] = y[b];
  for (int64_t o = 1; o < outputs; o++) {
    for (int64_t b = 0; b < batch; b++) to[b] = y[o * batch + b] > to[b] ? y[o * batch + b] : to[b];
  }
  for (int64_t o = outputs - 1; o >= 0; o--) {
    for (int64_t b = 0; b < batch; b++) to[o * batch + b] = y[o * batch + b] - to[b];
  }
}

// From e = exp(y - max) and the gradient s of log softmax(y) that of y: s - e / Σ e · Σ s, sums over outputs. In place of e.
SLIM_CLONES static void softmax_gradient(
    float* __restrict e, const float* __restrict s, int64_t s_row, float* __restrict sums, int64_t outputs, int64_t batch) {
  std::fill(sums, sums + 2 * batch, 0.f);
  for (int64_t o = 0; o < outputs; o++) {
    for (int64_t b = 0; b < batch; b++) {
      sums[b] += e[o * batch + b];
      sums[batch + b] += s[o * s_row + b];
    }
  }
  for (int64_t b = 0; b < batch; b++) sums[b] = sums[batch + b] / sums[b];
  for (int64_t o = 0; o < outputs; o++) {
    for (int64_t b = 0; b < batch; b++) e[o * batch + b] = s[o * s_row + b] - e[o * batch + b] * sums[b];
  }
}

// R nets and what goes through them. Subclasses know how the layers are computed.
class DenseNet {
 public:
  DenseNet(std::vector<DenseLayer> layers, const at::Tensor& values, const at::Tensor& input)
      : layers_(std::move(layers)), values_(values.data_ptr<float>()), parameters_(values.size(1)), rows_(values.size(0)),
        width_(input.size(2)), input_(input), options_(values.options()) {}

  virtual ~DenseNet() = default;

  static bool takes(const at::Tensor& values, const at::Tensor& input) {
    return plain(values) && values.dim() == 2 && input.defined() && input.device().is_cpu() && input.scalar_type() == at::kFloat &&
        input.dim() == 3 && input.size(0) == values.size(0) && input.size(2) > 0;
  }

  static bool plain(const at::Tensor& t) {
    return t.defined() && t.device().is_cpu() && t.scalar_type() == at::kFloat && t.is_contiguous();
  }

  // A stretch of a net's steps: how it is computed is decided by the whole.
  static std::unique_ptr<DenseNet> of(
      const DenseStep* steps, int64_t count, int64_t first, int64_t length, const at::Tensor& values, const at::Tensor& input);

  // The last layer's outputs before and after its activation's turn, [R, outputs, batch], which the caller owns. What
  // backward needs of the layers before stays in the thread's memory, if asked for.
  at::Tensor forward(bool keep) {
    auto outputs = at::empty({rows_, layers_.back().outputs, width_}, options_);
    run(outputs.data_ptr<float>(), keep);
    if (layers_.back().activation == StepKind::relu) relu(outputs.data_ptr<float>(), outputs.numel());
    if (layers_.back().activation == StepKind::tanh) at::tanh_out(outputs, outputs);
    return outputs;
  }

  // From the gradient of the outputs' log softmax, [R, outputs, batch], to those of all parameters.
  void backward(const at::Tensor& outputs, const at::Tensor& seed, float* gradients, bool add) {
    auto gradient = at::empty(outputs.sizes(), options_);
    float* g = gradient.data_ptr<float>();
    const float* y = outputs.data_ptr<float>();
    const float* s = seed.data_ptr<float>();
    const int64_t classes = layers_.back().outputs, size = classes * width_;
    for (int64_t r = 0; r < rows_; r++) below_largest(y + r * size, g + r * size, classes, width_);
    at::exp_out(gradient, gradient);
    std::vector<float> sums(2 * width_);
    for (int64_t r = 0; r < rows_; r++) softmax_gradient(g + r * size, s + r * seed.stride(0), seed.stride(1), sums.data(), classes, width_);
    if (layers_.back().activation == StepKind::relu) relu_backward(g, y, outputs.numel());
    if (layers_.back().activation == StepKind::tanh) tanh_backward(g, y, outputs.numel());
    run_back(g, gradients, add);
  }

 protected:
  std::vector<DenseLayer> layers_;
  const float* values_;
  int64_t parameters_, rows_, width_;
  at::Tensor input_;
  at::TensorOptions options_;

  virtual void run(float* outputs, bool keep) = 0;
  virtual void run_back(float* gradient, float* gradients, bool add) = 0;

  const float* weight(const DenseLayer& layer, int64_t row) const { return values_ + row * parameters_ + layer.weight; }
  const float* bias(const DenseLayer& layer, int64_t row) const { return layer.bias < 0 ? nullptr : values_ + row * parameters_ + layer.bias; }

  static float* memory(int64_t floats) {
    thread_local Room room;
    return room.of(floats);
  }
};

// ------------------------------------------------------------------------------------------------------- small layers

// Features lie side by side, filled up with zeros to a multiple of sixteen: nothing has a rest.
constexpr int64_t padded(int64_t features) { return (features + kLanes - 1) / kLanes * kLanes; }

// y[rows, width] = a[rows, inner]·m[inner, width] + start[width]; every element is summed in the order of inner.
template <int Rows>
SLIM_FUSED inline __attribute__((always_inline)) void product_rows(
    const float* a, int64_t a_row, int64_t a_column, const float* m, const float* start, float* y, int64_t inner, int64_t width) {
  for (int64_t column = 0; column < width; column += kLanes) {
    Lanes sums[Rows];
    for (int r = 0; r < Rows; r++) {
      if (start == nullptr) sums[r] = Lanes{};
      else std::memcpy(&sums[r], start + column, sizeof(Lanes));
    }
    for (int64_t k = 0; k < inner; k++) {
      Lanes line;
      std::memcpy(&line, m + k * width + column, sizeof(line));
      for (int r = 0; r < Rows; r++) sums[r] += a[r * a_row + k * a_column] * line;
    }
    for (int r = 0; r < Rows; r++) std::memcpy(y + r * width + column, &sums[r], sizeof(Lanes));
  }
}

// As many rows at a time as there are registers for.
template <int Many>
SLIM_FUSED inline __attribute__((always_inline)) void product_blocks(
    const float* __restrict a, int64_t a_row, int64_t a_column, const float* __restrict m, const float* __restrict start,
    float* __restrict y, int64_t rows, int64_t inner, int64_t width) {
  int64_t row = 0;
  for (; row + Many <= rows; row += Many) product_rows<Many>(a + row * a_row, a_row, a_column, m, start, y + row * width, inner, width);
  for (; row + 2 <= rows; row += 2) product_rows<2>(a + row * a_row, a_row, a_column, m, start, y + row * width, inner, width);
  for (; row < rows; row++) product_rows<1>(a + row * a_row, a_row, a_column, m, start, y + row * width, inner, width);
}

SLIM_FUSED_CLONES static void product_of_six(
    const float* a, int64_t a_row, int64_t a_column, const float* m, const float* start, float* y, int64_t rows, int64_t inner, int64_t width) {
  product_blocks<6>(a, a_row, a_column, m, start, y, rows, inner, width);
}

#if defined(__x86_64__)
SLIM_FUSED __attribute__((target("avx512f"))) static void product_of_ten(
    const float* a, int64_t a_row, int64_t a_column, const float* m, const float* start, float* y, int64_t rows, int64_t inner, int64_t width) {
  product_blocks<10>(a, a_row, a_column, m, start, y, rows, inner, width);
}
#endif

static void product(
    const float* a, int64_t a_row, int64_t a_column, const float* m, const float* start, float* y, int64_t rows, int64_t inner, int64_t width) {
#if defined(__x86_64__)
  static const bool wide = __builtin_cpu_supports("avx512f");
  if (wide) return product_of_ten(a, a_row, a_column, m, start, y, rows, inner, width);
#endif
  product_of_six(a, a_row, a_column, m, start, y, rows, inner, width);
}

// The first and the last so many floats of some that are at least as many, and twice as many at most.
template <int Some>
inline __attribute__((always_inline)) void copy_ends(const float* from, float* to, int64_t count) {
  std::memcpy(to, from, Some * sizeof(float));
  std::memcpy(to + count - Some, from + count - Some, Some * sizeof(float));
}

// Copies a few floats, for which a call of the library costs more than the copying.
inline __attribute__((always_inline)) void copy_few(const float* from, float* to, int64_t count) {
  if (count > 32) std::memcpy(to, from, count * sizeof(float));
  else if (count > 16) copy_ends<16>(from, to, count);
  else if (count > 8) copy_ends<8>(from, to, count);
  else if (count > 4) copy_ends<4>(from, to, count);
  else if (count > 2) copy_ends<2>(from, to, count);
  else if (count > 0) copy_ends<1>(from, to, count);
}

// to[b, f] = from[f, b], filled up with zeros.
SLIM_CLONES static void turn_in(const float* __restrict from, int64_t row, int64_t column, float* __restrict to, int64_t features, int64_t batch) {
  const int64_t width = padded(features);
  std::fill(to, to + batch * width, 0.f);
  if (row == 1) {
    for (int64_t b = 0; b < batch; b++) copy_few(from + b * column, to + b * width, features);
    return;
  }
  for (int64_t f = 0; f < features; f++) {
    for (int64_t b = 0; b < batch; b++) to[b * width + f] = from[f * row + b * column];
  }
}

SLIM_CLONES static void turn_out(const float* __restrict from, float* __restrict to, int64_t features, int64_t batch) {
  const int64_t width = padded(features);
  for (int64_t f = 0; f < features; f++) {
    for (int64_t b = 0; b < batch; b++) to[f * batch + b] = from[b * width + f];
  }
}

// to[r] (+)= from[r], columns of the padded ones.
static void take(const float* __restrict from, float* __restrict to, int64_t rows, int64_t columns, bool add) {
  const int64_t width = padded(columns);
  for (int64_t r = 0; r < rows; r++, from += width, to += columns) {
    if (add) {
      for (int64_t c = 0; c < columns; c++) to[c] += from[c];
    } else {
      copy_few(from, to, columns);
    }
  }
}

// One replicate after the other, all its layers while they are in the nearest cache.
class SmallNet final : public DenseNet {
 public:
  using DenseNet::DenseNet;

  // Where BLAS's call costs more than the product itself. Of hidden activations it knows ReLU.
  static bool fits(const DenseStep* steps, int64_t count) {
    return std::all_of(steps, steps + count, [&](const DenseStep& step) {
      return step.kind == StepKind::linear ? step.inputs * step.outputs <= 1024 : step.kind == StepKind::relu || &step == steps + count - 1;
    });
  }

 private:
  float* kept_ = nullptr;

  // Rows that are shared out to idle cores together.
  static constexpr int64_t kRows = 8;

  // What a replicate keeps: its input and every hidden layer, batch by features.
  int64_t kept_size() const {
    int64_t size = 0;
    for (const DenseLayer& layer : layers_) size += padded(layer.inputs);
    return size * width_;
  }

  // A thread's room for one padded matrix of weights with its bias, and for two activations of the widest layer.
  struct Scratch {
    float *matrix, *turns[2];
  };

  Scratch scratch() const {
    int64_t matrix = 0, widest = 0;
    for (const DenseLayer& layer : layers_) {
      matrix = std::max({matrix, (layer.inputs + 1) * padded(layer.outputs), layer.outputs * padded(layer.inputs)});
      widest = std::max({widest, padded(layer.inputs), padded(layer.outputs)});
    }
    thread_local Room room;
    float* start = room.of(matrix + 2 * widest * width_);
    return {start, {start + matrix, start + matrix + widest * width_}};
  }

  template <class Body>
  void shared(const Body& body) const {
    Helpers::all().run((rows_ + kRows - 1) / kRows, [&](int64_t part) {
      for (int64_t r = part * kRows; r < std::min(rows_, (part + 1) * kRows); r++) body(r);
    });
  }

  void run(float* outputs, bool keep) override {
    kept_ = keep ? memory(rows_ * kept_size()) : nullptr;
    const int64_t last = layers_.back().outputs;
    shared([&](int64_t r) {
      const auto [matrix, turns] = scratch();
      float* next = keep ? kept_ + r * kept_size() : turns[0];
      const float* x = next;
      turn_in(input_.data_ptr<float>() + r * input_.stride(0), input_.stride(1), input_.stride(2), next, layers_[0].inputs, width_);
      for (const DenseLayer& layer : layers_) {
        const int64_t columns = padded(layer.outputs);
        const bool end = &layer == &layers_.back();
        float* y = keep && !end ? next += padded(layer.inputs) * width_ : x == turns[0] ? turns[1] : turns[0];
        float* start = matrix + layer.inputs * columns;
        turn_in(weight(layer, r), layer.inputs, 1, matrix, layer.outputs, layer.inputs);
        if (layer.bias >= 0) turn_in(bias(layer, r), 1, 0, start, layer.outputs, 1);
        else std::fill(start, start + columns, 0.f);
        product(x, padded(layer.inputs), 1, matrix, start, y, width_, layer.inputs, columns);
        if (!end && layer.activation == StepKind::relu) relu(y, width_ * columns);
        x = y;
      }
      turn_out(x, outputs + r * last * width_, last, width_);
    });
  }

  void run_back(float* gradient, float* gradients, bool add) override {
    const int64_t last = layers_.back().outputs;
    shared([&](int64_t r) {
      const auto [matrix, turns] = scratch();
      float* g = turns[0];
      const float* x = kept_ + (r + 1) * kept_size();
      float* to = gradients + r * parameters_;
      turn_in(gradient + r * last * width_, width_, 1, g, last, width_);
      for (int64_t l = layers_.size() - 1; l >= 0; l--) {
        const DenseLayer& layer = layers_[l];
        const int64_t in = padded(layer.inputs), out = padded(layer.outputs);
        x -= in * width_;
        product(g, 1, out, x, nullptr, matrix, layer.outputs, width_, in);
        take(matrix, to + layer.weight, layer.outputs, layer.inputs, add);
        if (layer.bias >= 0) {
          const float one = 1.f;
          product(&one, 0, 0, g, nullptr, matrix, 1, width_, out);
          take(matrix, to + layer.bias, 1, layer.outputs, add);
        }
        if (l == 0) break;
        float* next = g == turns[0] ? turns[1] : turns[0];
        turn_in(weight(layer, r), 1, layer.inputs, matrix, layer.inputs, layer.outputs);
        product(g, out, 1, matrix, nullptr, next, width_, layer.outputs, in);
        if (layers_[l - 1].activation == StepKind::relu) relu_backward(next, x, width_ * in);
        g = next;
      }
    });
  }
};

// ------------------------------------------------------------------------------------------------------- large layers

SLIM_CLONES static void add_bias(float* __restrict y, const float* __restrict bias, int64_t rows, int64_t width) {
  for (int64_t r = 0; r < rows; r++) {
    for (int64_t c = 0; c < width; c++) y[r * width + c] += bias[r];
  }
}

SLIM_CLONES static void bias_gradient(const float* g, float* gradient, int64_t outputs, int64_t width, bool add) {
  for (int64_t o = 0; o < outputs; o++) {
    float parts[kLanes] = {};
    int64_t b = 0;
    for (; b + kLanes <= width; b += kLanes) {
      for (int64_t i = 0; i < kLanes; i++) parts[i] += g[o * width + b + i];
    }
    for (int64_t i = 0; b < width; b++, i++) parts[i] += g[o * width + b];
    const float sum = sum_of(parts);
    gradient[o] = add ? gradient[o] + sum : sum;
  }
}

// Layer by layer, [R, features, batch]; products are BLAS's, in blocks of rows that idle cores may take.
class LargeNet final : public DenseNet {
 public:
  using DenseNet::DenseNet;

 private:
  std::vector<float*> made_;  // every hidden layer's
  float* turns_[2] = {};

  // Rows of a product, at most and about: with fewer, packing the other operand anew for each block costs too much.
  static constexpr int64_t kRows = 512;

  // How the rows of a product are shared out.
  struct Blocks {
    int64_t rows, parts, each;

    explicit Blocks(int64_t r) : rows(r), parts((r + kRows - 1) / kRows), each(parts == 0 ? 0 : padded((r + parts - 1) / parts)) {}

    // body(replicate, first row, rows) for one of them.
    template <class Body>
    void at(int64_t part, int64_t row, const Body& body) const {
      body(row, part * each, std::min(each, rows - part * each));
    }
  };

  at::Tensor matrix(const float* data, int64_t rows, int64_t columns) const {
    return at::from_blob(const_cast<float*>(data), {rows, columns}, options_);
  }

  // A replicate's input of a layer, [features, batch].
  at::Tensor input_of(size_t layer, int64_t row) const {
    const int64_t features = layers_[layer].inputs;
    return layer == 0 ? input_.select(0, row) : matrix(made_[layer - 1] + row * features * width_, features, width_);
  }

  void run(float* outputs, bool keep) override {
    int64_t hidden = 0, widest = 0;
    for (size_t l = 0; l + 1 < layers_.size(); l++) {
      hidden += layers_[l].outputs;
      widest = std::max(widest, layers_[l].outputs);
    }
    const int64_t column = rows_ * width_;
    float* free = memory(column * (keep ? hidden + 2 * widest : 2 * widest));
    turns_[0] = free;
    turns_[1] = free + column * widest;
    free += 2 * column * widest;
    for (size_t l = 0; l < layers_.size(); l++) {
      const DenseLayer& layer = layers_[l];
      const bool end = l + 1 == layers_.size();
      float* y = end ? outputs : keep ? free : turns_[l % 2];
      if (!end && keep) free += column * layer.outputs;
      const Blocks blocks(layer.outputs);
      const auto block = [&](int64_t r, int64_t first, int64_t count) {
        float* to = y + (r * layer.outputs + first) * width_;
        auto lines = matrix(to, count, width_);
        at::mm_out(lines, matrix(weight(layer, r) + first * layer.inputs, count, layer.inputs), input_of(l, r));
        if (layer.bias >= 0) add_bias(to, bias(layer, r) + first, count, width_);
        if (end || layer.activation == StepKind::linear) return;
        if (layer.activation == StepKind::relu) relu(to, count * width_);
        else at::tanh_out(lines, lines);
      };
      Helpers::all().run(rows_ * blocks.parts, [&](int64_t i) { blocks.at(i % blocks.parts, i / blocks.parts, block); });
      if (!end) made_.push_back(y);
    }
  }

  void run_back(float* g, float* gradients, bool add) override {
    for (size_t l = layers_.size(); l-- > 0;) {
      const DenseLayer& layer = layers_[l];
      const auto to_weights = [&](int64_t r, int64_t first, int64_t count) {
        const float* lines = g + (r * layer.outputs + first) * width_;
        float* parameters = gradients + r * parameters_;
        auto to = matrix(parameters + layer.weight + first * layer.inputs, count, layer.inputs);
        if (add) at::addmm_out(to, to, matrix(lines, count, width_), input_of(l, r).t());
        else at::mm_out(to, matrix(lines, count, width_), input_of(l, r).t());
        if (layer.bias >= 0) bias_gradient(lines, parameters + layer.bias + first, count, width_, add);
      };
      float* next = turns_[l % 2];
      const auto to_inputs = [&](int64_t r, int64_t first, int64_t count) {
        const int64_t at = (r * layer.inputs + first) * width_;
        auto block = matrix(next + at, count, width_);
        const auto whole = matrix(weight(layer, r), layer.outputs, layer.inputs);
        at::mm_out(block, whole.t().narrow(0, first, count), matrix(g + r * layer.outputs * width_, layer.outputs, width_));
        const StepKind activation = layers_[l - 1].activation;
        if (activation == StepKind::relu) relu_backward(next + at, made_[l - 1] + at, count * width_);
        if (activation == StepKind::tanh) tanh_backward(next + at, made_[l - 1] + at, count * width_);
      };
      // Neither reads what the other writes.
      const Blocks weights(layer.outputs), inputs(l == 0 ? 0 : layer.inputs);
      const int64_t parts = weights.parts + inputs.parts;
      Helpers::all().run(rows_ * parts, [&](int64_t i) {
        const int64_t row = i / parts, part = i % parts;
        if (part < inputs.parts) inputs.at(part, row, to_inputs);
        else weights.at(part - inputs.parts, row, to_weights);
      });
      g = next;
    }
  }
};

std::unique_ptr<DenseNet> DenseNet::of(
    const DenseStep* steps, int64_t count, int64_t first, int64_t length, const at::Tensor& values, const at::Tensor& input) {
  std::vector<DenseLayer> layers;
  int64_t features = input.size(1);
  for (int64_t s = first; s < first + length; s++) {
    const DenseStep& step = steps[s];
    if (step.inputs != features) {
      throw std::invalid_argument(
          "layer " + std::to_string(s + 1) + " takes " + std::to_string(step.inputs) + " features, but was given " + std::to_string(features));
    }
    if (step.inputs < 1 || step.outputs < 1 || step.weight < 0 || step.bias < -1) {
      throw std::invalid_argument("layer " + std::to_string(s + 1) + " has a size below 1 or a place below 0");
    }
    if (step.kind == StepKind::linear) {
      if (step.weight + step.inputs * step.outputs > values.size(1) || step.bias + step.outputs > values.size(1)) {
        throw std::invalid_argument("layer " + std::to_string(s + 1) + " has parameters beyond a replicate's " + std::to_string(values.size(1)));
      }
      layers.push_back({step.inputs, step.outputs, step.weight, step.bias, StepKind::linear});
    } else if (layers.empty() || layers.back().activation != StepKind::linear) {
      throw std::invalid_argument("an activation follows a linear layer here");
    } else {
      layers.back().activation = step.kind;
    }
    features = step.outputs;
  }
  if (layers.empty()) throw std::invalid_argument("a dense net has a linear layer");
  if (SmallNet::fits(steps, count)) return std::make_unique<SmallNet>(std::move(layers), values, input);
  return std::make_unique<LargeNet>(std::move(layers), values, input);
}

}  // namespace

// What a stretch of the steps makes of its input, [R, outputs, batch]; *result is null where the operators have to do it.
SLIM_EXPORT bool slim_dense_forward(
    const void* values, const void* input, const DenseStep* steps, int64_t count, int64_t first, int64_t length, void** result) {
  *result = nullptr;
  return guarded([&] {
    adopt_thread();
    const auto v = borrow(values), x = borrow(input);
    if (!DenseNet::takes(v, x)) return;
    RECORD_USER_SCOPE("slim::dense_forward");
    at::NoGradGuard no_grad;
    *result = lend(DenseNet::of(steps, count, first, length, v, x)->forward(false));
  });
}

// The gradients of Σ -seed·log softmax(outputs) with respect to all parameters, [R, P]: added to what is there or written
// over it. *done is false where the operators have to do it.
SLIM_EXPORT bool slim_dense_backward(
    const void* values, const void* gradients, const void* input, const void* seed, const DenseStep* steps, int64_t count,
    bool add, bool* done) {
  *done = false;
  return guarded([&] {
    adopt_thread();
    const auto v = borrow(values), g = borrow(gradients), x = borrow(input), s = borrow(seed);
    if (!DenseNet::takes(v, x) || !DenseNet::plain(g) || g.sizes() != v.sizes() || !s.defined() || !s.device().is_cpu() || s.scalar_type() != at::kFloat) return;
    RECORD_USER_SCOPE("slim::dense_backward");
    at::AutoDispatchBelowADInplaceOrView below;
    const auto net = DenseNet::of(steps, count, 0, count, v, x);
    const auto outputs = net->forward(true);
    if (s.sizes() != outputs.sizes()) throw std::invalid_argument("the seed has not the outputs' shape");
    net->backward(outputs, s.stride(2) == 1 ? s : s.contiguous(), g.data_ptr<float>(), add);
    *done = true;
  });
}
