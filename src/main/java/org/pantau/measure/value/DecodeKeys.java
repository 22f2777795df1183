package org.pantau.measure.value;

import java.util.Map;

/**
 * What decoding an answer takes besides its body: each setting of the feed's decoders as written, with its secrets
 * resolved. Shows nothing of itself in texts, and is never stored.
 */
public final class DecodeKeys {

    public static final DecodeKeys NONE = new DecodeKeys(Map.of(), 0);

    private final Map<String, String> writtenToValue;
    private final long epoch;

    /** @param epoch the time the request carried, in seconds since 1970 */
    public DecodeKeys(Map<String, String> writtenToValue, long epoch) {
        this.writtenToValue = Map.copyOf(writtenToValue);
        this.epoch = epoch;
    }

    /** The value of a setting; itself where there was nothing to resolve. */
    public String value(String written) {
        return writtenToValue.getOrDefault(written, written);
    }

    /** The time the request carried, in seconds since 1970. */
    public long epoch() {
        return epoch;
    }

    @Override
    public String toString() {
        return "DecodeKeys[***]";
    }
}
