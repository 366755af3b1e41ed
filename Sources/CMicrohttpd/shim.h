#ifndef AUTOSRE_CMICROHTTPD_H
#define AUTOSRE_CMICROHTTPD_H
#include <stdarg.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <microhttpd.h>

/* The library takes its options and questions through variadic functions, which Swift cannot call. */

typedef void *(*shim_mhd_target_callback)(void *context, const char *target, struct MHD_Connection *connection);
typedef size_t (*shim_mhd_unescape_callback)(void *context, struct MHD_Connection *connection, char *text);

/* Defined in Swift: the library has something to say. A va_list looks too different from platform to platform there. */
void autosre_mhd_complained(void *context);

static inline void shim_mhd_log(void *context, const char *format, va_list arguments) {
    (void)format;
    (void)arguments;
    autosre_mhd_complained(context);
}

struct shim_mhd_settings {
    MHD_socket listener;
    unsigned int connections;
    size_t memory;
    unsigned int idle_seconds;
    void *context;
    MHD_AccessHandlerCallback access;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback notified;
    shim_mhd_target_callback target;
    shim_mhd_unescape_callback unescape;
};

/* Starts a daemon with one thread of its own; NULL and errno where it cannot. */
static inline struct MHD_Daemon *shim_mhd_start(struct shim_mhd_settings s) {
#ifdef __linux__
    unsigned int polling = MHD_USE_EPOLL_INTERNAL_THREAD;
#else
    unsigned int polling = MHD_USE_AUTO_INTERNAL_THREAD;
#endif
    return MHD_start_daemon(
        polling | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, s.access, s.context,
        MHD_OPTION_EXTERNAL_LOGGER, &shim_mhd_log, s.context,
        MHD_OPTION_LISTEN_SOCKET, s.listener,
        MHD_OPTION_CONNECTION_LIMIT, s.connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, s.memory,
        MHD_OPTION_CONNECTION_TIMEOUT, s.idle_seconds,
        MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_NOTIFY_COMPLETED, s.completed, s.context,
        MHD_OPTION_NOTIFY_CONNECTION, s.notified, s.context,
        MHD_OPTION_URI_LOG_CALLBACK, s.target, s.context,
        MHD_OPTION_UNESCAPE_CALLBACK, s.unescape, s.context,
        MHD_OPTION_END);
}

/* The descriptor of the connection's socket, or -1. */
static inline int shim_mhd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/* What the connection callback stored for this connection. */
static inline void *shim_mhd_socket_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

#endif
