package org.pantau.poll.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.DateWindow;
import org.pantau.catalogue.model.DayFormat;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.catalogue.model.RequestSpec;

/** A feed's requests: which of them a slot asks for. */
public final class Asking {

    /** Most requests of one slot. */
    public static final int MOST_REQUESTS = 1_000;

    private static final String TODAY = "today";

    private final Feed feed;
    private final RequestSpec spec;
    private final DayFormat format;
    private final @Nullable DayFormat windowFormat;
    private final @Nullable Template firstPage;
    private final RequestWriter writer;

    /** @throws IllegalArgumentException saying what is wrong with the request or auth, for the catalogue's author */
    public Asking(Feed feed) {
        this.feed = feed;
        this.spec = feed.request();
        RequestSpec.Days days = spec.days();
        DateWindow window = spec.window();
        PageSpec pages = spec.pages();
        this.format = new DayFormat(days == null ? "yyyy-MM-dd" : days.format());
        this.windowFormat = window == null ? null : new DayFormat(window.format());
        Set<String> known = new TreeSet<>(feed.vars().keySet());
        known.add(TODAY);
        spec.keys().forEach(key -> known.add(key.name()));
        if (days != null) {
            known.add(days.name());
        }
        if (window != null) {
            known.addAll(Set.of("from", "to"));
        }
        this.firstPage = pages == null || pages.first() == null ? null : new Template(pages.first(), known);
        if (pages != null) {
            known.add("size");
            known.add(pages.by().place());
        }
        this.writer = new RequestWriter(feed, known);
        if (combinations().size() > MOST_REQUESTS) {
            throw new IllegalArgumentException("the keys make more than " + MOST_REQUESTS + " requests");
        }
    }

    /** How each is written. */
    public RequestWriter writer() {
        return writer;
    }

    /** What stands for the first page in place of its number; null where the number itself does. */
    public @Nullable String firstPage(Wanted wanted) {
        Map<String, String> values = new HashMap<>(feed.vars());
        values.putAll(wanted.keys());
        return firstPage == null ? null : firstPage.fill(values);
    }

    /**
     * What a slot asks for: the current day where the feed names days and wants it, then past days, latest first.
     *
     * @param withPast whether past days are due too
     * @return empty where the feed asks for past days only and these are not due
     */
    public List<Wanted> at(Instant slot, boolean withPast) {
        LocalDate today = LocalDate.ofInstant(slot, feed.zone());
        RequestSpec.Days days = spec.days();
        List<Wanted> wanted = new ArrayList<>();
        if (days == null || days.today()) {
            wanted.addAll(of(today, slot));
        }
        if (days != null && withPast) {
            for (int back = 1; back <= days.past(); back++) {
                List<Wanted> day = of(today.minusDays(back), slot);
                if (wanted.size() + day.size() > MOST_REQUESTS) {
                    // a part of a day would pass for the whole of it
                    break;
                }
                wanted.addAll(day);
            }
        }
        return wanted;
    }

    /** What is asked for one day. */
    public List<Wanted> of(LocalDate day, Instant now) {
        List<Wanted> wanted = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, feed.zone());
        for (Map<String, String> combination : combinations()) {
            Map<String, String> keys = new HashMap<>(combination);
            keys.put(TODAY, format.write(today, feed.zone()));
            if (spec.days() != null) {
                keys.put(spec.days().name(), format.write(day, feed.zone()));
            }
            if (spec.window() == null || windowFormat == null) {
                wanted.add(wanted(keys));
                continue;
            }
            for (DateWindow.Piece piece : spec.window().pieces(now, feed.zone())) {
                Map<String, String> ends = new HashMap<>(keys);
                ends.put("from", windowFormat.write(piece.from().toInstant(), feed.zone()));
                ends.put("to", windowFormat.write(piece.to().toInstant(), feed.zone()));
                wanted.add(wanted(ends));
            }
        }
        return wanted;
    }

    private Wanted wanted(Map<String, String> keys) {
        Map<String, Object> bindings = new HashMap<>();
        feed.vars().forEach((name, text) -> {
            if (!Secrets.isReference(text)) {
                bindings.put(name, text);
            }
        });
        bindings.putAll(keys);
        return new Wanted(keys, bindings, null);
    }

    private List<Map<String, String>> combinations() {
        List<Map<String, String>> all = List.of(Map.of());
        for (RequestSpec.Key key : spec.keys()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> each : all) {
                for (String value : key.values()) {
                    if (longer.size() > MOST_REQUESTS) {
                        return longer;
                    }
                    Map<String, String> next = new LinkedHashMap<>(each);
                    next.put(key.name(), value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }
}
