package org.pantau.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.reference.Holidays;
import org.pantau.catalogue.reference.Reference;
import org.pantau.measure.ScopePath;
import org.pantau.measure.value.Answer;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.operate.Trial;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/** The demonstration read by its own catalogue over real HTTP, at a moment of a working day. */
class DemonstrationTest {

    /** A Monday, half past ten in the morning in Semarang. */
    private static final Instant MORNING = Instant.parse("2026-11-23T03:30:00Z");

    private static final int MOST_TRIES = 6;

    private Vertx vertx;
    private volatile Instant now = MORNING;
    private Catalogue catalogue;
    private Poller poller;

    @BeforeEach
    void start(@TempDir Path folder) {
        vertx = Vertx.vertx();
        Demonstration demonstration =
                await(Demonstration.start(vertx, Reference.jawaTengah(), Holidays.loaded(), folder, () -> now));
        CatalogueReader.Reading reading = CatalogueReader.read(
                Map.of("jawa-tengah.yaml", Reference.jawaTengahYaml(), "demonstrasi.yaml", demonstration.feeds()));
        assertThat(reading.mistakes()).isEmpty();
        catalogue = reading.catalogue().orElseThrow();
        poller = new Poller(
                new Outgoing(vertx, NetSettings.defaults("1")),
                new Secrets(name -> null),
                () -> now,
                PollSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void shouldConnectAGoodPartOfTheProvince() {
        Set<ScopePath> connected = new HashSet<>();
        catalogue.feeds().forEach(feed -> connected.addAll(catalogue.servicesOf(feed)));

        assertThat(connected).hasSizeBetween(120, 140);
        assertThat(catalogue.services()).hasSizeGreaterThan(connected.size() * 2);
    }

    /** An endpoint in trouble is asked again some hours later: each must be read without a problem at some time. */
    @Test
    void shouldBeReadByItsOwnCatalogueWithoutProblems() {
        List<Feed> left = catalogue.feeds().stream()
                .filter(feed -> !feed.isPushed())
                .collect(Collectors.toCollection(ArrayList::new));
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < MOST_TRIES && !left.isEmpty(); i++) {
            now = MORNING.plus(Duration.ofHours(i));
            reasons.clear();
            Trial trial = new Trial(vertx, poller, () -> now);
            List<Future<Trial.Tried>> tries =
                    left.stream().map(feed -> trial.once(catalogue, feed)).toList();
            done(Future.all(tries));
            left.clear();
            for (Future<Trial.Tried> each : tries) {
                Trial.Tried tried = each.result();
                if (!tried.normalised().slow()) { // on a busy machine a page may take longer than its probe likes
                    assertThat(tried.normalised().problems()).isEmpty();
                }
                assertThat(tried.normalised().unconfirmed()).isEmpty();
                if (!tried.normalised().outcome().ok()) {
                    left.add(tried.feed());
                    reasons.add(tried.feed().id() + ": " + tried.normalised().outcome());
                }
            }
        }

        assertThat(reasons).isEmpty();
    }

    @Test
    void shouldAnswerTheSameForAPastDayWheneverAsked() {
        List<Feed> withPast = catalogue.feeds().stream()
                .filter(feed ->
                        feed.request().days() != null && feed.request().days().history() > 0)
                .limit(12)
                .toList();
        LocalDate day = LocalDate.of(2026, 11, 10);
        List<String> early = bodies(withPast, day);
        now = MORNING.plus(Duration.ofDays(3)).plus(Duration.ofHours(5));

        assertThat(withPast).isNotEmpty();
        assertThat(bodies(withPast, day)).isEqualTo(early);
    }

    private List<String> bodies(List<Feed> feeds, LocalDate day) {
        List<String> bodies = new ArrayList<>();
        for (Feed feed : feeds) {
            for (Answer answer : await(poller.askDay(feed, day))) {
                bodies.add(answer.status() + new String(answer.body(), StandardCharsets.UTF_8));
            }
        }
        return bodies;
    }
}
