package org.pantau.operate.manual;

import java.util.List;

/** A report that is not taken as it is; nothing of it was saved. */
public final class ReportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Item> items;

    /** A field, or a cell of a file, and what was expected of it, in Indonesian. */
    public record Item(String field, String expected) {}

    public ReportRefused(List<Item> items) {
        super(items.size() + " things are not as expected", null, false, false);
        this.items = List.copyOf(items);
    }

    public List<Item> items() {
        return items;
    }
}
