package org.pantau.catalogue.parse;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.DateWindow;
import org.pantau.catalogue.model.PageSpec;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.RequestSpec.Days;
import org.pantau.catalogue.parse.time.Zones;
import org.pantau.catalogue.yaml.Quantities;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads how an endpoint is asked. */
final class RequestParser {

    static final List<String> KEYS = List.of(
            "url",
            "method",
            "headers",
            "json",
            "form",
            "body",
            "body_file",
            "for_each",
            "window",
            "pages",
            "conditional",
            "max_bytes",
            "ca");
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final long MOST_REQUESTS = 1000;
    /** When a window that begins with a month or a year is at its longest. */
    private static final Instant LATE_IN_A_YEAR = Instant.parse("2028-12-31T12:00:00Z");

    private static final long LEAST_BYTES = 64L << 10;
    private static final long MOST_BYTES = 512L << 20;

    private final Set<String> onDisk;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<RequestSpec.Key> keys = new ArrayList<>();
    private @Nullable Days days;
    private @Nullable ZoneId dayZone;
    private @Nullable YamlValue largePlace;

    /** Begins with the names of the feed's vars; {@code onDisk} as {@link BodyParser} takes it. */
    RequestParser(Set<String> vars, Set<String> onDisk) {
        this.onDisk = onDisk;
        names.addAll(vars);
        names.add("today");
    }

    /** What {@code {name}} may stand for in this feed; complete after {@link #parse}. */
    Set<String> names() {
        return names;
    }

    /** The zone written beside the day key or the window; null where none is. */
    @Nullable
    ZoneId dayZone() {
        return dayZone;
    }

    /** Reads it; {@code forAuth} are further names that the feed's kind of auth offers. */
    RequestSpec parse(@Nullable YamlValue value, Set<String> forAuth) {
        if (value == null) {
            return new RequestSpec("", "GET", Map.of(), null, List.of(), null);
        }
        YamlFields fields = value.fields(KEYS);
        YamlValue forEach = fields.get("for_each");
        if (forEach != null) {
            forEach(forEach);
        }
        DateWindow window = window(fields.get("window"));
        limitRequests(forEach == null ? value : forEach, window);
        YamlValue pagesPlace = fields.get("pages");
        PageSpec pages = pagesPlace == null ? null : PagesParser.parse(pagesPlace, names);
        Set<String> places = new LinkedHashSet<>(names);
        places.addAll(forAuth);
        String url = url(fields, places);
        Map<String, String> headers = headers(fields.get("headers"), places);
        String body = new BodyParser(onDisk, places).body(fields, headers);
        if (pages != null && pagesPlace != null) {
            checkUsed(
                    pages,
                    pagesPlace,
                    Stream.concat(Stream.of(url, body == null ? "" : body), headers.values().stream()));
        }
        return new RequestSpec(
                url,
                method(fields, body != null),
                headers,
                body,
                keys,
                days,
                window,
                pages,
                Texts.truth(fields, "conditional"),
                maxBytes(fields),
                ca(fields));
    }

