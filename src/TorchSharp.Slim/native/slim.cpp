// The door between C# and libtorch: a C ABI over ATen's dispatcher and autograd.
//
// It is compiled on the user's machine, against whichever libtorch is found there (1.13 to 2.11), so it includes only
// ATen and the two autograd headers it needs, and guards by version what has moved. The other files of this folder, the
// kernels, follow it in the same compilation. Conventions:
//   - a tensor crosses as the raw pointer of its TensorImpl; each one handed out owns one reference (slim_release);
//   - no exception crosses: a function that can fail returns false or null and leaves the text in slim_error();
//   - outputs of slim_call live in thread-local storage until the same thread's next call.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/record_function.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <malloc.h>
#include <link.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#define SLIM_EXPORT extern "C" __attribute__((visibility("default")))
#define SLIM_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

// Nothing is contracted to fused multiply-adds (see the compile options), and square roots and divisions are exact by
// IEEE 754, so every clone of a function gives the same bits.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define SLIM_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#define SLIM_FUSED_CLONES SLIM_FUSED __attribute__((target_clones("avx512f", "fma", "default")))
#else
#define SLIM_CLONES
#define SLIM_FUSED_CLONES SLIM_FUSED
#endif

// But for those that may take a product and a sum in one instruction, where processor and compiler know it.
#define SLIM_FUSED __attribute__((optimize("fp-contract=fast")))

// What one instruction computes side by side, or two or four.
constexpr int64_t kLanes = 16;
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));

// Their sum, pair by pair; they are overwritten.
static inline __attribute__((always_inline)) float sum_of(float* parts) {
  for (int64_t half = kLanes / 2; half > 0; half /= 2) {
    for (int64_t i = 0; i < half; i++) parts[i] += parts[i + half];
  }
  return parts[0];
}

namespace {

using Impl = c10::TensorImpl;
using ImplPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

// ---------------------------------------------------------------------------------------------- errors and warnings

thread_local std::string last_error;

// Whether this thread treats subnormal numbers as zero; who helps it has to do the same.
thread_local bool flushes = false;

// libtorch's optional was its own type and later became std's: take it from what the dispatcher returns.
template <template <class...> class Optional, class T>
Optional<at::Tensor> tensor_version(const Optional<T>&);
using OptionalTensor = decltype(
    tensor_version(std::declval<c10::Dispatcher&>().findSchema(std::declval<const c10::OperatorName&>())));

template <class Body>
bool guarded(Body&& body) noexcept {
  try {
    body();
    return true;
  } catch (const c10::Error& error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception& error) {
    last_error = error.what();
  } catch (...) {
    last_error = "libtorch threw something that is not a C++ exception";
  }
  return false;
}

// Warnings are kept for whoever asks and, when SLIM_WARNINGS names a file, appended to it; never printed.
class WarningLog final : public c10::WarningHandler {
 public:
#if SLIM_AT_LEAST(2, 0)
  void process(const c10::Warning& warning) override { keep(warning.msg()); }
#else
  void process(const c10::SourceLocation&, const std::string& message, const bool) override { keep(message); }
#endif

  std::string text() {
    std::lock_guard<std::mutex> lock(mutex_);
    return text_;
  }

 private:
  void keep(const std::string& message) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (text_.size() < (1u << 16)) {
      text_ += message;
      text_ += '\0';
    }
    if (const char* path = std::getenv("SLIM_WARNINGS")) {
      std::ofstream(path, std::ios::app) << message << '\n';
    }
  }

  std::mutex mutex_;
  std::string text_;
};

WarningLog& warning_log() {
  static auto* log = new WarningLog;  // never destroyed: a thread may warn while the process ends
  return *log;
}

// libtorch's handler is per thread, so each thread installs it on its first call.
void adopt_thread() {
  thread_local bool adopted = false;
  if (!adopted) {
    adopted = true;
#if SLIM_AT_LEAST(2, 0)
    c10::WarningUtils::set_warning_handler(&warning_log());
#else
    c10::Warning::set_warning_handler(&warning_log());
#endif
  }
}

