#include <zlib.h>

// inflateInit2 is a macro. 16 above the largest window asks for gzip's header and check sum.
static inline int czlib_inflate_init_gzip(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}
