package org.pantau.web.stream;

import io.vertx.core.buffer.Buffer;

/**
 * An event as it goes to viewers.
 *
 * @param seq the change it brings, or the last one it contains
 */
record Numbered(long seq, Buffer bytes) {}