    private @Nullable Long maxBytes(YamlFields fields) {
        String text = fields.text("max_bytes");
        YamlValue place = fields.get("max_bytes");
        if (text == null || place == null) {
            return null;
        }
        long bytes = Quantities.bytes(text).orElse(0);
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            place.mistake(
                    "'" + text + "' is not allowed, expected a size from 64KiB to 512MiB such as 500KiB or 200MiB");
            return null;
        }
        largePlace = bytes > RequestSpec.USUAL_MAX_BYTES ? place : null;
        return bytes;
    }

    /** Where it says that answers may be larger than what is held; null where it does not. */
    @Nullable
    YamlValue largePlace() {
        return largePlace;
    }

    private static void checkUsed(PageSpec pages, YamlValue place, Stream<String> texts) {
        String written = "{" + pages.by().place() + "}";
        if (!pages.by().place().isEmpty() && texts.noneMatch(text -> text.contains(written))) {
            place.mistake("nothing asks for the next page, expected " + written + " in url, headers or body");
        }
    }

    private static @Nullable String ca(YamlFields fields) {
        String text = fields.text("ca");
        YamlValue place = fields.get("ca");
        if (text != null && place != null && !Texts.isReference(text)) {
            place.mistake("'" + text + "' is no file, expected file:PATH of the certificates to trust");
        }
        return text;
    }

    private static String url(YamlFields fields, Set<String> places) {
        String url = fields.requireText("url", "an http:// or https:// address");
        YamlValue place = fields.get("url");
        if (url == null || place == null) {
            return "";
        }
        Texts.checkAddress(place, url);
        Texts.checkPlaces(place, url, places);
        return url;
    }

    private static String method(YamlFields fields, boolean hasBody) {
        String method = fields.text("method");
        YamlValue place = fields.get("method");
        if (method == null || place == null) {
            return hasBody ? "POST" : "GET";
        }
        if (!METHODS.contains(method)) {
            place.mistake("'" + method + "' is not allowed, expected one of " + String.join(", ", METHODS));
        } else if (hasBody && method.equals("HEAD")) {
            place.mistake("HEAD sends no body, expected GET or POST");
        }
        return method;
    }

    /** Header names and their texts; none where it is left out. */
    static Map<String, String> headers(@Nullable YamlValue value, Set<String> places) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (value != null) {
            value.entries("header names and their texts").each((name, text) -> {
                String written = text.text();
                if (written != null) {
                    Texts.checkPlaces(text, written, places);
                    Texts.checkReference(text, written);
                    headers.put(name, written);
                }
            });
        }
        return headers;
    }

    private void forEach(YamlValue value) {
        YamlFields fields = value.entries("keys such as poli: [\"001\", \"002\"] or day: {window: [today, -3d]}");
        fields.each((name, entry) -> {
            if (!NAME.matcher(name).matches() || name.equals("doc")) {
                fields.keyPlace(name).mistake("is no name for {name}, expected letters, digits and _");
            } else if (!names.add(name)) {
                fields.keyPlace(name).mistake("is already a var or a given name, expected another");
            } else if (entry.isMapping()) {
                days(name, entry);
            } else {
                List<String> values = entry.texts();
                if (values.isEmpty()) {
                    entry.mistake("has no values, expected a list such as [\"001\", \"002\"]");
                }
                keys.add(new RequestSpec.Key(name, values));
            }
        });
    }

    /** What a slot asks for at most must not be cut: a part of the keys or days would pass for all of them. */
    private void limitRequests(YamlValue place, @Nullable DateWindow window) {
        long keysEach =
                keys.stream().mapToLong(key -> key.values().size()).reduce(1, (a, b) -> Math.min(a * b, 1L << 40));
        long pieces = window == null
                ? 1
                : window.pieces(LATE_IN_A_YEAR, ZoneOffset.UTC).size();
        long daysEach = days == null ? 1 : (days.today() ? 1L : 0L) + days.past();
        long requests = keysEach * pieces * Math.max(1, daysEach);
        if (requests > MOST_REQUESTS) {
            place.mistake("asks " + requests + " times at "
                    + (keysEach * pieces > MOST_REQUESTS ? "every slot" : "a slot with past days")
                    + ", expected at most "
                    + MOST_REQUESTS);
        }
    }

    private void days(String name, YamlValue value) {
        YamlFields fields = value.fields(DaysParser.DAY_KEYS);
        zone(fields);
        if (days != null) {
            value.mistake("a second day key, expected only one");
            return;
        }
        days = DaysParser.days(name, fields);
    }

    private @Nullable DateWindow window(@Nullable YamlValue value) {
        if (value == null) {
            return null;
        }
        YamlFields fields = value.fields(DaysParser.WINDOW_KEYS);
        zone(fields);
        for (String name : List.of("from", "to")) {
            if (!names.add(name)) {
                fields.keyPlace(name).mistake("{" + name + "} is already a var or a key, expected another name there");
            }
        }
        return DaysParser.window(fields);
    }

    private void zone(YamlFields fields) {
        ZoneId written = Zones.read(fields);
        if (written != null && dayZone != null && !written.equals(dayZone)) {
            fields.keyPlace("zone").mistake("differs from the zone of the day key, expected the same or only one");
        }
        dayZone = written == null ? dayZone : written;
    }
}
