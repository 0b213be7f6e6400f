// Rows of a matrix by a list on the host. The operator wants the list as a tensor, and calls the library for every row.

SLIM_EXPORT bool slim_rows(const void* matrix, const int32_t* rows, int64_t count, void** result) {
  *result = nullptr;
  return guarded([&] {
    adopt_thread();
    const auto from = borrow(matrix);
    if (!DenseNet::plain(from) || from.dim() != 2 || from.requires_grad()) return;
    RECORD_USER_SCOPE("slim::rows");
    const int64_t columns = from.size(1), all = from.size(0);
    auto found = at::empty({count, columns}, from.options());
    const float* source = from.data_ptr<float>();
    float* to = found.data_ptr<float>();
    for (int64_t i = 0; i < count; i++, to += columns) {
      if (rows[i] < 0 || rows[i] >= all) throw std::out_of_range("there is no row " + std::to_string(rows[i]) + " of " + std::to_string(all));
      copy_few(source + rows[i] * columns, to, columns);
    }
    *result = lend(std::move(found));
  });
}
