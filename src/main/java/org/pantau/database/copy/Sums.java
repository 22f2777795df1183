package org.pantau.database.copy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What tells whether bytes are those that were written. */
final class Sums {

    private Sums() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /** Rows in PostgreSQL's text format: each ends with a line feed, and one inside a value is written otherwise. */
    static long lines(byte[] bytes, int from, int length) {
        long lines = 0;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
