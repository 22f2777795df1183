package org.pantau.operate.vendor;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.pantau.measure.value.Answer;

/**
 * Certifies an endpoint that is to answer as {@code examples/vendor/layanan-harian.openapi.yaml} says: asks it for today,
 * for the days before, for a day to come and for one that does not exist, with its key and without, one after the other.
 */
public final class VendorCheck {

    /** How many past days must stay readable. */
    static final int PAST_DAYS = 7;
    /** Longest an answer may take. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private static final ZoneId FIRST_ZONE = ZoneId.of(DailyAnswer.ZONES.get(0));

    private final Endpoint endpoint;
    private final InstantSource clock;

    public VendorCheck(Endpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /**
     * What was asked and answered.
     *
     * @param past yesterday first
     * @param again yesterday once more
     */
    record Asked(
            Instant now,
            LocalDate today,
            Answer present,
            List<Answer> past,
            Answer again,
            Answer future,
            Answer wrongDay,
            Answer withoutKey,
            Answer wrongKey) {}

    /** Asks and judges; the endpoint passes where nothing is {@link Finding.Kind#MISSING}. Never fails for its faults. */
    public Future<List<Finding>> run() {
        Instant now = clock.instant();
        LocalDate first = LocalDate.ofInstant(now, FIRST_ZONE);
        return ask(first, Endpoint.Key.OWN).compose(answer -> {
            if (!answer.outcome().ok()) {
                // Every further request would end the same way, each after its deadline.
                return Future.succeededFuture(Verdict.unreachable(endpoint.way(), answer));
            }
            ZoneId zone = DailyAnswer.read(answer, first, now, new Findings())
                    .flatMap(DailyAnswer::zone)
                    .orElse(FIRST_ZONE);
            LocalDate today = LocalDate.ofInstant(now, zone);
            Future<Answer> present =
                    today.equals(first) ? Future.succeededFuture(answer) : ask(today, Endpoint.Key.OWN);
            return present.compose(said -> others(now, today, said));
        });
    }

    private Future<List<Finding>> others(Instant now, LocalDate today, Answer present) {
        List<Answer> answers = new ArrayList<>();
        Future<Void> asked = Future.succeededFuture();
        for (int ago = 1; ago <= PAST_DAYS; ago++) {
            LocalDate day = today.minusDays(ago);
            asked = asked.compose(before -> ask(day, Endpoint.Key.OWN))
                    .map(answers::add)
                    .mapEmpty();
        }
        LocalDate yesterday = today.minusDays(1);
        String noSuchDay = today.getYear() + "-02-30";
        return asked.compose(before -> ask(yesterday, Endpoint.Key.OWN))
                .compose(again -> ask(today.plusDays(1), Endpoint.Key.OWN)
                        .compose(future -> endpoint.ask(noSuchDay, Endpoint.Key.OWN)
                                .compose(wrongDay -> ask(yesterday, Endpoint.Key.NONE)
                                        .compose(withoutKey -> ask(yesterday, Endpoint.Key.WRONG)
                                                .map(wrongKey -> Verdict.of(
                                                        endpoint.way(),
                                                        new Asked(
                                                                now,
                                                                today,
                                                                present,
                                                                answers,
                                                                again,
                                                                future,
                                                                wrongDay,
                                                                withoutKey,
                                                                wrongKey)))))));
    }

    private Future<Answer> ask(LocalDate day, Endpoint.Key key) {
        return endpoint.ask(day.toString(), key);
    }
}
