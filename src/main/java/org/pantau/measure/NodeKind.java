package org.pantau.measure;

import java.util.Locale;

/** What a place in the tree is. */
public enum NodeKind {
    ROOT,
    GOVERNMENT,
    AGENCY,
    SERVICE,
    FEED;

    /** The word used in answers: {@code government}, {@code agency} … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
