internal import CCurl
internal import CShim
internal import Dispatch
internal import Synchronization

/// What is alike for all transfers of a client.
struct TransferSettings: Sendable {
    let network: NetworkSettings
    /// The certificates to trust; nil for the system's.
    let trust: NetworkSettings.Trust?
}

/// The thread on which all transfers of one client run.
///
/// Callers only put commands into the inbox and wake the thread; libcurl's handles are touched by the thread alone.
final class TransferLoop: Sendable {
    private enum Command: Sendable {
        case start(Transfer)
        case cancel(UInt64)
    }

    private struct Inbox: Sendable {
        var multi: MultiHandle?
        var commands: [Command] = []
        var isShutDown = false
    }

    private let settings: TransferSettings
    private let inbox = Mutex(Inbox())

    init(settings: TransferSettings) { self.settings = settings }

    /// Hands a transfer to the thread, starting that first if need be.
    func start(_ transfer: Transfer) {
        let failure: HTTPError? = inbox.withLock { inbox in
            guard !inbox.isShutDown else { return .shutDown }
            if inbox.multi == nil { inbox.multi = launch() }
            guard let multi = inbox.multi else { return HTTPError(code: .other, message: "libcurl cannot start") }
            inbox.commands.append(.start(transfer))
            multi.wake()
            return nil
        }
        if let failure { transfer.finish(.failure(failure)) }
    }

    func cancel(_ id: UInt64) {
        inbox.withLock { inbox in
            guard let multi = inbox.multi, !inbox.isShutDown else { return }
            inbox.commands.append(.cancel(id))
            multi.wake()
        }
    }

    func shutdown() {
        inbox.withLock { inbox in
            inbox.isShutDown = true
            inbox.multi?.wake()
        }
    }

    private func launch() -> MultiHandle? {
        guard isCurlReady, let multi = MultiHandle() else { return nil }
        DispatchQueue(label: "autosre.http-client").async { @Sendable in self.run(multi) }
        return multi
    }

    private func run(_ multi: MultiHandle) {
        var running = RunningTransfers(multi: multi, settings: settings)
        while let commands = takeCommands() {
            for command in commands {
                switch command {
                case .start(let transfer): running.start(transfer)
                case .cancel(let id): running.cancel(id)
                }
            }
            running.perform()
        }
        running.cancelAll()
        // Under the lock, so that nobody wakes a handle that is gone.
        inbox.withLock { inbox in
            for case .start(let transfer) in inbox.commands { transfer.finish(.failure(.shutDown)) }
            inbox.commands = []
            inbox.multi = nil
            multi.close()
        }
    }

    /// The commands since the last call; `nil` once the client is shut down.
    private func takeCommands() -> [Command]? {
        inbox.withLock { inbox in
            guard !inbox.isShutDown else { return nil }
            defer { inbox.commands.removeAll(keepingCapacity: true) }
            return inbox.commands
        }
    }
}

extension HTTPError {
    static let shutDown = HTTPError(code: .cancelled, message: "the HTTP client was shut down")
}

/// Global initialisation, once per process; 3 is CURL_GLOBAL_ALL.
private let isCurlReady = curl_global_init(3) == CURLE_OK

/// libcurl's multi handle. Sendable: `wake` is the one call that other threads make, and it may be made from any.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init?() {
        guard let pointer = curl_multi_init() else { return nil }
        self.pointer = pointer
    }

    func wake() { _ = curl_multi_wakeup(pointer) }
    func close() { _ = curl_multi_cleanup(pointer) }
}
