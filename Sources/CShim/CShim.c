#define _GNU_SOURCE
#include "CShim.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

char **shim_environment(void) { return environ; }

/* A process may be started with 0, 1 or 2 closed (`>&-`). The next file, socket or pipe would then get the number, and
   output would be written into it. /dev/null takes the place, before anything else is opened, and so that writing fails
   as it should: open for reading alone. */
__attribute__((constructor)) static void keep_standard_descriptors(void) {
    for (int descriptor = 0; descriptor <= 2; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) {
            int opened = open("/dev/null", O_RDONLY);
            if (opened > descriptor) close(opened);
        }
    }
}

static volatile sig_atomic_t signal_descriptor = -1;

static void signal_arrived(int signal) {
    int saved = errno;
    unsigned char byte = (unsigned char)signal;
    ssize_t written = write(signal_descriptor, &byte, 1);
    (void)written;
    errno = saved;
}

int shim_signal_to_descriptor(int signal, int descriptor) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = signal_arrived;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    signal_descriptor = descriptor;
    return sigaction(signal, &action, NULL);
}

int shim_signal_is_ignored(int signal) {
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

CURLcode shim_curl_setopt_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode shim_curl_setopt_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode shim_curl_setopt_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode shim_curl_setopt_write(CURL *handle, size_t (*function)(char *, size_t, size_t, void *), void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, context) : code;
}

CURLcode shim_curl_setopt_header(CURL *handle, size_t (*function)(char *, size_t, size_t, void *), void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_HEADERDATA, context) : code;
}

CURLcode shim_curl_getinfo_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

int shim_spawn_close_from(void *actions, int descriptor) {
#ifdef __linux__
    return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
#else
    (void)actions;
    (void)descriptor;
    return 0;
#endif
}
