// Error codes instead of exceptions: nothing here can throw.
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

#include "CSimdJSONFace.h"

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

namespace {

/// An object or array that was entered.
struct frame {
    ondemand::object_iterator members;
    ondemand::array_iterator elements;
    bool is_object = false;
    bool is_started = false;

    bool is_open() const {
        return is_object ? members != members : elements != elements;
    }
};

/// Where unescaped text goes; it grows and is used again.
struct scratch {
    std::unique_ptr<uint8_t[]> bytes;
    size_t capacity = 0;

    bool reserve(size_t wanted) {
        if (wanted <= capacity) { return true; }
        size_t larger = wanted + wanted / 2;
        bytes.reset(new (std::nothrow) uint8_t[larger]);
        capacity = bytes ? larger : 0;
        return bytes != nullptr;
    }
};

/// Whether a scalar that is kept as it is written is one: a number of RFC 8259 of any size, true, false or null.
bool is_scalar(std::string_view text) {
    if (text == "true" || text == "false" || text == "null") { return true; }
    size_t at = 0;
    auto takes = [&](const char *any) {
        bool is_there = at < text.size() && text[at] != 0 && strchr(any, text[at]) != nullptr;
        at += is_there ? 1 : 0;
        return is_there;
    };
    auto digits = [&] {
        size_t start = at;
        while (takes("0123456789")) {}
        return at > start;
    };
    takes("-");
    if (!takes("0") && !digits()) { return false; }
    if (takes(".") && !digits()) { return false; }
    if (takes("eE")) {
        takes("+-");
        if (!digits()) { return false; }
    }
    return at == text.size();
}

}  // namespace

struct csj_reader {
    ondemand::parser parser;
    ondemand::document document;
    ondemand::value value;
    ondemand::raw_json_string name;
    frame frames[csj_depth];
    int depth = 0;
    bool is_begun = false;
    bool has_value = false;
    int fault = csj_closed;
    const uint8_t *bytes = nullptr;
    size_t count = 0;
    scratch name_text, value_text;

    /// Keeps the first fault; another type is none, the cursor stands where it was.
    int result(error_code code) {
        if (code == simdjson::SUCCESS) { return csj_ok; }
        if (code == simdjson::INCORRECT_TYPE) { return csj_other; }
        return fail(code == simdjson::MEMALLOC ? int(csj_memory) : int(code));
    }

    int fail(int code) {
        if (fault == csj_ok) { fault = code; }
        return fault;
    }

    /// The token of a scalar, with the blanks behind it. A document that ends too soon has one more token behind its
    /// end, of no sensible length.
    std::string_view token(ondemand::value &of) {
        std::string_view token = of.raw_json_token();
        const char *limit = reinterpret_cast<const char *>(bytes + count);
        if (token.data() >= limit) { return {}; }
        return token.substr(0, size_t(limit - token.data()));
    }

    int number(ondemand::value &from, double *number);
    int pair(ondemand::value &from, int64_t *milliseconds, double *value);
    int text(ondemand::raw_json_string raw, scratch &into, csj_bytes *text);
};

csj_reader *csj_new(void) { return new (std::nothrow) csj_reader(); }

void csj_free(csj_reader *reader) { delete reader; }

size_t csj_padding(void) { return simdjson::SIMDJSON_PADDING; }

size_t csj_longest(void) { return simdjson::SIMDJSON_MAXSIZE_BYTES - simdjson::SIMDJSON_PADDING; }

int csj_begin(csj_reader *reader, const uint8_t *bytes, size_t count) {
    reader->depth = 0;
    reader->is_begun = reader->has_value = false;
    reader->fault = csj_ok;
    reader->bytes = bytes;
    reader->count = count;
    error_code code =
        reader->parser.iterate(bytes, count, count + simdjson::SIMDJSON_PADDING).get(reader->document);
    if (code != simdjson::SUCCESS) { reader->bytes = nullptr; }
    return reader->result(code);
}

int csj_finish(csj_reader *reader) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (reader->depth > 0 || !reader->is_begun) { return reader->fail(csj_closed); }
    bool is_at_end = reader->document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!is_at_end) { return reader->fail(simdjson::TRAILING_CONTENT); }
    reader->fault = csj_closed;
    return csj_ok;
}

