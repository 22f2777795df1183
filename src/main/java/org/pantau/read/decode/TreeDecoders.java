package org.pantau.read.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Decoder;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.DecodeKeys;
import org.pantau.read.format.JsonFormat;
import org.pantau.read.format.UnreadableBody;
import org.unbescape.html.HtmlEscape;

/** The decoders that work on what was read, in the order the feed names them. */
public final class TreeDecoders {

    private TreeDecoders() {}

    /**
     * Applies them.
     *
     * @param document what was read
     * @return a changed copy, or {@code document} where there is nothing to do
     * @throws DecodeFailure when a part is not encrypted as expected, or cannot be opened
     */
    public static @Nullable Object apply(List<Decoder> decoders, @Nullable Object document, DecodeKeys keys)
            throws DecodeFailure {
        Object tree = document;
        for (Decoder decoder : decoders) {
            if (!decoder.onBytes()) {
                tree = decoder.kind() == Decoder.Kind.HTML_UNESCAPE ? unescaped(tree) : opened(decoder, tree, keys);
            }
        }
        return tree;
    }

    private static @Nullable Object unescaped(@Nullable Object tree) {
        if (tree instanceof String text) {
            return text.indexOf('&') < 0 ? text : HtmlEscape.unescapeHtml(text);
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(String.valueOf(name), unescaped(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(unescaped(item)));
            return copy;
        }
        return tree;
    }

    /** Where there is nothing under the field, the answer is an error in the clear, and its rules say which. */
    private static @Nullable Object opened(Decoder decoder, @Nullable Object tree, DecodeKeys keys)
            throws DecodeFailure {
        String field = decoder.options().getOrDefault("field", "");
        if (tree instanceof List<?>) {
            throw changed();
        }
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        Object sealed = map.get(field);
        if (sealed == null || "".equals(sealed)) {
            return tree;
        }
        if (!(sealed instanceof String text)) {
            throw changed();
        }
        Object plain = switch (decoder.kind()) {
            case BASE64 -> json(base64(text), FeedState.UNREADABLE);
            case BPJS ->
                json(
                        Bpjs.open(text, value(decoder, "cons_id", keys), value(decoder, "secret", keys), keys.epoch()),
                        FeedState.DECRYPT);
            default -> json(SplpGcm.open(text, value(decoder, "salt", keys)), FeedState.DECRYPT);
        };
        if (decoder.kind() == Decoder.Kind.SPLP_GCM) {
            return plain;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        copy.put(field, plain);
        return copy;
    }

    private static DecodeFailure changed() {
        return new DecodeFailure(FeedState.SHAPE_CHANGED, "plain where an encrypted text was expected");
    }

    private static String value(Decoder decoder, String option, DecodeKeys keys) {
        return keys.value(decoder.options().getOrDefault(option, ""));
    }

    private static byte[] base64(String text) throws DecodeFailure {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DecodeFailure(FeedState.UNREADABLE, "not base64");
        }
    }

    private static @Nullable Object json(byte[] plain, FeedState otherwise) throws DecodeFailure {
        if (new String(plain, UTF_8).isBlank()) {
            return null;
        }
        try {
            return JsonFormat.read(plain);
        } catch (UnreadableBody e) {
            // Where it would stand could tell what it is.
            throw new DecodeFailure(otherwise, "opened, but no JSON inside");
        }
    }
}
