/* simdjson's on-demand parser (C++17) for Swift: a cursor over one document, in plain C.

   The document is walked once, from front to back: csj_enter goes into the object or array that the cursor stands on,
   csj_next to its next member or element, and after the last one out of it again. What is not entered is passed over,
   its brackets counted but not looked at. No exception leaves these functions; what went wrong is their result, and
   after a fault in the JSON every further call on the document gives the same. */
#ifndef CSIMDJSONFACE_H
#define CSIMDJSONFACE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct csj_reader csj_reader;

/* Results. What is greater than 0 is a fault in the JSON: see csj_message. */
enum {
    csj_ok = 0,
    /* The object or array has no more. */
    csj_end = -1,
    /* The value is of another type, or a sample that is none. */
    csj_other = -2,
    /* Entered more than csj_depth deep. */
    csj_deep = -3,
    /* The document was left before its end, or is not open. */
    csj_closed = -4,
    /* No memory. */
    csj_memory = -5
};

/* How deep a document can be entered. */
enum { csj_depth = 64 };

typedef struct {
    const uint8_t *start;
    size_t count;
} csj_bytes;

/* NULL where there is no memory. */
csj_reader *csj_new(void);
void csj_free(csj_reader *reader);

/* How many bytes behind the document must be readable; a blank or a line's end has to come first. */
size_t csj_padding(void);

/* The longest document, in bytes. */
size_t csj_longest(void);

/* Takes up a document, which has to stay where it is until it is closed. It must be an object or an array: csj_enter. */
int csj_begin(csj_reader *reader, const uint8_t *bytes, size_t count);

/* Closes it; csj_ok where it was read to its end and nothing follows. */
int csj_finish(csj_reader *reader);

/* Goes into the object (1) or array (0) that the cursor stands on. */
int csj_enter(csj_reader *reader, int is_object);

/* To the next member or element; csj_end after the last, when the cursor is outside again. */
int csj_next(csj_reader *reader);

/* The name of the member, its escapes undone; good until the next csj_next. */
int csj_name(csj_reader *reader, csj_bytes *name);

/* The first byte of the value: { [ " t f n, a digit or a minus; 0 where there is none. */
int csj_first(csj_reader *reader);

/* A string, its escapes undone; good until the next call. */
int csj_text(csj_reader *reader, csj_bytes *text);

/* The value as it is written; of an object or array, only the brackets are counted. */
int csj_written(csj_reader *reader, csj_bytes *text);

/* A sample [seconds, value], where the value is a number, or a string that holds one or NaN, +Inf, -Inf. */
int csj_sample(csj_reader *reader, int64_t *milliseconds, double *value);

/* As many samples as there are, at most `room`, of the array that was entered; the number of them, or a result below 0.
   A number less than `room` is followed by csj_end. Faults are csj_closed: csj_fault tells them. */
ptrdiff_t csj_samples(csj_reader *reader, int64_t *milliseconds, double *values, size_t room);

/* The fault that the document ended with, or csj_ok. */
int csj_fault(csj_reader *reader);

/* Where the cursor stands, in bytes from the beginning of the document. */
size_t csj_offset(csj_reader *reader);

/* What a fault means. */
const char *csj_message(int fault);

#ifdef __cplusplus
}
#endif
#endif
