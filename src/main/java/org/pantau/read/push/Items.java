package org.pantau.read.push;

import org.pantau.catalogue.model.Feed;

/** What the rows of a pushed body are called by who sent it. */
public enum Items {
    /** By the feed's own rows, from 0. */
    ROWS,
    /** {@code samples[0]}, {@code samples[1]} … */
    BATCH,
    /** {@code row 2} is the first below the header; empty lines do not count. */
    TABLE;

    String name(int index) {
        return switch (this) {
            case ROWS -> Integer.toString(index);
            case BATCH -> "samples[" + index + "]";
            case TABLE -> "row " + (index + 2);
        };
    }

    /** A problem of a row, {@code feed/row/field: why}, as a flaw of the item it is about. */
    public Flaw flaw(Feed feed, String problem) {
        int colon = problem.indexOf(": ");
        String place = colon < 0 ? "" : problem.substring(0, colon);
        String why = colon < 0 ? problem : problem.substring(colon + 2);
        if (place.startsWith(feed.id() + "/")) {
            place = place.substring(feed.id().length() + 1);
        }
        int slash = place.indexOf('/');
        if (this != ROWS && slash > 0 && Character.isDigit(place.charAt(0))) {
            return new Flaw(name(Integer.parseInt(place.substring(0, slash))) + "." + place.substring(slash + 1), why);
        }
        return new Flaw(place.isEmpty() ? "body" : place, why);
    }
}
