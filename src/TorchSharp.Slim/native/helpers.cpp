// Idle cores lend a hand: work that falls into blocks, each computed by itself, is shared with threads that nothing else
// uses. The blocks are the same however many cores there are, and so are the bits.

#include <atomic>
#include <condition_variable>
#include <stdexcept>
#include <system_error>
#include <thread>

#if defined(__x86_64__)
#define SLIM_PAUSE() __builtin_ia32_pause()
#else
#define SLIM_PAUSE() ((void)0)
#endif

namespace {

class Helpers {
 public:
  static Helpers& all() {
    static auto* helpers = new Helpers;  // never destroyed: its threads may sleep while the process ends
    return *helpers;
  }

  std::atomic<int> workers{0};  // threads that compute by themselves: as many cores are not there to help
  std::atomic<int> cores{1};
  std::atomic<int64_t> helped{0};  // blocks that idle cores took so far

  // body(0) … body(blocks - 1), in any order, on this thread and on idle ones.
  template <class Body>
  void run(int64_t blocks, const Body& body) {
    // A library that shares a product out by itself may give other bits with fewer threads: it must not have been told to.
    if (blocks < 2 || workers.load() >= cores.load() || at::get_num_threads() != 1) {
      for (int64_t i = 0; i < blocks; i++) body(i);
      return;
    }
    Work work([](const void* b, int64_t i) { (*static_cast<const Body*>(b))(i); }, &body, blocks);
    start();
    Slot* slot = post(&work);
    work.take();
    if (slot != nullptr) {
      wait([&] { return work.done.load() == blocks; });
      slot->work.store(nullptr);
      wait([&] { return slot->visitors.load() == 0; });
      slot->taken.store(false);
    }
    if (work.failed) throw std::runtime_error(work.failure);
  }

 private:
  struct Work {
    void (*call)(const void* body, int64_t block);
    const void* body;
    const int64_t blocks;
    const bool flush = flushes;
    std::atomic<int64_t> next{0}, done{0};
    std::mutex mutex;
    bool failed = false;
    std::string failure;

    Work(void (*c)(const void*, int64_t), const void* b, int64_t n) : call(c), body(b), blocks(n) {}

    // How many blocks that were.
    int64_t take() {
      int64_t taken = 0;
      for (int64_t i = next.fetch_add(1); i < blocks; i = next.fetch_add(1)) {
        if (!guarded([&] { call(body, i); })) {
          std::lock_guard<std::mutex> lock(mutex);
          failed = true;
          failure = last_error;
        }
        taken++;
        done.fetch_add(1);
      }
      return taken;
    }
  };

  struct Slot {
    std::atomic<bool> taken{false};
    std::atomic<Work*> work{nullptr};
    std::atomic<int> visitors{0};  // who may still hold the pointer
  };

  // How often an idle helper looks for work before it sleeps: some tenths of a millisecond in all, longer than what lies
  // between two products of a training step.
  static constexpr int kLooks = 1 << 13;

  // Soon, but for a helper whose core is taken away meanwhile: then that core may be this one.
  template <class Condition>
  static void wait(const Condition& done) {
    for (int looks = 0; !done(); looks++) {
      if (looks < kLooks) SLIM_PAUSE();
      else std::this_thread::yield();
    }
  }

  Slot slots_[16];
  std::atomic<int> helping_{0}, sleeping_{0};
  std::atomic<bool> started_{false};
  std::atomic<int64_t> posted_{0};
  std::mutex mutex_;
  std::condition_variable wake_;

  // As many helpers as there are other cores, or as many as the system allows.
  void start() {
    if (started_.load() || cores.load() < 2) return;
    std::lock_guard<std::mutex> lock(mutex_);
    if (started_.exchange(true)) return;
    try {
      for (int i = 1; i < cores.load(); i++) std::thread([this] { serve(); }).detach();
    } catch (const std::system_error&) {
    }
  }

  // Null where all slots are taken: the work is then done without help.
  Slot* post(Work* work) {
    for (Slot& slot : slots_) {
      if (slot.taken.exchange(true)) continue;
      slot.work.store(work);
      posted_.fetch_add(1);
      const int idle = cores.load() - workers.load() - helping_.load();
      if (sleeping_.load() > 0 && idle > 0) {
        std::lock_guard<std::mutex> lock(mutex_);
        for (int i = 0; i < std::min<int64_t>(idle, work->blocks - 1); i++) wake_.notify_one();
      }
      return &slot;
    }
    return nullptr;
  }

  bool help() {
    bool found = false;
    for (Slot& slot : slots_) {
      if (slot.work.load() == nullptr) continue;
      slot.visitors.fetch_add(1);
      Work* work = slot.work.load();
      if (work != nullptr && work->next.load() < work->blocks) {
        if (workers.load() + helping_.fetch_add(1) < cores.load()) {
          if (flushes != work->flush) at::globalContext().setFlushDenormal(flushes = work->flush);
          helped.fetch_add(work->take());
          found = true;
        }
        helping_.fetch_sub(1);
      }
      slot.visitors.fetch_sub(1);
    }
    return found;
  }

  void serve() {
    adopt_thread();
    c10::GradMode::set_enabled(false);
    for (int looks = 0;;) {
      const int64_t seen = posted_.load();
      if (help()) {
        looks = 0;
      } else if (looks++ < kLooks && workers.load() < cores.load()) {
        SLIM_PAUSE();
      } else {
        std::unique_lock<std::mutex> lock(mutex_);
        sleeping_.fetch_add(1);
        wake_.wait(lock, [&] { return posted_.load() != seen; });
        sleeping_.fetch_sub(1);
        looks = 0;
      }
    }
  }
};

}  // namespace

// How many cores there are.
SLIM_EXPORT void slim_cores(int32_t cores) { Helpers::all().cores.store(cores); }

// By how much the number of threads that compute by themselves changes.
SLIM_EXPORT void slim_workers(int32_t change) { Helpers::all().workers.fetch_add(change); }

SLIM_EXPORT int64_t slim_helped() { return Helpers::all().helped.load(); }
