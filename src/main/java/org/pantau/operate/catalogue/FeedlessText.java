package org.pantau.operate.catalogue;

import java.util.Optional;

/** A document of the catalogue with its feeds cut out; all else stays as it was written, comments included. */
final class FeedlessText {

    /** What a line begins with that belongs to the key above it. */
    private static final String CONTINUES = " \t#-";

    private FeedlessText() {}

    /** Empty where the document has no feeds that stand on lines of their own, or nothing else. */
    static Optional<String> of(String yaml) {
        StringBuilder rest = new StringBuilder();
        boolean feeds = false;
        boolean found = false;
        boolean others = false;
        for (String line : yaml.lines().toList()) {
            if (!line.isEmpty() && CONTINUES.indexOf(line.charAt(0)) < 0) {
                feeds = line.startsWith("feeds:");
                found |= feeds;
                others |= !feeds;
            }
            if (!feeds) {
                rest.append(line).append('\n');
            }
        }
        return found && others ? Optional.of(rest.toString()) : Optional.empty();
    }
}
