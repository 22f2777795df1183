package org.pantau.read;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells an encrypted text from data, so that a source that begins to encrypt is not taken for an empty one. */
final class Sealed {

    private static final int SHORTEST = 64;
    private static final Pattern CODED = Pattern.compile("[A-Za-z0-9+/=_$-]+");

    private Sealed() {}

    /** Whether the document, or a value right below it, is one long text without words. */
    static boolean in(@Nullable Object document) {
        if (document instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Sealed::coded);
        }
        return coded(document);
    }

    private static boolean coded(@Nullable Object value) {
        return value instanceof String text
                && text.length() >= SHORTEST
                && CODED.matcher(text).matches();
    }
}
