package org.pantau.pipeline;

import java.util.List;

/** A push that is not taken as it is: what is wrong with which item. Nothing of it was written. */
public final class PushRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Item> items;

    /** A field and what was expected of it. */
    public record Item(String field, String expected) {}

    PushRefused(List<Item> items) {
        super(items.size() + " things are not as expected", null, false, false);
        this.items = List.copyOf(items);
    }

    public List<Item> items() {
        return items;
    }
}