// -------------------------------------------------------------------------------------------------------- arguments

enum Tag : int32_t {
  kDefault, kNone, kTensor, kInt, kDouble, kBool, kInts, kDoubles, kTensors, kOptionalTensors, kString, kDevice,
};

// Mirrors NativeArgument in C#. An int holds a device as (type << 32 | index + 1).
struct Argument {
  int32_t tag;
  int32_t length;
  union {
    int64_t integer;
    double real;
    const void* pointer;
  };
};

enum class Kind { tensor, optional_tensors, tensors, integer, real, boolean, number, integers, reals, other };

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Kind> kinds;
  std::string name;
};

Kind kind_of(c10::TypePtr type) {
  if (auto optional = type->cast<c10::OptionalType>()) type = optional->getElementType();
  if (auto list = type->cast<c10::ListType>()) {
    auto element = list->getElementType();
    switch (element->kind()) {
      case c10::TypeKind::IntType: return Kind::integers;
      case c10::TypeKind::FloatType: return Kind::reals;
      case c10::TypeKind::TensorType: return Kind::tensors;
      case c10::TypeKind::OptionalType: return Kind::optional_tensors;
      default: return Kind::other;
    }
  }
  switch (type->kind()) {
    case c10::TypeKind::TensorType: return Kind::tensor;
    case c10::TypeKind::IntType: return Kind::integer;
    case c10::TypeKind::FloatType: return Kind::real;
    case c10::TypeKind::BoolType: return Kind::boolean;
    case c10::TypeKind::NumberType: return Kind::number;
    default: return Kind::other;
  }
}

at::Tensor borrow(const void* impl) {
  return impl == nullptr
      ? at::Tensor()
      : at::Tensor(ImplPtr::reclaim_copy(static_cast<Impl*>(const_cast<void*>(impl))));
}

void* lend(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(const void* const* impls, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t i = 0; i < count; i++) tensors.push_back(borrow(impls[i]));
  return tensors;
}

c10::Device device_of(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 32), static_cast<int8_t>((packed & 0xff) - 1));
}

c10::IValue value_of(const Operator& op, size_t position, const Argument& argument) {
  const Kind kind = op.kinds[position];
  const auto* integers = static_cast<const int64_t*>(argument.pointer);
  const auto* reals = static_cast<const double*>(argument.pointer);
  const auto* impls = static_cast<const void* const*>(argument.pointer);
  switch (argument.tag) {
    case kNone: return c10::IValue();
    case kTensor: return borrow(argument.pointer);
    case kInt:
      if (kind == Kind::real) return static_cast<double>(argument.integer);
      if (kind == Kind::boolean) return argument.integer != 0;
      if (kind == Kind::integers) return std::vector<int64_t>{argument.integer};
      return argument.integer;
    case kDouble: return argument.real;
    case kBool:
      if (kind == Kind::integer) return static_cast<int64_t>(argument.integer != 0);
      return argument.integer != 0;
    case kInts:
      if (kind == Kind::reals) return std::vector<double>(integers, integers + argument.length);
      return std::vector<int64_t>(integers, integers + argument.length);
    case kDoubles: return std::vector<double>(reals, reals + argument.length);
    case kTensors:
      if (kind != Kind::optional_tensors) {
        c10::List<at::Tensor> list;
        list.reserve(argument.length);
        for (int32_t i = 0; i < argument.length; i++) list.push_back(borrow(impls[i]));
        return list;
      }
      // fall through: the schema allows gaps
    case kOptionalTensors: {
      c10::List<OptionalTensor> list;
      for (int32_t i = 0; i < argument.length; i++) {
        if (impls[i] == nullptr) list.push_back(OptionalTensor());
        else list.push_back(OptionalTensor(borrow(impls[i])));
      }
      return list;
    }
    case kString: return std::string(static_cast<const char*>(argument.pointer), argument.length);
    case kDevice: return device_of(argument.integer);
    default: break;
  }
  const auto& expected = op.handle.schema().arguments()[position];
  if (!expected.default_value()) {
    throw std::invalid_argument(op.name + ": the argument '" + expected.name() + "' is missing and has no default");
  }
  return *expected.default_value();
}