int csj_enter(csj_reader *reader, int is_object) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (reader->depth >= csj_depth) { return reader->fail(csj_deep); }
    bool is_root = !reader->is_begun;
    if (!is_root && !reader->has_value) { return csj_other; }
    frame &frame = reader->frames[reader->depth];
    error_code code;
    if (is_object) {
        ondemand::object object;
        code = is_root ? reader->document.get_object().get(object) : reader->value.get_object().get(object);
        if (code == simdjson::SUCCESS) { code = object.begin().get(frame.members); }
    } else {
        ondemand::array array;
        code = is_root ? reader->document.get_array().get(array) : reader->value.get_array().get(array);
        if (code == simdjson::SUCCESS) { code = array.begin().get(frame.elements); }
    }
    if (code != simdjson::SUCCESS) { return reader->result(code); }
    frame.is_object = is_object;
    frame.is_started = false;
    reader->is_begun = true;
    reader->has_value = false;
    reader->depth += 1;
    return csj_ok;
}

int csj_next(csj_reader *reader) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (reader->depth == 0) { return csj_closed; }
    frame &frame = reader->frames[reader->depth - 1];
    reader->has_value = false;
    if (frame.is_started) {
        if (frame.is_object) { ++frame.members; } else { ++frame.elements; }
    }
    frame.is_started = true;
    if (!frame.is_open()) {
        reader->depth -= 1;
        return csj_end;
    }
    error_code code;
    if (frame.is_object) {
        ondemand::field field;
        code = (*frame.members).get(field);
        if (code == simdjson::SUCCESS) {
            reader->name = field.key();
            reader->value = field.value();
        }
    } else {
        code = (*frame.elements).get(reader->value);
    }
    // Another type than a member or an element is a fault here.
    if (code != simdjson::SUCCESS) { return reader->fail(int(code)); }
    reader->has_value = true;
    return csj_ok;
}

int csj_reader::text(ondemand::raw_json_string raw, scratch &into, csj_bytes *text) {
    const uint8_t *start = reinterpret_cast<const uint8_t *>(raw.raw());
    const uint8_t *limit = bytes + count;
    // Every string of the document is closed, or it would not have been taken up; the limit is a second fence.
    const uint8_t *end = static_cast<const uint8_t *>(memchr(start, '"', size_t(limit - start)));
    if (end == nullptr) { return fail(simdjson::UNCLOSED_STRING); }
    if (memchr(start, '\\', size_t(end - start)) == nullptr) {
        *text = {start, size_t(end - start)};
        return csj_ok;
    }
    for (end = start; end < limit && *end != '"'; end++) {
        if (*end == '\\') { end++; }
    }
    if (end >= limit) { return fail(simdjson::UNCLOSED_STRING); }
    if (!into.reserve(size_t(end - start) + simdjson::SIMDJSON_PADDING)) { return fail(csj_memory); }
    uint8_t *target = into.bytes.get();
    std::string_view unescaped;
    error_code code = parser.unescape(raw, target).get(unescaped);
    if (code != simdjson::SUCCESS) { return fail(int(code)); }
    *text = {into.bytes.get(), unescaped.size()};
    return csj_ok;
}

int csj_name(csj_reader *reader, csj_bytes *name) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (!reader->has_value || !reader->frames[reader->depth - 1].is_object) { return csj_other; }
    return reader->text(reader->name, reader->name_text, name);
}

int csj_first(csj_reader *reader) {
    if (reader->fault != csj_ok || !reader->has_value) { return 0; }
    std::string_view token = reader->token(reader->value);
    return token.empty() ? 0 : int(uint8_t(token[0]));
}

int csj_text(csj_reader *reader, csj_bytes *text) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (!reader->has_value) { return csj_other; }
    ondemand::raw_json_string raw;
    error_code code = reader->value.get_raw_json_string().get(raw);
    if (code != simdjson::SUCCESS) { return reader->result(code); }
    return reader->text(raw, reader->value_text, text);
}

