package org.pantau.read.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON to maps, lists, texts, numbers, booleans and null. Duplicate keys, what follows the document, and depths
 * or numbers beyond any use are refused; a body cut short gives nothing at all.
 */
public final class JsonFormat {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_DIGITS = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .maxStringLength(1_000_000)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Object.class);

    private JsonFormat() {}

    /**
     * Parses a whole body in any encoding; integers keep their digits.
     *
     * @return null for JSON null
     * @throws UnreadableBody when it is not JSON, or more than is allowed
     */
    public static @Nullable Object read(byte[] body) throws UnreadableBody {
        try {
            return READER.readValue(body);
        } catch (CharConversionException e) {
            return read(Bodies.text(body));
        } catch (JacksonException e) {
            boolean encoding = String.valueOf(e.getOriginalMessage()).startsWith("Invalid UTF-8");
            if (encoding) {
                return read(Bodies.text(body));
            }
            throw unreadable(e);
        } catch (IOException e) {
            throw new UnreadableBody("not JSON");
        }
    }

    /** Parses a whole text. */
    public static @Nullable Object read(String text) throws UnreadableBody {
        try {
            return READER.readValue(text);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableBody unreadable(JacksonException e) {
        String why;
        if (e instanceof StreamConstraintsException) {
            why = "nested deeper than " + MAX_DEPTH + ", or a number or text beyond any use";
        } else if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
            why = "a key twice in one object";
        } else if (String.valueOf(e.getOriginalMessage()).startsWith("Unexpected end-of-input")) {
            why = "JSON that is cut short";
        } else {
            why = "not JSON";
        }
        JsonLocation where = e.getLocation();
        return new UnreadableBody(
                where == null ? why : why + ", at line " + where.getLineNr() + ", column " + where.getColumnNr());
    }
}
