package org.pantau.operate.manual;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Opens one feed's form, or lets a program send its files, without an account.
 *
 * @param id for people and the audit; opens nothing
 * @param holder whom it was made for
 */
public record Link(
        String id,
        String feed,
        Kind kind,
        String holder,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** What it opens. */
    public enum Kind {
        FORM("form"),
        UPLOAD("upload");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
