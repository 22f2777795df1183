package org.pantau.catalogue.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every mistake of a reading, so that they can be mended in one go. Not thread-safe. */
public final class Mistakes {

    private static final Comparator<Mistake> BY_PLACE =
            Comparator.comparing(Mistake::file).thenComparingInt(Mistake::line).thenComparingInt(Mistake::column);

    private final Set<Mistake> found = new LinkedHashSet<>();

    public void add(Mistake mistake) {
        found.add(mistake);
    }

    /** A mistake about a file as a whole. */
    public void add(String file, String message) {
        add(new Mistake(file, 0, 0, message));
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** By file, then as they stand in it. */
    public List<Mistake> inOrder() {
        return found.stream().sorted(BY_PLACE).toList();
    }
}
