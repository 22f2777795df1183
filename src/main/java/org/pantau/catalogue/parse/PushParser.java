package org.pantau.catalogue.parse;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed.ReadKind;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.PushSpec.Kind;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;
import org.pantau.measure.Origin;

/** Reads how an agency sends figures by itself, and whether that fits with how its bodies are read. */
final class PushParser {

    static final Duration EXPECT_EVERY = Duration.ofMinutes(5);
    static final List<String> KEYS = List.of("accept", "token", "expect_every");
    static final Set<Kind> ACCEPT = EnumSet.of(Kind.JSON);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    /** What makes sense only of a feed that is asked. */
    private static final Map<String, String> OF_REQUESTS = Map.of(
            "request", "only one of request and push",
            "auth", "push: {token: …}",
            "every", "push: {expect_every: …}",
            "timeout", "push: {expect_every: …}",
            "due", "push: {expect_every: …}",
            "relogin_when", "push: {token: …}");
    /** What says how a body is read, and so goes only with {@code read}. */
    private static final List<String> OF_MAPPINGS =
            List.of("decode", "success", "empty", "zero", "gateway_error", "rows", "row", "keep_columns");

    private final Map<String, YamlValue> tokens = new LinkedHashMap<>();

    /** Null for a feed that is asked. */
    @Nullable
    PushSpec parse(YamlFields feed, ReadKind read) {
        YamlValue value = feed.get("push");
        if (value == null) {
            return null;
        }
        OF_REQUESTS.keySet().stream()
                .sorted()
                .filter(feed::has)
                .forEach(key -> feed.keyPlace(key).mistake("does not go with push, expected " + OF_REQUESTS.get(key)));
        boolean mapped = feed.has("read");
        if (!mapped) {
            OF_MAPPINGS.stream()
                    .filter(feed::has)
                    .forEach(key -> feed.keyPlace(key).mistake("says how a body is read, expected read beside it"));
        } else if (read == ReadKind.PROBE) {
            feed.keyPlace("read").mistake("a probe asks by itself, expected accept: [heartbeat] without read");
        }
        YamlFields fields = value.fields(KEYS);
        Set<Kind> accept = accept(fields, feed, mapped, read);
        Duration every = fields.duration("expect_every", EXPECT_EVERY, SHORTEST, LONGEST);
        return new PushSpec(accept, token(fields), every, mapped, null);
    }

    private Set<Kind> accept(YamlFields fields, YamlFields feed, boolean mapped, ReadKind read) {
        YamlValue value = fields.get("accept");
        Set<Kind> accept = EnumSet.noneOf(Kind.class);
        if (value == null) {
            accept.addAll(ACCEPT);
        } else {
            for (YamlValue item : value.isText() ? List.of(value) : value.items()) {
                String word = item.text();
                Kind kind = word == null ? null : Kind.parse(word).orElse(null);
                if (kind != null) {
                    checkRead(kind, item, mapped, read);
                    accept.add(kind);
                } else if (word != null) {
                    item.mistake("'" + word + "' is not known, expected " + kinds());
                }
            }
            if (value.isList() && value.items().isEmpty()) {
                value.mistake("is empty, expected " + kinds());
            }
        }
        YamlValue place = value == null ? fields.owner() : value;
        if (accept.contains(Kind.CSV) && accept.size() > 1) {
            place.mistake("csv goes alone, for numbers of a file are uploaded and others reported, expected two feeds");
        }
        if (accept.contains(Kind.HEARTBEAT) && !feed.has("service")) {
            place.mistake("a heartbeat stands for one service, expected service instead of agency");
        }
        if (mapped && !accept.isEmpty() && accept.stream().noneMatch(kind -> reads(kind, read))) {
            place.mistake("nothing in it is read as " + word(read) + ", expected " + acceptedFor(read));
        }
        return accept.isEmpty() ? ACCEPT : accept;
    }

    /** Metrics are worth nothing without a mapping, and JSON and tables are not read as one another. */
    private static void checkRead(Kind kind, YamlValue item, boolean mapped, ReadKind read) {
        boolean metrics = kind == Kind.PROMETHEUS || kind == Kind.OTLP;
        if (metrics && !(mapped && reads(kind, read))) {
            item.mistake("'" + kind.word() + "' needs to be mapped, expected read: metrics with rows and measures");
        }
    }

    private static boolean reads(Kind kind, ReadKind read) {
        return switch (kind) {
            case JSON -> read == ReadKind.JSON;
            case PROMETHEUS, OTLP -> read == ReadKind.METRICS;
            case CSV -> word(read).equals("table");
            case HEARTBEAT -> false;
        };
    }

    private static String acceptedFor(ReadKind read) {
        return switch (word(read)) {
            case "metrics" -> "prometheus or otlp";
            case "table" -> "csv";
            default -> "json, or another read";
        };
    }

    /** The token's place; empty and a mistake where it is missing or no reference. */
    String token(YamlFields fields) {
        String text = fields.requireText("token", "the feed's own token as env:NAME or file:PATH");
        YamlValue place = fields.get("token");
        if (text == null || place == null) {
            return "";
        }
        Texts.checkSecret(place, text);
        YamlValue first = tokens.putIfAbsent(text, place);
        if (first != null) {
            place.mistake("is the token at " + first.place() + " too, expected one of its own for each feed");
        }
        return text;
    }

    private static String kinds() {
        return "some of " + Stream.of(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    private static String word(ReadKind read) {
        return read.name().toLowerCase(Locale.ROOT);
    }

    static Origin usualOrigin(@Nullable PushSpec push, ReadKind read) {
        if (push != null && push.report() != null) {
            return push.report().by().origin();
        }
        if (push != null) {
            return push.accepts(Kind.CSV) ? Origin.UPLOADED : Origin.REPORTED;
        }
        return read == ReadKind.PROBE ? Origin.MEASURED : Origin.REPORTED;
    }

    /** Whether no figures come, only that somebody is there. */
    static boolean onlyHeartbeat(PushSpec push) {
        return !push.mapped() && push.accept().equals(EnumSet.of(Kind.HEARTBEAT));
    }

    /** How Pantau's own batch is laid out. */
    static Rows ownRows(boolean oneService) {
        return new Rows(compiled("samples"), oneService ? null : compiled("service"), null, compiled("at"), null);
    }

    /** A metric's own time, where its source gives one. */
    static Expression timeOfMetrics() {
        return compiled("ts");
    }

    private static Expression compiled(String source) {
        try {
            return Expressions.compile(source);
        } catch (ExpressionException impossible) {
            throw new IllegalStateException(source + " is an expression", impossible);
        }
    }
}
