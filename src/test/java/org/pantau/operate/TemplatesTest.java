package org.pantau.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.value.Answer;
import org.pantau.net.NetSettings;
import org.pantau.net.Outgoing;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Normaliser;
import org.pantau.operate.Recording.Exchange;
import org.pantau.pipeline.ReadAhead;
import org.pantau.poll.PollSettings;
import org.pantau.poll.Poller;
import org.pantau.poll.request.Secrets;

/** The catalogues in {@code examples/templates}, as users get them, over what the systems they are for once answered. */
class TemplatesTest {

    private static final Pattern BASE = Pattern.compile("base: \"https?://[^\"]*\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$");

    private static final Pattern ZERO_DAY = Pattern.compile(" 0 on \\S+ closed$");

    private final Map<Exchange, Integer> asked = new ConcurrentHashMap<>();
    private final Queue<String> unknown = new ConcurrentLinkedQueue<>();
    private Path folder;
    private Vertx vertx;
    private volatile Instant now = Instant.EPOCH;

    @BeforeEach
    void start(@TempDir Path folder) {
        this.folder = folder;
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    static List<Recording> recordings() throws IOException {
        return Recording.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void shouldBringTheFiguresOfTheRecordedAnswers(Recording recording) throws IOException {
        Catalogue catalogue = catalogue(recording.template(), serve(recording));
        Poller poller = poller(recording);
        List<String> figures = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Feed feed : catalogue.feeds()) {
            Normaliser normaliser = Normaliser.of(feed, catalogue);
            Memory memory = Memory.EMPTY;
            for (Instant slot : recording.slots()) {
                now = slot;
                List<Answer> answers = await(poller.ask(feed, slot));
                Normalised normalised =
                        normaliser.step(memory, answers, ReadAhead.readAll(feed, answers), slot, slot.plusMillis(200));
                memory = normalised.memory();
                figures.addAll(Figures.of(feed, slot, normalised));
                problems.addAll(normalised.problems());
                if (!normalised.outcome().ok()) {
                    outcomes.add(feed.id() + ": " + normalised.outcome().state().word());
                }
            }
        }

        assertThat(unknown).as("requests that the recording does not know").isEmpty();
        assertThat(outcomes).isEqualTo(recording.outcomes());
        assertThat(problems).isEqualTo(recording.problems());
        int all = figures.size();
        if (recording.zeroDays() > 0) {
            figures.removeIf(ZERO_DAY.asPredicate());
        }
        assertThat(figures).containsExactlyInAnyOrderElementsOf(recording.figures());
        assertThat(all - figures.size()).as("days with a zero").isEqualTo(recording.zeroDays());
        assertThat(asked.keySet()).as("exchanges that were asked for").containsAll(recording.exchanges());
    }

    @Test
    void shouldHaveARecordingForEachTemplate() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples", "templates"))) {
            List<Path> templates =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            TreeSet<Path> recorded = new TreeSet<>();
            recordings().forEach(recording -> recorded.add(recording.template()));

            assertThat(recorded).containsExactlyInAnyOrderElementsOf(templates);
        }
    }

    /** The template with its own address replaced by that of a server here. */
    private Catalogue catalogue(Path template, int port) throws IOException {
        String yaml = Files.readString(template);
        Matcher base = BASE.matcher(yaml);
        assertThat(base.find()).as("base in " + template).isTrue();
        String here = base.replaceAll("base: \"http://127.0.0.1:" + port + "\"");
        assertThat(COMMENT.matcher(here).replaceAll("").replace("http://127.0.0.1:" + port, ""))
                .as("only vars.base names an address")
                .doesNotContain("://");
        Path own = folder.resolve("katalog.yaml");
        try (Stream<Path> beside = Files.list(template.toAbsolutePath().getParent())) {
            for (Path file :
                    beside.filter(file -> !file.toString().endsWith(".yaml")).toList()) {
                Files.copy(file, own.resolveSibling(file.getFileName()));
            }
        }
        CatalogueReader.Reading reading = CatalogueReader.read(Files.writeString(own, here));
        assertThat(reading.mistakes()).isEmpty();
        return reading.catalogue().orElseThrow();
    }

    private Poller poller(Recording recording) {
        return new Poller(
                new Outgoing(vertx, NetSettings.defaults("1")),
                new Secrets(recording.env()::get),
                () -> now,
                PollSettings.DEFAULT,
                new ReadAhead(vertx));
    }

    private int serve(Recording recording) {
        return await(vertx.createHttpServer()
                        .requestHandler(request -> request.body().onSuccess(body -> answer(recording, request, body)))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private void answer(Recording recording, HttpServerRequest request, Buffer body) {
        String ask = request.method() + " " + request.uri();
        String text = body.toString(UTF_8);
        for (Exchange exchange : recording.exchanges()) {
            boolean meant = exchange.ask().equals(ask)
                    && exchange.body().stream().allMatch(text::contains)
                    && exchange.sent().entrySet().stream()
                            .allMatch(header -> header.getValue().equals(request.getHeader(header.getKey())));
            if (meant) {
                int times = asked.merge(exchange, 1, Integer::sum);
                int last = exchange.answers().size() - 1;
                request.response()
                        .setStatusCode(exchange.status())
                        .putHeader("Content-Type", exchange.type())
                        .end(Buffer.buffer(exchange.answers().get(Math.min(times - 1, last))));
                return;
            }
        }
        unknown.add(ask + " " + request.headers().entries() + " " + text);
        request.response().setStatusCode(500).end();
    }
}
