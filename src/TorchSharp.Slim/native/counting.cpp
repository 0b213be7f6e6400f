// Counts what a thread does: every call of an operator or of a kernel of ours, and the memory that libtorch gives for
// tensors' elements. Off unless a test asks; then the hooks that libtorch has for profilers tell.

#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>
#include <map>

#if __has_include(<torch/csrc/profiler/orchestration/observer.h>)
#include <torch/csrc/profiler/orchestration/observer.h>

namespace {

// The totals in a report of memory are signed in some versions and unsigned in others.
template <class Total>
Total total_version(void (c10::MemoryReportingInfoBase::*)(void*, int64_t, Total, Total, c10::Device));
using MemoryTotal = decltype(total_version(&c10::MemoryReportingInfoBase::reportMemoryUsage));

// One name's counts. Asked for: by C#, by a kernel of ours or by autograd; the others happen within an operator.
struct Calls {
  int64_t asked, within, allocations, bytes;
};

// Memory is reported to where a profiler keeps its state, and what lies there is taken for one: this says that none runs.
class Counting final : public torch::profiler::impl::ProfilerStateBase {
 public:
  Counting()
      : ProfilerStateBase(torch::profiler::impl::ProfilerConfig(
            torch::profiler::impl::ProfilerState::Disabled, /*report_input_shapes=*/false, /*profile_memory=*/true)) {}

  std::map<std::string, Calls> calls;
  at::CallbackHandle callback = at::INVALID_CALLBACK_HANDLE;

  void begin(const at::RecordFunction& function) {
    const auto op = function.operator_name();
    auto& named = calls[op ? c10::toString(*op) : function.name()];
    if (operators_ == 0) asked_.push_back(&named);
    (operators_ == 0 ? named.asked : named.within)++;
    operators_ += is_operator(function);
  }

  void end(const at::RecordFunction& function) {
    operators_ -= is_operator(function);
    if (operators_ == 0) asked_.pop_back();
  }

  void reportMemoryUsage(void*, int64_t size, MemoryTotal, MemoryTotal, c10::Device) override {
    if (size <= 0) return;  // memory that is given back
    auto& by = asked_.empty() ? calls["outside"] : *asked_.back();
    by.allocations++;
    by.bytes += size;
  }

  torch::profiler::impl::ActiveProfilerType profilerType() override { return torch::profiler::impl::ActiveProfilerType::NONE; }

 private:
  std::vector<Calls*> asked_;  // those in progress, each within the one before
  int64_t operators_ = 0;      // in progress

  static bool is_operator(const at::RecordFunction& function) { return function.scope() == at::RecordScope::FUNCTION; }
};

thread_local std::shared_ptr<Counting> counting;

// Autograd's engine reports in the operators' scope too, what it does then being reported by itself.
bool counted(const at::RecordFunction& function) {
  return counting != nullptr && std::strncmp(function.name(), "autograd::", 10) != 0;
}

std::unique_ptr<at::ObserverContext> begin_call(const at::RecordFunction& function) {
  if (counted(function)) counting->begin(function);
  return nullptr;
}

void end_call(const at::RecordFunction& function, at::ObserverContext*) {
  if (counted(function)) counting->end(function);
}

}  // namespace

// Begins to count, from nothing, or ends it; what was counted stays to be read.
SLIM_EXPORT bool slim_count(bool on) {
  return guarded([&] {
    const bool counts = counting != nullptr && counting->callback != at::INVALID_CALLBACK_HANDLE;
    if (on == counts) throw std::logic_error(on ? "this thread counts already" : "this thread does not count");
    if (on) {
      counting = std::make_shared<Counting>();
      c10::ThreadLocalDebugInfo::_push(c10::DebugInfoKind::PROFILER_STATE, counting);
      counting->callback = at::addThreadLocalCallback(
          at::RecordFunctionCallback(begin_call, end_call).scopes({at::RecordScope::FUNCTION, at::RecordScope::USER_SCOPE}));
    } else {
      at::removeCallback(counting->callback);
      counting->callback = at::INVALID_CALLBACK_HANDLE;
      c10::ThreadLocalDebugInfo::_pop(c10::DebugInfoKind::PROFILER_STATE);
    }
  });
}

// A line "name asked within allocations bytes" for each; the text lives until the thread's next question.
SLIM_EXPORT const char* slim_counted(int64_t* length) {
  thread_local std::string text;
  text.clear();
  guarded([&] {
    if (counting == nullptr) return;
    for (const auto& [name, calls] : counting->calls) {
      text += name;
      for (const int64_t count : {calls.asked, calls.within, calls.allocations, calls.bytes}) text += ' ' + std::to_string(count);
      text += '\n';
    }
  });
  *length = static_cast<int64_t>(text.size());
  return text.c_str();
}

#else

// Nothing but a test counts: a libtorch without these hooks does all the rest.
SLIM_EXPORT bool slim_count(bool) {
  return guarded([] { throw std::runtime_error("libtorch " TORCH_VERSION " has no hooks to count calls with"); });
}

SLIM_EXPORT const char* slim_counted(int64_t* length) {
  *length = 0;
  return "";
}

#endif
