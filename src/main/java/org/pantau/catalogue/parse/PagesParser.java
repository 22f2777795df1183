package org.pantau.catalogue.parse;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.catalogue.model.PageSpec.By;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;

/** Reads how an answer goes on on further pages. */
final class PagesParser {

    private static final List<String> WAYS = List.of("page", "offset", "start", "next", "cursor");
    static final List<String> KEYS = List.of(
            "page", "offset", "start", "next", "cursor", "size", "first", "rows", "total", "last", "more", "most");
    private static final int MOST_PAGES = 1000;
    private static final int USUAL_PAGES = 100;
    private static final int MOST_ROWS = 1_000_000;

    private PagesParser() {}

    /** Adds to {@code names} what asks for a page; null and mistakes where nothing does. */
    static @Nullable PageSpec parse(YamlValue value, Set<String> names) {
        YamlFields fields = value.fields(KEYS);
        List<String> given = WAYS.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            value.mistake((given.isEmpty() ? "says nothing of the next page" : "says " + String.join(" and ", given))
                    + ", expected one of " + String.join(", ", WAYS));
            return null;
        }
        By by = By.valueOf(given.get(0).toUpperCase(Locale.ROOT));
        for (String name : List.of(by.place(), "size")) {
            if (!name.isEmpty() && !(name.equals("size") && !fields.has("size")) && !names.add(name)) {
                value.mistake("{" + name + "} is already a var or a key, expected another name there");
            }
        }
        boolean numbered = by == By.PAGE || by == By.OFFSET || by == By.START;
        YamlValue way = fields.get(given.get(0));
        Long start = numbered && way != null ? way.whole(0, 1_000_000) : Long.valueOf(0);
        Expression next = numbered || way == null ? null : Texts.expression(way);
        if (by == By.NEXT && fields.has("first")) {
            fields.keyPlace("first").mistake("does not go with next, expected it only where a text asks for the page");
        }
        if (!numbered && fields.has("last")) {
            fields.keyPlace("last").mistake("does not go with " + given.get(0) + ", expected it with page");
        }
        return new PageSpec(
                by,
                start == null ? 0 : start,
                whole(fields, "size", 0, MOST_ROWS),
                first(fields, names),
                next,
                Texts.expression(fields, "rows"),
                Texts.expression(fields, "total"),
                Texts.expression(fields, "last"),
                Texts.expression(fields, "more"),
                whole(fields, "most", USUAL_PAGES, MOST_PAGES));
    }

    private static int whole(YamlFields fields, String key, int fallback, int most) {
        YamlValue value = fields.get(key);
        Long number = value == null ? null : value.whole(1, most);
        return number == null ? fallback : number.intValue();
    }

    private static @Nullable String first(YamlFields fields, Set<String> names) {
        String text = fields.text("first");
        YamlValue place = fields.get("first");
        if (text != null && place != null) {
            Texts.checkPlaces(place, text, names);
        }
        return text;
    }
}
