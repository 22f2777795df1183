package org.pantau.access;

import java.util.Locale;
import java.util.Optional;

/** What a person does in a place of the tree. */
public enum Role {
    LEADER,
    AGENCY_HEAD,
    OPERATOR,
    ADMINISTRATOR,
    AUDITOR;

    /** Whether the role looks after feeds, and so sees why one fails. */
    public boolean operates() {
        return this == OPERATOR || this == ADMINISTRATOR;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none. */
    public static Optional<Role> parse(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
