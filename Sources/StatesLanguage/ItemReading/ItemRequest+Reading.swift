extension ItemRequest {
    /// The items asked for, read by themselves: for those who ask once in a while, since what comes before them in the
    /// data set is read each time.
    public func items(from buckets: any BucketStore) async -> Result<ItemBatch, ObjectError> {
        do throws(ObjectError) {
            return .success(try await ItemFeed(source, from: buckets).next(limit, from: offset))
        } catch {
            return .failure(error)
        }
    }
}
