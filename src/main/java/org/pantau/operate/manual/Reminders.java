package org.pantau.operate.manual;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Agency;
import org.pantau.catalogue.model.ReportSpec.Holder;
import org.pantau.operate.manual.Reminder.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reminds owners before a report is due, and owners and deputies after it has not come. Each reminder is sent once, also
 * across restarts: it is claimed in the database before it is sent.
 */
public final class Reminders {

    private static final Logger log = LoggerFactory.getLogger(Reminders.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** How long before and after the due time (assumed: time enough to fill a form, and to still be in the office). */
    static final Duration BEFORE = Duration.ofMinutes(45);

    static final Duration AFTER = Duration.ofMinutes(15);
    /** A reminder that was not due while Pantau ran is not made up for after this long. */
    private static final Duration TOO_LATE = Duration.ofHours(3);

    private static final String REPORTED =
            "select distinct feed, day from report_submission where feed = any($1) and day = any($2)";
    private static final String CLAIM = """
            insert into report_reminder (feed, day, kind, at, recipient, sent) values ($1, $2, $3, $4, $5, false)
            on conflict (feed, day, kind, recipient) do update set at = excluded.at
            where not report_reminder.sent and report_reminder.at < $6
            """;
    private static final String SENT =
            "update report_reminder set sent = true where feed = $1 and day = $2 and kind = $3 and recipient = $4";
    private static final String NEWEST = "select feed, day, kind, at, recipient, sent from report_reminder"
            + " where feed = any($1) order by at desc limit $2";
    /** One whose sending failed is tried again after this long. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final Pool pool;
    private final Catalogue catalogue;
    private final Sender sender;
    private final InstantSource clock;
    private final List<ReportForm> forms;
    private boolean looking;
    private long timer = -1;

    public Reminders(Vertx vertx, Pool pool, Catalogue catalogue, Sender sender, InstantSource clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.catalogue = catalogue;
        this.sender = sender;
        this.clock = clock;
        this.forms = catalogue.feeds().stream()
                .flatMap(feed -> ReportForm.of(feed, catalogue).stream())
                .toList();
    }

    /** A reminder that was made. */
    public record Made(String feed, LocalDate day, String kind, Instant at, String to, boolean sent) {}

    public void start() {
        if (!forms.isEmpty()) {
            timer = vertx.setPeriodic(LOOK.toMillis(), id -> tick());
        }
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** The newest reminders of these feeds. */
    public Future<List<Made>> newest(List<String> feeds, int most) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.tuple()
                        .addArrayOfString(feeds.toArray(String[]::new))
                        .addInteger(most))
                .map(rows -> {
                    List<Made> made = new ArrayList<>();
                    for (Row row : rows) {
                        made.add(new Made(
                                row.getString(0),
                                row.getLocalDate(1),
                                row.getString(2),
                                row.getOffsetDateTime(3).toInstant(),
                                row.getString(4),
                                row.getBoolean(5)));
                    }
                    return made;
                });
    }

    private void tick() {
        if (looking) {
            return;
        }
        looking = true;
        look().onFailure(fault -> log.warn("reminders put off: {}", fault.toString()))
                .onComplete(done -> looking = false);
    }

    /** Sends what is to be sent now. */
    Future<Void> look() {
        Instant now = clock.instant();
        List<Reminder> wanted = new ArrayList<>();
        for (ReportForm form : forms) {
            LocalDate today = form.today(now);
            Instant due = form.dueOn(today);
            if (due != null) {
                wanted(form, today, due, now, wanted);
            }
        }
        return wanted.isEmpty() ? Future.succeededFuture() : sendUnreported(wanted, now);
    }

    private void wanted(ReportForm form, LocalDate day, Instant due, Instant now, List<Reminder> wanted) {
        if (!now.isBefore(due.minus(BEFORE)) && now.isBefore(due)) {
            wanted.add(reminder(form, day, Kind.BEFORE, form.report().owner(), due));
        } else if (!now.isBefore(due.plus(AFTER)) && now.isBefore(due.plus(TOO_LATE))) {
            wanted.add(reminder(form, day, Kind.AFTER, form.report().owner(), due));
            wanted.add(reminder(form, day, Kind.AFTER, form.report().deputy(), due));
        }
    }

    private Reminder reminder(ReportForm form, LocalDate day, Kind kind, Holder to, Instant due) {
        String agency = catalogue.agency(form.feed().agency()).map(Agency::name).orElse("");
        return new Reminder(form.feed().id(), agency, day, kind, to, due);
    }

    private Future<Void> sendUnreported(List<Reminder> wanted, Instant now) {
        String[] feeds = wanted.stream().map(Reminder::feed).distinct().toArray(String[]::new);
        LocalDate[] days = wanted.stream().map(Reminder::day).distinct().toArray(LocalDate[]::new);
        return pool.preparedQuery(REPORTED)
                .execute(Tuple.tuple().addArrayOfString(feeds).addArrayOfLocalDate(days))
                .compose(rows -> {
                    Set<List<Object>> reported = new HashSet<>();
                    rows.forEach(row -> reported.add(List.of(row.getString(0), row.getLocalDate(1))));
                    Future<Void> all = Future.succeededFuture();
                    for (Reminder reminder : wanted) {
                        if (!reported.contains(List.of(reminder.feed(), reminder.day()))) {
                            all = all.compose(before -> claimAndSend(reminder, now));
                        }
                    }
                    return all;
                });
    }

    private Future<Void> claimAndSend(Reminder reminder, Instant now) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        reminder.feed(),
                        reminder.day(),
                        reminder.kind().word(),
                        now.atOffset(ZoneOffset.UTC),
                        reminder.to().name(),
                        now.minus(AGAIN).atOffset(ZoneOffset.UTC)))
                .compose(claimed -> claimed.rowCount() == 0 ? Future.succeededFuture() : send(reminder));
    }

    private Future<Void> send(Reminder reminder) {
        return Future.succeededFuture()
                .compose(claimed -> sender.send(reminder))
                .compose(told -> pool.preparedQuery(SENT)
                        .execute(Tuple.of(
                                reminder.feed(),
                                reminder.day(),
                                reminder.kind().word(),
                                reminder.to().name()))
                        .<Void>mapEmpty())
                .recover(fault -> {
                    log.warn("a reminder of {} could not be sent: {}", reminder.feed(), fault.toString());
                    return Future.succeededFuture();
                });
    }
}