// ---------------------------------------------------------------------------------------------------------- results

thread_local std::vector<Argument> results;

void push_result(const c10::IValue& value) {
  Argument result{};
  if (value.isTensor()) {
    result.tag = kTensor;
    result.pointer = lend(value.toTensor());
  } else if (value.isInt()) {
    result.tag = kInt;
    result.integer = value.toInt();
  } else if (value.isDouble()) {
    result.tag = kDouble;
    result.real = value.toDouble();
  } else if (value.isBool()) {
    result.tag = kBool;
    result.integer = value.toBool();
  } else if (value.isTensorList()) {
    for (const at::Tensor& tensor : value.toTensorVector()) push_result(tensor);
    return;
  } else {
    result.tag = kNone;
  }
  results.push_back(result);
}

void invoke(const Operator& op, const Argument* arguments, int32_t count) {
  thread_local torch::jit::Stack stack;
  stack.clear();
  const size_t expected = op.kinds.size();
  if (static_cast<size_t>(count) > expected) {
    throw std::invalid_argument(
        op.name + ": takes " + std::to_string(expected) + " arguments, not " + std::to_string(count));
  }
  stack.reserve(expected);
  for (size_t i = 0; i < expected; i++) {
    stack.push_back(value_of(op, i, i < static_cast<size_t>(count) ? arguments[i] : Argument{}));
  }
  struct Clearing {
    ~Clearing() { stack.clear(); }  // after an exception too, or its tensors would live until the next call
  } clearing;
  op.handle.callBoxed(stack);
  results.clear();
  for (const auto& value : stack) push_result(value);
  stack.clear();
}

// OpenBLAS is loaded as a dependency, so its names may be outside the global scope: look in every loaded library.
void* find_in_loaded(const char* name, std::string* where) {
  struct Search {
    const char* name;
    void* address;
    std::string path;
  } search{name, nullptr, {}};
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* data) {
        auto* wanted = static_cast<Search*>(data);
        if (info->dlpi_name == nullptr || *info->dlpi_name == 0) return 0;
        void* library = dlopen(info->dlpi_name, RTLD_LAZY | RTLD_NOLOAD);
        if (library == nullptr) return 0;
        wanted->address = dlsym(library, wanted->name);
        if (wanted->address != nullptr) {
          Dl_info found;
          wanted->path = dladdr(wanted->address, &found) ? found.dli_fname : info->dlpi_name;
        }
        dlclose(library);
        return wanted->address != nullptr ? 1 : 0;
      },
      &search);
  if (where != nullptr) *where = search.path;
  return search.address;
}

struct Blas {
  std::string library;
  void (*set_threads)(int) = nullptr;
  int (*get_threads)() = nullptr;
  char* (*core)() = nullptr;
  char* (*config)() = nullptr;

  Blas() {
    const char* suffixes[] = {"", "64_"};
    for (const char* suffix : suffixes) {
      const auto named = [&](const char* name) { return std::string(name) + suffix; };
      void* set = find_in_loaded(named("openblas_set_num_threads").c_str(), &library);
      if (set == nullptr) continue;
      set_threads = reinterpret_cast<void (*)(int)>(set);
      get_threads = reinterpret_cast<int (*)()>(find_in_loaded(named("openblas_get_num_threads").c_str(), nullptr));
      core = reinterpret_cast<char* (*)()>(find_in_loaded(named("openblas_get_corename").c_str(), nullptr));
      config = reinterpret_cast<char* (*)()>(find_in_loaded(named("openblas_get_config").c_str(), nullptr));
      return;
    }
  }
};

