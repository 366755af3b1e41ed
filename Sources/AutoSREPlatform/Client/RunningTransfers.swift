internal import CCurl
internal import CShim

/// The transfers under way; lives on the loop's thread.
struct RunningTransfers {
    private let multi: MultiHandle
    private let settings: TransferSettings
    private var transfers: [UInt64: Transfer] = [:]
    private var ids: [UnsafeMutableRawPointer: UInt64] = [:]

    init(multi: MultiHandle, settings: TransferSettings) {
        self.multi = multi
        self.settings = settings
    }

    mutating func start(_ transfer: Transfer) {
        guard !transfer.mark.isSet else { return transfer.finish(.failure(transfer.cancelled)) }
        guard let handle = transfer.makeHandle(settings) else {
            return transfer.finish(.failure(HTTPError(code: .other, message: "libcurl refused a transfer")))
        }
        transfers[transfer.id] = transfer
        ids[handle] = transfer.id
        if curl_multi_add_handle(multi.pointer, handle) != CURLM_OK {
            end(transfer.id) { _ in .failure(HTTPError(code: .other, message: "libcurl refused a transfer")) }
        }
    }

    mutating func cancel(_ id: UInt64) {
        end(id) { .failure($0.cancelled) }
    }

    mutating func cancelAll() {
        for id in Array(transfers.keys) { end(id) { _ in .failure(.shutDown) } }
    }

    /// Moves all transfers on, ends those that are done, then waits for the network, a time or a wake-up.
    mutating func perform() {
        var active: Int32 = 0
        _ = curl_multi_perform(multi.pointer, &active)
        var left: Int32 = 0
        var ended = false
        while let message = curl_multi_info_read(multi.pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            guard let id = ids[handle] else { continue }
            let code = message.pointee.data.result
            end(id) { $0.result(of: code) }
            ended = true
        }
        // One may have ended because of another's callback; look for more before waiting.
        if !ended { _ = curl_multi_poll(multi.pointer, nil, 0, 60_000, nil) }
    }

    private mutating func end(_ id: UInt64, _ result: (Transfer) -> Result<HTTPResponse, HTTPError>) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        let outcome = result(transfer)
        if let handle = transfer.handle {
            ids[handle] = nil
            _ = curl_multi_remove_handle(multi.pointer, handle)
        }
        transfer.close()
        transfer.finish(outcome)
    }
}
