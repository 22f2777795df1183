package org.pantau.operate.vendor;

/**
 * One thing a certification looked at. Holds nothing of what the endpoint answered but names of fields.
 *
 * @param indonesian what holds, or what is missing and how to mend it
 * @param english the same
 */
public record Finding(Kind kind, String indonesian, String english) {

    /** What a finding means for the certificate. */
    public enum Kind {
        HOLDS("baik"),
        /** Required, and not so; or not to be judged now. */
        MISSING("KURANG"),
        /** Good to know; the certificate does not hang on it. */
        NOTE("catatan");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static Finding holds(String indonesian, String english) {
        return new Finding(Kind.HOLDS, indonesian, english);
    }

    static Finding missing(String indonesian, String english) {
        return new Finding(Kind.MISSING, indonesian, english);
    }

    static Finding note(String indonesian, String english) {
        return new Finding(Kind.NOTE, indonesian, english);
    }

    /** A line for a terminal. */
    public String line() {
        return "  " + kind.word + ": " + indonesian + " / " + english;
    }
}
