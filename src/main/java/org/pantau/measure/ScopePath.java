package org.pantau.measure;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the tree of public services: {@code 33} (a province), {@code 33.08} (a regency of it), {@code
 * 33.08/disdukcapil} (an agency), {@code 33.08/disdukcapil/ktp-el} (a service), {@code 33.08/disdukcapil/@statistik} (a
 * feed, which hangs under its agency). The empty path is {@link #ROOT}, above all governments.
 *
 * <p>Government codes are Kemendagri codes ({@code PP} or {@code PP.KK}); a regency's parent is its province, whether or
 * not the catalogue holds it.
 */
public record ScopePath(String value) implements Comparable<ScopePath> {

    // Before the first path, which is checked by it.
    private static final Pattern SHAPE =
            Pattern.compile("(?:\\d{2}(?:\\.\\d{2})?(?:/[a-z0-9][a-z0-9-]*(?:/@?[a-z0-9][a-z0-9._-]*)?)?)?");

    /** Above all governments. */
    public static final ScopePath ROOT = new ScopePath("");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException naming the text when it is not a path of the tree
     */
    public ScopePath {
        Objects.requireNonNull(value, "value");
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a scope path: '" + value
                    + "', expected for example 33, 33.08, 33.08/disdukcapil or 33.08/disdukcapil/ktp-el");
        }
    }

    public static ScopePath of(String value) {
        return value.isEmpty() ? ROOT : new ScopePath(value);
    }

    /** Like {@link #of}, but empty where the text is not a path. */
    public static Optional<ScopePath> parse(String value) {
        return SHAPE.matcher(value).matches() ? Optional.of(of(value)) : Optional.empty();
    }

    /** What stands at this path. */
    public NodeKind kind() {
        if (value.isEmpty()) {
            return NodeKind.ROOT;
        }
        int first = value.indexOf('/');
        if (first < 0) {
            return NodeKind.GOVERNMENT;
        }
        int second = value.indexOf('/', first + 1);
        if (second < 0) {
            return NodeKind.AGENCY;
        }
        return value.charAt(second + 1) == '@' ? NodeKind.FEED : NodeKind.SERVICE;
    }

    /** The government's code, empty for {@link #ROOT}. */
    public String government() {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** The path one level up; {@link #ROOT} is its own parent. */
    public ScopePath parent() {
        int slash = value.lastIndexOf('/');
        if (slash >= 0) {
            return new ScopePath(value.substring(0, slash));
        }
        int dot = value.lastIndexOf('.');
        return dot >= 0 ? new ScopePath(value.substring(0, dot)) : ROOT;
    }

    /** The path of {@code name} below this agency or government. */
    public ScopePath child(String name) {
        return new ScopePath(value + "/" + name);
    }

    /** The path of feed {@code id} below this agency. */
    public ScopePath feed(String id) {
        return child("@" + id);
    }

    /** Whether {@code other} is this place or lies below it. A province contains its regencies. */
    public boolean contains(ScopePath other) {
        if (value.isEmpty() || value.equals(other.value)) {
            return true;
        }
        if (!other.value.startsWith(value)) {
            return false;
        }
        char next = other.value.charAt(value.length());
        return next == '/' || (next == '.' && kind() == NodeKind.GOVERNMENT);
    }

    /** The lowest place that contains both. */
    public static ScopePath common(ScopePath one, ScopePath other) {
        ScopePath place = one;
        while (!place.contains(other)) {
            place = place.parent();
        }
        return place;
    }

    @Override
    public int compareTo(ScopePath other) {
        return Comparator.<String>naturalOrder().compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