int csj_written(csj_reader *reader, csj_bytes *text) {
    int first = csj_first(reader);
    if (reader->fault != csj_ok) { return reader->fault; }
    std::string_view written;
    error_code code = simdjson::SUCCESS;
    if (first == '{') {
        ondemand::object object;
        code = reader->value.get_object().get(object);
        if (code == simdjson::SUCCESS) { code = object.raw_json().get(written); }
    } else if (first == '[') {
        ondemand::array array;
        code = reader->value.get_array().get(array);
        if (code == simdjson::SUCCESS) { code = array.raw_json().get(written); }
    } else {
        written = reader->token(reader->value);
    }
    if (code != simdjson::SUCCESS) { return reader->result(code); }
    while (!written.empty() && strchr(" \t\r\n", written.back()) != nullptr) { written.remove_suffix(1); }
    if (first != '{' && first != '[' && first != '"' && !is_scalar(written)) { return reader->fail(simdjson::TAPE_ERROR); }
    *text = {reinterpret_cast<const uint8_t *>(written.data()), written.size()};
    return csj_ok;
}

int csj_reader::number(ondemand::value &from, double *number) {
    std::string_view written = token(from);
    if (written.empty() || written[0] != '"') { return result(from.get_double().get(*number)); }
    if (from.get_double_in_string().get(*number) == simdjson::SUCCESS) { return csj_ok; }
    struct { std::string_view text; double value; } const words[] = {
        {"\"NaN\"", NAN}, {"\"+Inf\"", INFINITY}, {"\"-Inf\"", -INFINITY}, {"\"Inf\"", INFINITY}};
    for (auto &word : words) {
        if (written.substr(0, word.text.size()) != word.text) { continue; }
        *number = word.value;
        // Past the string.
        ondemand::raw_json_string raw;
        return result(from.get_raw_json_string().get(raw));
    }
    return csj_other;
}

int csj_reader::pair(ondemand::value &from, int64_t *milliseconds, double *value) {
    ondemand::array array;
    ondemand::array_iterator item;
    ondemand::value first, second;
    error_code code = from.get_array().get(array);
    if (code == simdjson::SUCCESS) { code = array.begin().get(item); }
    if (code != simdjson::SUCCESS) { return result(code); }
    if (!(item != item)) { return csj_other; }
    if ((code = (*item).get(first)) != simdjson::SUCCESS) { return fail(int(code)); }
    double seconds;
    if ((code = first.get_double().get(seconds)) != simdjson::SUCCESS) { return result(code); }
    double rounded = std::round(seconds * 1000);
    // Beyond what whole numbers in a double tell apart.
    if (!(std::fabs(rounded) <= 9007199254740992.0)) { return csj_other; }
    *milliseconds = int64_t(rounded);
    ++item;
    if (!(item != item)) { return csj_other; }
    if ((code = (*item).get(second)) != simdjson::SUCCESS) { return fail(int(code)); }
    int read = number(second, value);
    if (read != csj_ok) { return read; }
    ++item;
    if (!(item != item)) { return csj_ok; }
    return (*item).error() != simdjson::SUCCESS ? fail(int((*item).error())) : int(csj_other);
}

int csj_sample(csj_reader *reader, int64_t *milliseconds, double *value) {
    if (reader->fault != csj_ok) { return reader->fault; }
    if (!reader->has_value) { return csj_other; }
    return reader->pair(reader->value, milliseconds, value);
}

ptrdiff_t csj_samples(csj_reader *reader, int64_t *milliseconds, double *values, size_t room) {
    for (size_t read = 0; read < room; read++) {
        int next = csj_next(reader);
        if (next == csj_end) { return ptrdiff_t(read); }
        if (next == csj_ok) { next = reader->pair(reader->value, milliseconds + read, values + read); }
        if (next > 0) { return csj_closed; }
        if (next != csj_ok) { return next; }
    }
    return ptrdiff_t(room);
}

int csj_fault(csj_reader *reader) { return reader->fault; }

size_t csj_offset(csj_reader *reader) {
    if (reader->bytes == nullptr) { return 0; }
    const char *place = nullptr;
    if (reader->document.current_location().get(place) != simdjson::SUCCESS) { return reader->count; }
    const uint8_t *at = reinterpret_cast<const uint8_t *>(place);
    return at < reader->bytes || at > reader->bytes + reader->count ? reader->count : size_t(at - reader->bytes);
}

const char *csj_message(int fault) { return simdjson::error_message(error_code(fault)); }
