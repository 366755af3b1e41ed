#ifndef AUTOSRE_CSHIM_H
#define AUTOSRE_CSHIM_H
#include <curl/curl.h>

/* libcurl's option calls are variadic, which Swift cannot call. One plain function per argument type. */
CURLcode shim_curl_setopt_long(CURL *handle, CURLoption option, long value);
CURLcode shim_curl_setopt_pointer(CURL *handle, CURLoption option, void *value);
CURLcode shim_curl_setopt_string(CURL *handle, CURLoption option, const char *value);
CURLcode shim_curl_setopt_write(CURL *handle, size_t (*function)(char *, size_t, size_t, void *), void *context);
CURLcode shim_curl_setopt_header(CURL *handle, size_t (*function)(char *, size_t, size_t, void *), void *context);
CURLcode shim_curl_getinfo_long(CURL *handle, CURLINFO info, long *value);

/* The variables of the process, ended by NULL: `environ` is a mutable global, which Swift 6 refuses to read. */
char **shim_environment(void);

/* Makes the signal write its number, as one byte, to the descriptor; also where it was inherited as ignored.
   In C, because a handler may interrupt anything, Swift's own runtime included. Returns 0, or -1 with errno. */
int shim_signal_to_descriptor(int signal, int descriptor);

/* Whether the signal is ignored, as `nohup` has it for SIGHUP: 1 or 0. */
int shim_signal_is_ignored(int signal);

/* Adds to a spawn's file actions (posix_spawn_file_actions_t) that the child closes every descriptor from this one on;
   glibc declares the call to GNU sources only. Does nothing where the system has no such call. */
int shim_spawn_close_from(void *actions, int descriptor);

#endif
