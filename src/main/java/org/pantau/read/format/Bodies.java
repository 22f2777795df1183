package org.pantau.read.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import org.pantau.catalogue.table.Encoding;

/** What can be said of a body before it is parsed. Its declared type is not believed; its first bytes are. */
public final class Bodies {

    private static final int HEAD = 4096;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Bodies() {}

    /** Whether there is nothing but white space. */
    public static boolean blank(byte[] body) {
        for (byte each : body) {
            if (each > ' ' || each < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins with a tag: HTML, XML, or the warnings some servers print before their data. */
    public static boolean markup(byte[] body) {
        int from = first(body);
        return from < body.length && body[from] == '<';
    }

    /** Whether it begins as JSON does. */
    public static boolean json(byte[] body) {
        int from = first(body);
        return from < body.length && (body[from] == '{' || body[from] == '[');
    }

    /** Whether it is packed with gzip. */
    public static boolean gzip(byte[] body) {
        return body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B;
    }

    /** The encoding that the first bytes of a body tell: by its byte order mark, else UTF-8 where they are, else windows-1252. */
    public static Charset charset(byte[] start) {
        if (start.length >= 2) {
            int mark = (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
            if (mark == 0xFEFF || start[0] == 0) {
                return UTF_16BE;
            }
            if (mark == 0xFFFE || start[1] == 0) {
                return UTF_16LE;
            }
        }
        // The last character may be cut in two.
        ByteBuffer bytes = ByteBuffer.wrap(start);
        boolean utf8 = !UTF_8.newDecoder()
                .decode(bytes, CharBuffer.allocate(start.length + 1), false)
                .isError();
        return utf8 ? UTF_8 : WINDOWS;
    }

    /** How many bytes the byte order mark takes; 0 without one. */
    public static int markLength(byte[] start) {
        if (start.length >= 2) {
            int mark = (start[0] & 0xFF) << 8 | (start[1] & 0xFF);
            if (mark == 0xFEFF || mark == 0xFFFE) {
                return 2;
            }
        }
        return start.length >= 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB && (start[2] & 0xFF) == 0xBF
                ? 3
                : 0;
    }

    /** The first characters in lower case, without a byte order mark and leading white space, for sniffing only. */
    public static String start(byte[] body) {
        int from = first(body);
        return new String(body, from, Math.min(HEAD, body.length - from), ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static int first(byte[] body) {
        int from = 0;
        if (body.length >= 3 && (body[0] & 0xFF) == 0xEF && (body[1] & 0xFF) == 0xBB && (body[2] & 0xFF) == 0xBF) {
            from = 3;
        }
        while (from < body.length && body[from] >= 0 && body[from] <= ' ') {
            from++;
        }
        return from;
    }

    /** Decodes by byte order mark, then as UTF-8, then as windows-1252, which takes any byte. */
    public static String text(byte[] body) {
        return Encoding.text(body);
    }
}
