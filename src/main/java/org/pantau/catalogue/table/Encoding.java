package org.pantau.catalogue.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** What bytes say as text, whatever program wrote them. */
public final class Encoding {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Encoding() {}

    /** Decodes by byte order mark, then as UTF-8, then as windows-1252, which takes any byte. */
    public static String text(byte[] body) {
        if (body.length >= 2) {
            int mark = (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
            if (mark == 0xFEFF || body[0] == 0) {
                return strip(new String(body, UTF_16BE));
            }
            if (mark == 0xFFFE || body[1] == 0) {
                return strip(new String(body, UTF_16LE));
            }
        }
        try {
            return strip(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return new String(body, WINDOWS);
        }
    }

    private static String strip(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
