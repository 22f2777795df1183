package org.pantau.read.decode;

import java.util.ArrayList;
import java.util.List;
import org.pantau.measure.FeedState;

/**
 * {@code decompressFromEncodedURIComponent} of the JavaScript library lz-string: LZ78 with a growing code width, six bits a
 * character. No kept library for Java was found.
 */
final class LzString {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-$";
    private static final int NARROW = 0;
    private static final int WIDE = 1;
    private static final int END = 2;
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final String packed;
    private int bit;

    private LzString(String packed) {
        this.packed = packed;
    }

    /** @throws DecodeFailure when it is not compressed so, cut short, or beyond use */
    static String decompress(String packed) throws DecodeFailure {
        // A form decoder on the way makes a plus sign a blank.
        return packed.isEmpty() ? "" : new LzString(packed.replace(' ', '+')).run();
    }

    private String run() throws DecodeFailure {
        List<String> entries = new ArrayList<>(List.of("", "", ""));
        int width = 3;
        int codesLeft = 4;
        int first = bits(2);
        if (first == END) {
            return "";
        }
        String before = String.valueOf((char) bits(first == NARROW ? 8 : 16));
        entries.add(before);
        StringBuilder text = new StringBuilder(before);
        while (true) {
            int code = bits(width);
            if (code == END) {
                return text.toString();
            }
            if (code == NARROW || code == WIDE) {
                entries.add(String.valueOf((char) bits(code == NARROW ? 8 : 16)));
                code = entries.size() - 1;
                if (--codesLeft == 0) {
                    codesLeft = 1 << width++;
                }
            }
            String entry;
            if (code < entries.size()) {
                entry = entries.get(code);
            } else if (code == entries.size()) {
                entry = before + before.charAt(0);
            } else {
                throw broken();
            }
            text.append(entry);
            if (text.length() > MOST_CHARACTERS) {
                throw new DecodeFailure(
                        FeedState.TOO_BIG, "more than " + MOST_CHARACTERS + " characters when unpacked");
            }
            entries.add(before + entry.charAt(0));
            before = entry;
            if (--codesLeft == 0) {
                codesLeft = 1 << width++;
            }
        }
    }

    /** The next bits, the lowest first. */
    private int bits(int count) throws DecodeFailure {
        int value = 0;
        for (int i = 0; i < count; i++, bit++) {
            int index = bit / 6;
            int letter = index < packed.length() ? ALPHABET.indexOf(packed.charAt(index)) : -1;
            if (letter < 0 || letter > 63) {
                throw broken();
            }
            value |= (letter >> (5 - bit % 6) & 1) << i;
        }
        return value;
    }

    private static DecodeFailure broken() {
        return new DecodeFailure(FeedState.DECRYPT, "decrypted, but not packed as expected");
    }
}
