package org.pantau.demo.report;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people and scripts of the offices without an API. They do what real ones do, over real HTTP to Pantau's own doors on
 * this machine: open the form by its link, send a file, push totals; sometimes somebody forgets.
 */
public final class Staff {

    private static final Logger log = LoggerFactory.getLogger(Staff.class);
    private static final long LOOK_MS = 60_000;
    private static final int PAST_FORM_DAYS = 3;
    private static final int PAST_DAYS = 89;

    private final Vertx vertx;
    private final HttpClient client;
    private final InstantSource clock;
    private final int port;
    private final List<ReportingOffice> offices;
    private final Map<String, String> feedToLink;
    /** What was sent already, so that nothing is sent again at every look. */
    private final Set<String> done = new HashSet<>();

    private long timer = -1;

    /**
     * @param port Pantau's own, on this machine
     * @param feedToLink token of the link of each feed that has a form
     */
    public Staff(
            Vertx vertx, InstantSource clock, int port, List<ReportingOffice> offices, Map<String, String> feedToLink) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient();
        this.clock = clock;
        this.port = port;
        this.offices = List.copyOf(offices);
        this.feedToLink = Map.copyOf(feedToLink);
    }

    public void start() {
        look();
        timer = vertx.setPeriodic(LOOK_MS, id -> look());
    }

    public Future<Void> stop() {
        vertx.cancelTimer(timer);
        return client.close();
    }

    private void look() {
        for (ReportingOffice office : offices) {
            ZonedDateTime now = clock.instant().atZone(office.zone());
            switch (office.way()) {
                case FORM -> fillIn(office, now);
                case FILE -> sendFile(office, now);
                case SCRIPT -> push(office, now);
            }
        }
    }

    private void fillIn(ReportingOffice office, ZonedDateTime now) {
        for (int back = PAST_FORM_DAYS; back >= 0; back--) {
            LocalDate day = now.toLocalDate().minusDays(back);
            if (office.works(day) && left(office, day, now)) {
                JsonObject report = new JsonObject()
                        .put("key", "demonstrasi-" + office.feed() + "-" + day)
                        .put("day", day.toString())
                        .put("by", office.reporter(day.getDayOfMonth() % 5 == 0 ? 1 : 0))
                        .put("confirmed", true)
                        .put("values", office.values(day, office.reportsAt(day)));
                once(
                        office.feed() + day,
                        () -> post(
                                "/api/v1/form",
                                feedToLink.getOrDefault(office.feed(), ""),
                                "application/json",
                                report.toBuffer()));
            }
        }
    }

    private void sendFile(ReportingOffice office, ZonedDateTime now) {
        List<LocalDate> days = IntStream.rangeClosed(0, PAST_DAYS)
                .mapToObj(back -> now.toLocalDate().minusDays(back))
                .filter(day -> office.works(day) && left(office, day, now))
                .toList();
        if (!days.isEmpty()) {
            once(
                    office.feed() + days.get(0),
                    () -> post(
                            "/api/v1/reports/" + office.feed() + "/file?confirmed=true",
                            office.token(),
                            "text/csv",
                            Buffer.buffer(office.table(days, LocalTime.of(15, 0)))));
        }
    }

    private void push(ReportingOffice office, ZonedDateTime now) {
        List<LocalDate> past = new ArrayList<>();
        for (int back = PAST_DAYS; back > 0; back--) {
            LocalDate day = now.toLocalDate().minusDays(back);
            if (office.works(day)) {
                past.add(day);
            }
        }
        String path = "/api/v1/push/" + office.feed();
        once(office.feed() + "#dulu" + now.toLocalDate(), () -> {
            JsonObject body = new JsonObject().put("samples", new io.vertx.core.json.JsonArray());
            past.forEach(day -> body.getJsonArray("samples").addAll(office.samples(day, LocalTime.MAX, true)));
            return post(path, office.token(), "application/json", body.toBuffer());
        });
        if (now.getMinute() % 5 == 0 || !done.contains(office.feed() + "#kini")) {
            JsonObject body =
                    new JsonObject().put("samples", office.samples(now.toLocalDate(), now.toLocalTime(), false));
            post(path, office.token(), "application/json", body.toBuffer())
                    .onSuccess(sent -> done.add(office.feed() + "#kini"));
        }
    }

    private static boolean left(ReportingOffice office, LocalDate day, ZonedDateTime now) {
        LocalTime at = office.reportsAt(day);
        return !at.equals(LocalTime.MAX) && !now.toLocalDateTime().isBefore(day.atTime(at));
    }

    private interface Sending {
        Future<Void> send();
    }

    private void once(String what, Sending sending) {
        if (done.add(what)) {
            sending.send().onFailure(fault -> {
                done.remove(what);
                log.info("{} is sent again: {}", what, fault.getMessage());
            });
        }
    }

    private Future<Void> post(String path, String token, String type, Buffer body) {
        return client.request(HttpMethod.POST, port, "127.0.0.1", path)
                .compose(request -> request.putHeader("authorization", "Bearer " + token)
                        .putHeader("content-type", type)
                        .send(body))
                .compose(response -> response.body()
                        .compose(answer -> response.statusCode() < 300
                                ? Future.succeededFuture()
                                : Future.failedFuture(response.statusCode() + " " + answer)));
    }
}