const Blas& blas() {
  static const Blas found;
  return found;
}

// The linker's build-id of the loaded library: names the exact binary without reading hundreds of megabytes.
std::string build_id(const char* part_of_name) {
  struct Search {
    const char* part;
    std::string id;
  } search{part_of_name, {}};
  dl_iterate_phdr(
      [](dl_phdr_info* info, size_t, void* data) {
        auto* wanted = static_cast<Search*>(data);
        if (info->dlpi_name == nullptr || std::strstr(info->dlpi_name, wanted->part) == nullptr) return 0;
        for (int i = 0; i < info->dlpi_phnum; i++) {
          const auto& header = info->dlpi_phdr[i];
          if (header.p_type != PT_NOTE) continue;
          const char* at = reinterpret_cast<const char*>(info->dlpi_addr + header.p_vaddr);
          const char* end = at + header.p_memsz;
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
            const char* name = at + sizeof(*note);
            const char* text = name + ((note->n_namesz + 3) & ~3u);
            if (note->n_type == NT_GNU_BUILD_ID && std::strncmp(name, "GNU", 4) == 0) {
              for (unsigned b = 0; b < note->n_descsz; b++) {
                const char* digits = "0123456789abcdef";
                wanted->id += digits[(text[b] >> 4) & 15];
                wanted->id += digits[text[b] & 15];
              }
              return 1;
            }
            at = text + ((note->n_descsz + 3) & ~3u);
          }
        }
        return 0;
      },
      &search);
  return search.id;
}

// The instruction set that oneDNN dispatches on, as its own number; empty where its functions are hidden.
std::string one_dnn_isa() {
  auto* isa = reinterpret_cast<int (*)()>(find_in_loaded("dnnl_get_effective_cpu_isa", nullptr));
  return isa == nullptr ? std::string() : std::to_string(isa());
}

std::string gpu_name(int index) {
  void* driver = dlopen("libcuda.so.1", RTLD_LAZY);
  if (driver == nullptr) return {};
  auto init = reinterpret_cast<int (*)(unsigned)>(dlsym(driver, "cuInit"));
  auto get = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
  auto name = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
  int device = 0;
  char text[256] = {};
  const bool found = init && get && name && init(0) == 0 && get(&device, index) == 0 && name(text, 255, device) == 0;
  return found ? text : std::string();
}

int cuda_devices() {
  if (!at::hasCUDA()) return 0;
  // c10::cuda::device_count() by its mangled name: no CUDA header is needed to compile this file.
  auto* count = reinterpret_cast<signed char (*)()>(find_in_loaded("_ZN3c104cuda12device_countEv", nullptr));
  return count == nullptr ? 0 : count();
}

// The AVX level of ATen's kernels. Declared here because its header is not public in every version.
std::string cpu_capability() {
  const std::string config = at::show_config();
  const std::string label = "CPU capability usage: ";
  const auto at = config.find(label);
  if (at == std::string::npos) return "unknown";
  const auto start = at + label.size();
  return config.substr(start, config.find_first_of("\r\n", start) - start);
}

}  // namespace

// ------------------------------------------------------------------------------------------------------------ calls

SLIM_EXPORT const char* slim_error() { return last_error.c_str(); }

SLIM_EXPORT void* slim_find(const char* name, const char* overload) {
  Operator* found = nullptr;
  guarded([&] {
    adopt_thread();
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!handle) {
      std::string full = name;
      if (*overload) full += std::string(".") + overload;
      throw std::invalid_argument("libtorch " TORCH_VERSION " has no operator '" + full + "'");
    }
    std::vector<Kind> kinds;
    for (const auto& argument : handle->schema().arguments()) kinds.push_back(kind_of(argument.type()));
    found = new Operator{*handle, std::move(kinds), c10::toString(handle->operator_name())};
  });
  return found;
}

