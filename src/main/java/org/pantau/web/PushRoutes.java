package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.PushSpec;
import org.pantau.catalogue.model.PushSpec.Kind;
import org.pantau.pipeline.PushIntake;
import org.pantau.pipeline.PushRefused;
import org.pantau.pipeline.PushUnavailable;
import org.pantau.pipeline.Pushed;

/** Where agencies send their figures to: Pantau's own route, and those of tools that know only theirs. */
final class PushRoutes {

    static final double PER_SECOND = 5;
    static final double AT_ONCE = 30;

    private static final long LONGEST_WAIT_SECONDS = 20;
    private static final long RETRY_SECONDS = 30;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_MESSAGE = 200;
    private static final double LONGEST_PING_MS = 3_600_000;
    private static final String PROTOBUF = "application/x-protobuf";

    private final PushIntake intake;
    private final Rates rates;

    PushRoutes(PushIntake intake, InstantSource clock) {
        this.intake = intake;
        this.rates = new Rates(PER_SECOND, AT_ONCE, clock);
    }

    void mount(Router root) {
        root.post("/api/v1/push/:feed").handler(this::push);
        root.routeWithRegex("/push/metrics/job/.+").handler(this::metrics);
        root.get("/api/push/:token").handler(this::heartbeat);
        root.post("/api/push/:token").handler(this::heartbeat);
        root.post("/v1/metrics").handler(this::otlp);
    }

    private void push(RoutingContext context) {
        Feed feed = allowed(String.valueOf(context.pathParam("feed")), token(context));
        if (feed.report().isPresent()) {
            throw Problem.elsewhere("/api/v1/reports/" + feed.id() + "/file");
        }
        String type = contentType(context);
        Kind kind = kind(type, feed);
        receive(context, feed, kind, type, Map.of());
    }

    /** As a Pushgateway: the job is the feed, further labels come in pairs. */
    private void metrics(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.PUT) && !method.equals(HttpMethod.POST)) {
            throw Problem.notFound();
        }
        PushPath path = PushPath.of(context.normalizedPath());
        Feed feed = allowed(path.feed(), token(context));
        String type = contentType(context);
        if (!accepts(feed, Kind.PROMETHEUS)) {
            throw Problem.unsupported(accepted(feed));
        }
        if (type.contains("protobuf")) {
            throw Problem.unsupported("text/plain; version=0.0.4");
        }
        receive(context, feed, Kind.PROMETHEUS, type, path.labels());
    }

    private void otlp(RoutingContext context) {
        String type = contentType(context);
        Feed feed = intake.feed(token(context), Kind.OTLP).orElseThrow(Problem::badToken);
        if (!type.equals(PROTOBUF) && !type.equals("application/json")) {
            throw Problem.unsupported(PROTOBUF + ", application/json");
        }
        receive(context, feed, Kind.OTLP, type, Map.of());
    }

    /** As to Uptime Kuma; from cron, with nothing but curl. */
    private void heartbeat(RoutingContext context) {
        Feed feed = intake.feed(String.valueOf(context.pathParam("token")), Kind.HEARTBEAT)
                .orElseThrow(Problem::badToken);
        rates.take(feed.id());
        String status = Optional.ofNullable(context.queryParams().get("status")).orElse("up");
        if (!status.equals("up") && !status.equals("down")) {
            throw Problem.badField("status", "up or down");
        }
        Double ping = ping(context.queryParams().get("ping"));
        String message = message(context.queryParams().get("msg"));
        answer(context, intake.heartbeat(feed, status.equals("up"), ping, message), "application/json");
    }

    private void receive(RoutingContext context, Feed feed, Kind kind, String type, Map<String, String> labels) {
        rates.take(feed.id());
        String key = context.request().getHeader("idempotency-key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Problem.badField("Idempotency-Key", "1 to " + LONGEST_KEY + " characters");
        }
        answer(
                context,
                PushBody.read(context.request())
                        .compose(body -> intake.push(feed, new Pushed(kind, type, body, labels, key))),
                kind == Kind.OTLP ? type : "application/json");
    }

    private static void answer(RoutingContext context, Future<Pushed.Receipt> taken, String type) {
        var here = context.vertx().getOrCreateContext();
        taken.timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                .onComplete(done -> here.runOnContext(any -> {
                    if (done.failed()) {
                        context.fail(problem(done.cause()));
                        return;
                    }
                    Pushed.Receipt receipt = done.result();
                    if (receipt.replayed()) {
                        context.response().putHeader("idempotency-replayed", "true");
                    }
                    context.response().putHeader("content-type", type);
                    // An OpenTelemetry answer without a partial success is empty.
                    String json = type.equals(PROTOBUF) ? "" : receipt.json();
                    context.response().end(json).onFailure(context::fail);
                }));
    }

    /** What a failed push is to whoever sent it. */
    static Throwable problem(Throwable cause) {
        if (cause instanceof PushRefused refused) {
            return Problem.refused(refused.items().stream()
                    .map(item -> new Problem.FieldError(item.field(), item.expected()))
                    .toList());
        }
        if (cause instanceof PushUnavailable || cause instanceof TimeoutException) {
            return Problem.later("Kiriman belum dapat disimpan; kirim ulang nanti.", RETRY_SECONDS);
        }
        return cause;
    }

    private Feed allowed(String feed, String token) {
        return intake.feed(feed, token).orElseThrow(Problem::badToken);
    }

    /** As Bearer, or as the password of Basic; empty where there is none. */
    static String token(RoutingContext context) {
        String given = context.request().getHeader("authorization");
        if (given == null) {
            return "";
        }
        if (given.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return given.substring(7).strip();
        }
        if (given.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair =
                        new String(Base64.getDecoder().decode(given.substring(6).strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return "";
    }

    private static String contentType(RoutingContext context) {
        String given = context.request().getHeader("content-type");
        String type = given == null ? "" : given;
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Kind kind(String type, Feed feed) {
        Kind kind = switch (type) {
            case "application/json" -> accepts(feed, Kind.OTLP) && !accepts(feed, Kind.JSON) ? Kind.OTLP : Kind.JSON;
            case "text/plain", "application/openmetrics-text" -> Kind.PROMETHEUS;
            case "text/csv" -> Kind.CSV;
            case PROTOBUF -> Kind.OTLP;
            default -> Kind.HEARTBEAT;
        };
        if (kind == Kind.HEARTBEAT || !accepts(feed, kind)) {
            throw Problem.unsupported(accepted(feed));
        }
        return kind;
    }

    private static boolean accepts(Feed feed, Kind kind) {
        PushSpec push = feed.push();
        return push != null && push.accepts(kind);
    }

    private static String accepted(Feed feed) {
        StringBuilder types = new StringBuilder();
        for (Kind kind : Kind.values()) {
            if (accepts(feed, kind)) {
                types.append(types.isEmpty() ? "" : ", ")
                        .append(
                                switch (kind) {
                                    case JSON -> "application/json";
                                    case PROMETHEUS -> "text/plain; version=0.0.4";
                                    case OTLP -> PROTOBUF;
                                    case CSV -> "text/csv";
                                    case HEARTBEAT -> "/api/push/…";
                                });
            }
        }
        return types.toString();
    }

    private static @Nullable Double ping(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            double ping = Double.parseDouble(text);
            if (ping >= 0 && ping <= LONGEST_PING_MS) {
                return ping;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw Problem.badField("ping", "milliseconds, 0 to 3600000");
    }

    private static String message(@Nullable String text) {
        String kept = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
        return kept.length() <= LONGEST_MESSAGE ? kept : kept.substring(0, LONGEST_MESSAGE);
    }
}
