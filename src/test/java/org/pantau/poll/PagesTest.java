package org.pantau.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.value.Answer;

/** Sources that answer page by page, each in its own way, well and badly. */
class PagesTest {

    private final Loopback loopback = new Loopback();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        loopback.close();
    }

    /** 25 rows; asked for as each kind of source wants it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?page={page}&per-page={size}  | {page: 1, size: 10, last: meta.pages, total: meta.total, rows: data} | ?page=1&per-page=10 ?page=2&per-page=10 ?page=3&per-page=10
            ?page={page}                  | {page: 1, last: meta.pages}                | ?page=1 ?page=2 ?page=3
            ?page={page}                  | {page: 1, size: 10}                        | ?page=1 ?page=2 ?page=3
            ?page={page}                  | {page: 1}                                  | ?page=1 ?page=2 ?page=3 ?page=4
            ?page={page}                  | {page: 1, more: meta.more}                 | ?page=1 ?page=2 ?page=3
            ?p0={page}                    | {page: 0, last: $number(meta.pages) - 1}   | ?p0=0 ?p0=1 ?p0=2
            ?offset={offset}&limit={size} | {offset: 0, size: 10, total: meta.total}   | ?offset=0&limit=10 ?offset=10&limit=10 ?offset=20&limit=10
            ?offset={offset}              | {offset: 0, size: 10, first: "null"}       | ?offset=null ?offset=10 ?offset=20
            /read/{start}/{size}          | {start: 1, size: 10, total: meta.total}    | /read/1/10 /read/11/10 /read/21/10
            ?cursor={cursor}              | {cursor: next_cursor, total: meta.total}   | ?cursor= ?cursor=c2 ?cursor=c3
            ?cursor={cursor}              | {cursor: next_cursor, first: "c1"}         | ?cursor=c1 ?cursor=c2 ?cursor=c3
            ?next=1                       | {next: links.next, total: meta.total}      | ?next=1 ?next=2 ?next=3
            ?relative=1                   | {next: links.relative}                     | ?relative=1 ?relative=2 ?relative=3
            ?fhir=1                       | {next: 'link[relation="next"].url', total: total} | ?fhir=1 ?fhir=2 ?fhir=3
            """)
    void shouldReadEveryPageAndNoMore(String path, String pages, String requests) {
        int port = source(25);

        List<Answer> answers = loopback.ask(feed(port, path, pages));

        assertThat(asked).containsExactly(requests.split(" ", -1));
        assertThat(answers).hasSize(asked.size()).allSatisfy(answer -> {
            assertThat(answer.outcome().ok()).isTrue();
            assertThat(answer.incomplete()).isEmpty();
        });
        long rows = answers.stream()
                .mapToLong(answer -> new JsonObject(Loopback.body(answer))
                        .getJsonArray("data")
                        .size())
                .sum();
        assertThat(rows).isEqualTo(25);
    }

    @Test
    void shouldAskForPagesInTheBodyToo() {
        int port = source(25);
        Feed feed = FeedText.counting("""
                rows: data
                request:
                  url: "http://127.0.0.1:%d/body"
                  json: {length: 10, page: "{page}"}
                  pages: {page: 1, size: 10}
                """.formatted(port));

        List<Answer> answers = loopback.ask(feed);

        assertThat(answers).hasSize(3);
        assertThat(asked)
                .containsExactly(
                        "/body {\"length\":10,\"page\":\"1\"}",
                        "/body {\"length\":10,\"page\":\"2\"}",
                        "/body {\"length\":10,\"page\":\"3\"}");
        assertThat(answers.get(1).bindings()).containsEntry("page", "2");
    }

    @Test
    void everyKeyOfAFanOutShouldHaveItsOwnPages() {
        int port = source(25);
        Feed feed = FeedText.counting("""
                rows: data
                request:
                  url: "http://127.0.0.1:%d?poli={poli}&page={page}"
                  for_each: {poli: [a, b]}
                  pages: {page: 1, size: 10, total: meta.total}
                """.formatted(port));

        List<Answer> answers = loopback.ask(feed);

        assertThat(answers.stream()
                        .map(answer -> answer.bindings().get("poli") + ""
                                + answer.bindings().get("page")))
                .containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
    }

    @Test
    void theKeyShouldGoWithEveryPageAndToNoOtherHost() {
        loopback.environment.put("KEY", "rahasia");
        int port = source(25);
        Feed feed = FeedText.counting("""
                rows: data
                request: {url: "http://127.0.0.1:%d?next=1", pages: {next: links.next}}
                auth: {kind: apikey, query: k, value: "env:KEY"}
                """.formatted(port));

        List<Answer> answers = loopback.ask(feed);

        assertThat(answers).hasSize(3);
        assertThat(asked).containsExactly("?next=1&k=rahasia", "?next=2&k=rahasia", "?next=3&k=rahasia");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://169.254.169.254/latest      | the next page is at another place: http://169.254.169.254
            http://lain.test/?token=abc        | the next page is at another place: http://lain.test
            http://127.0.0.1:1/                | the next page is at another place: http://127.0.0.1:1
            file:///etc/passwd                 | the next page's address is none
            gopher://127.0.0.1/                | the next page's address is none
            """)
    void nasty81NextPageShouldNotLeadElsewhere(String link, String reason) {
        int port = loopback.http(request -> request.response()
                .end(new JsonObject()
                        .put("data", new JsonArray().add(1))
                        .put("links", new JsonObject().put("next", link))
                        .encode()));

        List<Answer> answers = loopback.ask(feed(port, "/", "{next: links.next}"));

        assertThat(answers)
                .hasSize(1)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo(reason));
    }

    @Test
    void nasty65ATotalThatChangesOnceShouldBeginAnew() {
        AtomicInteger requests = new AtomicInteger();
        int port = pages(
                (request, page) -> page(request, page, requests.incrementAndGet() == 1 ? 24 : 25, rows(page, 25)));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, total: meta.total}"));

        assertThat(requests).hasValue(5);
        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.complete()).isTrue());
    }

    @Test
    void nasty65ATotalThatKeepsChangingShouldBePartial() {
        AtomicInteger total = new AtomicInteger(100);
        int port = pages((request, page) -> page(request, page, total.incrementAndGet(), rows(page, 25)));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, total: meta.total}"));

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(answer ->
                        assertThat(answer.incomplete()).isEqualTo("the total changed from 103 to 104 between pages"));
    }

    @Test
    void nasty65APageThatRepeatsShouldBePartialAfterASecondAttempt() {
        AtomicInteger requests = new AtomicInteger();
        int port = pages((request, page) -> {
            requests.incrementAndGet();
            page(request, 1, null, 10);
        });

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10}"));

        assertThat(requests).hasValue(4);
        assertThat(answers)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("page 2 repeats an earlier one"));
    }

    @Test
    void nasty65AMissedLastPageShouldBePartial() {
        int port = pages((request, page) -> page(request, page, 25, page > 2 ? 0 : rows(page, 25)));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, total: meta.total}"));

        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("20 rows, but the total says 25"));
    }

    @Test
    void nasty65APageThatCannotBeHadShouldMarkAllAnswers() {
        AtomicInteger requests = new AtomicInteger();
        int port = pages((request, page) -> {
            requests.incrementAndGet();
            if (page == 2) {
                request.response().setStatusCode(502).end("Bad Gateway");
            } else {
                page(request, page, 25, rows(page, 25));
            }
        });

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, total: meta.total}"));

        assertThat(requests).hasValue(2);
        assertThat(answers)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("page 2 is missing: HTTP 502"));
    }

    @Test
    void aFirstPageThatCannotBeHadShouldSpeakForItself() {
        int port =
                pages((request, page) -> request.response().setStatusCode(502).end());

        Answer answer = loopback.askOne(feed(port, "?page={page}", "{page: 1, size: 10}"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void aPageWhoseRuleFailsShouldNotPassForTheWhole() {
        int port = source(25);

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, last: meta.pages - 1}"));

        assertThat(answers)
                .hasSize(1)
                .allSatisfy(
                        answer -> assertThat(answer.incomplete()).startsWith("page 1 is missing: cannot be read, "));
    }

    @Test
    void nasty66And67ASilentCapShouldBeOvercomeByCountingRows() {
        int port = loopback.http(request -> {
            int offset = Integer.parseInt(request.getParam("offset"));
            asked.add("?" + request.query());
            int rows = Math.min(100, 250 - offset);
            request.response().end(PagedSource.document(offset + 1, rows, 250));
        });

        List<Answer> answers = loopback.ask(
                feed(port, "?offset={offset}&limit={size}", "{offset: 0, size: 32000, total: meta.total}"));

        assertThat(asked)
                .containsExactly("?offset=0&limit=32000", "?offset=100&limit=32000", "?offset=200&limit=32000");
        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.complete()).isTrue());
    }

    @Test
    void nasty67ACapWithoutAnyWayOnShouldBePartial() {
        int port = pages((request, page) -> page(request, page, 250, page > 1 ? 0 : 100));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 1000, total: meta.total}"));

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("100 rows, but the total says 250"));
    }

    @Test
    void pagesWithoutEndShouldBeBounded() {
        int port = pages((request, page) -> page(request, page, null, 10));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, most: 7}"));

        assertThat(answers)
                .hasSize(7)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("there are more than 7 pages"));
    }

    @Test
    void aThousandPagesShouldBeRead() {
        int port = pages((request, page) -> page(request, page, null, page == 1000 ? 3 : 10));

        List<Answer> answers = loopback.ask(feed(port, "?page={page}", "{page: 1, size: 10, most: 1000}"));

        assertThat(answers)
                .hasSize(1000)
                .allSatisfy(answer -> assertThat(answer.complete()).isTrue());
    }

    @Test
    void aCursorThatDoesNotMoveShouldBePartial() {
        int port = loopback.http(request -> {
            String body = new JsonObject()
                    .put("data", new JsonArray().add(asked.size()))
                    .put("next_cursor", "sama")
                    .encode();
            asked.add(request.uri());
            request.response().end(body);
        });

        List<Answer> answers = loopback.ask(feed(port, "?c={cursor}", "{cursor: next_cursor}"));

        assertThat(answers)
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.incomplete()).isEqualTo("page 2 leads back to an earlier one"));
    }

    @Test
    void pagesThatComeTooSlowlyShouldEndWithTheSlot() {
        AtomicInteger requests = new AtomicInteger();
        int port = loopback.http(request -> {
            if (requests.incrementAndGet() < 3) {
                request.response().end(PagedSource.document(requests.get(), 1, null));
            }
        });
        Feed feed = FeedText.counting("""
                every: 1s
                timeout: 1s
                rows: data
                request: {url: "http://127.0.0.1:%d?p={page}", pages: {page: 1}}
                """.formatted(port));

        List<Answer> answers = loopback.ask(feed);

        assertThat(answers.get(answers.size() - 1).outcome().state()).isEqualTo(FeedState.TIMEOUT);
        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.incomplete()).startsWith("page 3 is missing: timeout"));
    }

    private int source(int rows) {
        return PagedSource.start(loopback, asked, rows);
    }

    private int pages(BiConsumer<HttpServerRequest, Integer> answer) {
        return loopback.http(request -> answer.accept(request, Integer.parseInt(request.getParam("page"))));
    }

    private static void page(HttpServerRequest request, int page, @Nullable Integer total, int rows) {
        request.response().end(PagedSource.document((page - 1) * 10 + 1, rows, total));
    }

    private static int rows(int page, int all) {
        return Math.max(0, Math.min(10, all - (page - 1) * 10));
    }

    private static Feed feed(int port, String path, String pages) {
        return FeedText.counting("""
                every: 60s
                timeout: 30s
                rows: data
                request: {url: "http://127.0.0.1:%d%s", pages: %s}
                """.formatted(port, path, pages));
    }
}