// grad: -1 leaves the thread's mode, 0 runs without recording, 1 with.
SLIM_EXPORT const Argument* slim_call(const Operator* op, const Argument* arguments, int32_t count, int32_t grad, int32_t* produced) {
  const bool done = guarded([&] {
    adopt_thread();
    if (grad < 0) {
      invoke(*op, arguments, count);
    } else {
      c10::AutoGradMode mode(grad != 0);
      invoke(*op, arguments, count);
    }
  });
  *produced = done ? static_cast<int32_t>(results.size()) : -1;
  return results.data();
}

// ---------------------------------------------------------------------------------------------------------- tensors

SLIM_EXPORT void slim_release(void* impl) {
  guarded([&] { ImplPtr::reclaim(static_cast<Impl*>(impl)); });
}

struct Facts {
  int64_t elements;
  int64_t element_size;
  void* data;
  int32_t dimensions;
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  int32_t requires_grad;
  int32_t is_leaf;
  int32_t contiguous;
};

SLIM_EXPORT bool slim_facts(void* impl, Facts* facts) {
  return guarded([&] {
    const at::Tensor tensor = borrow(impl);
    facts->elements = tensor.numel();
    facts->element_size = tensor.element_size();
    facts->data = tensor.has_storage() ? tensor.data_ptr() : nullptr;
    facts->dimensions = static_cast<int32_t>(tensor.dim());
    facts->dtype = static_cast<int32_t>(tensor.scalar_type());
    facts->device_type = static_cast<int32_t>(tensor.device().type());
    facts->device_index = tensor.device().has_index() ? tensor.device().index() : -1;
    facts->requires_grad = tensor.requires_grad();
    facts->is_leaf = tensor.is_leaf();
    facts->contiguous = tensor.is_contiguous();
  });
}

// A tensor over the caller's memory, which must outlive it: only for copies that end before the caller returns.
SLIM_EXPORT bool slim_wrap(void* data, const int64_t* sizes, int32_t dimensions, int32_t dtype, void** impl) {
  return guarded([&] {
    *impl = lend(at::from_blob(
        data, at::IntArrayRef(sizes, dimensions), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype))));
  });
}

SLIM_EXPORT int64_t slim_dimensions(void* impl) { return static_cast<Impl*>(impl)->dim(); }

SLIM_EXPORT bool slim_sizes(void* impl, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    const auto* tensor = static_cast<Impl*>(impl);
    std::copy(tensor->sizes().begin(), tensor->sizes().end(), sizes);
    if (strides != nullptr) std::copy(tensor->strides().begin(), tensor->strides().end(), strides);
  });
}

// --------------------------------------------------------------------------------------------------------- autograd

SLIM_EXPORT bool slim_set_requires_grad(void* impl, bool required) {
  return guarded([&] { borrow(impl).set_requires_grad(required); });
}

SLIM_EXPORT bool slim_get_grad(void* impl, void** grad) {
  return guarded([&] {
    adopt_thread();
    *grad = lend(borrow(impl).grad());
  });
}

SLIM_EXPORT bool slim_set_grad(void* impl, const void* grad) {
  return guarded([&] { borrow(impl).mutable_grad() = borrow(grad); });
}

SLIM_EXPORT bool slim_backward(
    const void* const* roots, int64_t root_count, const void* const* gradients, int64_t gradient_count, bool retain,
    bool create, const void* const* inputs, int64_t input_count) {
  return guarded([&] {
    adopt_thread();
    torch::autograd::backward(
        borrow_all(roots, root_count), borrow_all(gradients, gradient_count), retain, create,
        borrow_all(inputs, input_count));
  });
}

SLIM_EXPORT bool slim_grad(
    const void* const* outputs, int64_t output_count, const void* const* inputs, int64_t input_count,
    const void* const* gradients, int64_t gradient_count, bool retain, bool create, bool allow_unused, void** found) {
  return guarded([&] {
    adopt_thread();
    auto grads = torch::autograd::grad(
        borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count),
        retain, create, allow_unused);
    for (size_t i = 0; i < grads.size(); i++) found[i] = lend(std::move(grads[i]));
  });
}

