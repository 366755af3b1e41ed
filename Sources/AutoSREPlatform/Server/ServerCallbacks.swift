internal import CMicrohttpd

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What the library calls, on its one thread. At file scope and without any isolation: a closure made on the main actor
// would crash there.

/// The request line has come: `target` is the URI as sent; the result becomes the request's context.
func requestBegan(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let context, let target else { return nil }
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    if let connection { clientConnection(of: connection)?.headBegan(allowedSeconds: core.limits.headSeconds) }
    return Unmanaged.passRetained(Exchange(core: core, target: target)).toOpaque()
}

/// Keeps the library from decoding: we decode by our own rules.
func keepEscapes(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int {
    text.map { strlen($0) } ?? 0
}

/// The head, a piece of the body, or the end of a request has come, or its connection was resumed.
func answerRequest(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>?, _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection, let method, let size, let exchange = exchange(at: request) else { return .NO }
    guard exchange.hasBegun else { return exchange.begin(connection, method: method, version: version) }
    guard size.pointee > 0 else { return exchange.complete(connection) }
    let bytes = UnsafeRawBufferPointer(start: data, count: size.pointee)
    size.pointee = 0
    return exchange.receive(bytes)
}

/// The request is over, whether answered or not.
func requestCompleted(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ how: MHD_RequestTerminationCode
) {
    guard let request, let held = request.pointee else { return }
    let exchange = Unmanaged<Exchange>.fromOpaque(held)
    if let connection { clientConnection(of: connection)?.requestDone() }
    exchange.release()
    request.pointee = nil
}

/// A connection was opened or is about to be closed.
func connectionNotified(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ what: MHD_ConnectionNotificationCode
) {
    guard let context, let connection, let slot else { return }
    let core = Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
    if what == .CONNECTION_NOTIFY_STARTED {
        let client = ClientConnection(
            connection, descriptor: shim_mhd_descriptor(connection), limits: core.limits)
        core.connections.insert(client, limit: core.limits.connections)
        slot.pointee = Unmanaged.passRetained(client).toOpaque()
    } else if let held = slot.pointee {
        let client = Unmanaged<ClientConnection>.fromOpaque(held)
        core.connections.remove(client.takeUnretainedValue())
        client.release()
        slot.pointee = nil
    }
}

/// The library is about to refuse a head, or has something else to say, which nobody needs to read.
@c(autosre_mhd_complained)
func libraryComplained(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue().connections.answerImpossibleLengths()
}

private func exchange(at request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Exchange? {
    guard let held = request?.pointee else { return nil }
    return Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
}
