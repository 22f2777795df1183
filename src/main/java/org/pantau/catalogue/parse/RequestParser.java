package org.pantau.catalogue.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.RequestSpec.Days;
import org.pantau.catalogue.parse.time.Zones;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;

/** Reads how an endpoint is asked. */
final class RequestParser {

    static final Duration PAST_EVERY = Duration.ofHours(6);
    static final String DAY_FORMAT = "yyyy-MM-dd";

    private static final List<String> KEYS =
            List.of("url", "method", "headers", "json", "body", "for_each", "window", "pages");
    private static final List<String> DAY_KEYS = List.of("window", "only", "past_every", "history", "zone", "format");
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern DAYS_BACK = Pattern.compile("-(\\d{1,3})d");
    private static final long MOST_REQUESTS = 1000;
    private static final int MOST_HISTORY_DAYS = 3660;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> names = new LinkedHashSet<>();
    private final List<RequestSpec.Key> keys = new ArrayList<>();
    private @Nullable Days days;
    private @Nullable ZoneId dayZone;

    /** Begins with the names of the feed's vars. */
    RequestParser(Set<String> vars) {
        names.addAll(vars);
        names.add("today");
    }

    /** What {@code {name}} may stand for in this feed; complete after {@link #parse}. */
    Set<String> names() {
        return names;
    }

    /** The zone written beside the day key; null where none is. */
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
        fields.refuseUnsupported("window", "for_each: {day: {window: [today, -3d]}}");
        fields.refuseUnsupported("pages", "an address that answers everything in one page");
        YamlValue forEach = fields.get("for_each");
        if (forEach != null) {
            forEach(forEach);
        }
        Set<String> places = new LinkedHashSet<>(names);
        places.addAll(forAuth);
        String url = url(fields, places);
        Map<String, String> headers = headers(fields.get("headers"), places);
        String body = body(fields, headers, places);
        return new RequestSpec(url, method(fields, body != null), headers, body, keys, days);
    }

    private static String url(YamlFields fields, Set<String> places) {
        String url = fields.requireText("url", "an http:// or https:// address");
        YamlValue place = fields.get("url");
        if (url == null || place == null) {
            return "";
        }
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://") && !url.startsWith("{")) {
            place.mistake("'" + url + "' is no web address, expected one that begins with http:// or https://");
        }
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

    private static Map<String, String> headers(@Nullable YamlValue value, Set<String> places) {
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

    /** The body to send; for {@code json} also says so in the headers, unless they name another type. */
    private static @Nullable String body(YamlFields fields, Map<String, String> headers, Set<String> places) {
        YamlValue json = fields.get("json");
        YamlValue text = fields.get("body");
        if (json != null && text != null) {
            fields.keyPlace("body").mistake("json is given too, expected only one of json and body");
        }
        if (json != null) {
            String body = json(json);
            Texts.checkPlaces(json, body, places);
            if (headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("content-type"))) {
                headers.put("Content-Type", "application/json");
            }
            return body;
        }
        String body = text == null ? null : text.verbatim();
        if (text != null && body != null) {
            Texts.checkPlaces(text, body, places);
        }
        return body;
    }

    private static String json(YamlValue value) {
        try {
            return JSON.writeValueAsString(value.tree());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of plain values is always JSON", impossible);
        }
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
        long requests =
                keys.stream().mapToLong(key -> key.values().size()).reduce(1, (a, b) -> Math.min(a * b, 1L << 40));
        if (requests > MOST_REQUESTS) {
            value.mistake("asks " + requests + " times at every slot, expected at most " + MOST_REQUESTS);
        }
    }

    private void days(String name, YamlValue value) {
        YamlFields fields = value.fields(DAY_KEYS);
        dayZone = Zones.read(fields);
        if (days != null) {
            value.mistake("a second day key, expected only one");
            return;
        }
        YamlValue window = fields.get("window");
        YamlValue only = fields.get("only");
        if (window != null && only != null) {
            fields.keyPlace("only").mistake("window is given too, expected only one of window and only");
        }
        if (only != null && !"today".equals(only.text())) {
            only.mistake("is not understood, expected today");
        }
        boolean today = true;
        int past = 0;
        if (window != null) {
            List<String> ends = window.texts();
            Matcher back = DAYS_BACK.matcher(ends.size() == 2 ? ends.get(1) : "");
            if (back.matches() && (ends.get(0).equals("today") || ends.get(0).equals("-1d"))) {
                today = ends.get(0).equals("today");
                past = Integer.parseInt(back.group(1));
            } else {
                window.mistake("is not understood, expected [today, -3d] or [-1d, -3d]");
            }
        }
        Duration every = fields.duration("past_every", PAST_EVERY, Duration.ofMinutes(1), Duration.ofDays(31));
        Duration history =
                fields.duration("history", Duration.ZERO, Duration.ofDays(1), Duration.ofDays(MOST_HISTORY_DAYS));
        days = new Days(name, today, past, every, (int) history.toDays(), format(fields));
    }

    private static String format(YamlFields fields) {
        String format = fields.text("format");
        YamlValue place = fields.get("format");
        if (format == null || place == null) {
            return DAY_FORMAT;
        }
        try {
            String example = DateTimeFormatter.ofPattern(format, Locale.ROOT).format(LocalDate.EPOCH);
            return example.isBlank() ? DAY_FORMAT : format;
        } catch (IllegalArgumentException | DateTimeException noDayFormat) {
            place.mistake("'" + format + "' writes no day, expected a pattern such as yyyy-MM-dd or dd/MM/yyyy");
            return DAY_FORMAT;
        }
    }
}