SLIM_EXPORT bool slim_grad_mode() { return c10::GradMode::is_enabled(); }
SLIM_EXPORT void slim_set_grad_mode(bool on) { c10::GradMode::set_enabled(on); }
SLIM_EXPORT bool slim_inference_mode() { return c10::InferenceMode::is_enabled(); }
SLIM_EXPORT void* slim_enter_inference(bool on) { return new c10::InferenceMode(on); }
SLIM_EXPORT void slim_leave_inference(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

// ---------------------------------------------------------------------------------------------------------- settings

// A training step frees and asks again for the same buffers. glibc would hand the larger ones back to the kernel and
// fault them in anew every time, which took a tenth of the step.
SLIM_EXPORT void slim_keep_memory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 1 << 25);  // the most that every glibc accepts
  mallopt(M_TRIM_THRESHOLD, 1 << 26);
#endif
}

SLIM_EXPORT bool slim_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

SLIM_EXPORT bool slim_set_threads(int32_t count) {
  return guarded([&] {
    adopt_thread();
    at::set_num_threads(count);
    if (blas().set_threads != nullptr && (blas().get_threads == nullptr || blas().get_threads() != count)) {
      blas().set_threads(count);
    }
  });
}

SLIM_EXPORT int32_t slim_get_threads() { return at::get_num_threads(); }
SLIM_EXPORT int32_t slim_get_blas_threads() { return blas().get_threads == nullptr ? -1 : blas().get_threads(); }
SLIM_EXPORT bool slim_set_flush_denormals(bool on) { return at::globalContext().setFlushDenormal(flushes = on); }

SLIM_EXPORT bool slim_set_deterministic(bool on) {
  return guarded([&] {
    adopt_thread();
    auto& context = at::globalContext();
    context.setDeterministicAlgorithms(on, /*warn_only=*/false);
    context.setDeterministicCuDNN(on);
    context.setBenchmarkCuDNN(false);
    context.setAllowTF32CuDNN(false);
    context.setAllowTF32CuBLAS(false);
#if SLIM_AT_LEAST(2, 2)
    // Filling what torch.empty returns costs a pass over memory and changes no result of a correct program.
    context.setDeterministicFillUninitializedMemory(false);
#endif
  });
}

SLIM_EXPORT int32_t slim_cuda_devices() {
  int32_t count = 0;
  guarded([&] { count = cuda_devices(); });
  return count;
}

// --------------------------------------------------------------------------------------------------------- knowledge

enum Subject : int32_t {
  kVersion, kBuildId, kConfig, kCapability, kBlasLibrary, kBlasCore, kBlasConfig, kOneDnnIsa, kGpu, kWarnings, kCompiler,
};

// The text lives until the thread's next question; its length comes back because warnings are separated by NULs.
SLIM_EXPORT const char* slim_text(int32_t subject, int32_t index, int64_t* length) {
  thread_local std::string text;
  text.clear();
  guarded([&] {
    switch (subject) {
      case kVersion: text = TORCH_VERSION; break;
      case kBuildId: text = build_id("libtorch_cpu"); break;
      case kConfig: text = at::show_config(); break;
      case kCapability: text = cpu_capability(); break;
      case kBlasLibrary: text = blas().library; break;
      case kBlasCore: text = blas().core ? blas().core() : ""; break;
      case kBlasConfig: text = blas().config ? blas().config() : ""; break;
      case kOneDnnIsa: text = one_dnn_isa(); break;
      case kGpu: text = gpu_name(index); break;
      case kWarnings: text = warning_log().text(); break;
#if defined(__clang__)
      case kCompiler: text = __VERSION__; break;
#else
      case kCompiler: text = "GCC " __VERSION__; break;
#endif
      default: break;
    }
  });
  *length = static_cast<int64_t>(text.size());
  return text.c_str();
}
