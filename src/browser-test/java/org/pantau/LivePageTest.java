package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page over one endpoint whose numbers the test decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {

    private static final String SERVICE = "#/33.08/disdukcapil/ktp-el";
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(15_000);
    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
                zone: Asia/Jakarta
                agencies:
                  - id: disdukcapil
                    name: Dinas Kependudukan dan Pencatatan Sipil
                    services:
                      - {id: ktp-el, name: Penerbitan KTP-el}
            feeds:
              - id: angka
                service: 33.08/disdukcapil/ktp-el
                every: 1s
                request: {url: "http://127.0.0.1:%1$d/angka"}
                read: json
                measures:
                  served: {value: selesai, semantics: since_boundary, of: dokumen}
              - id: laman
                service: 33.08/disdukcapil/ktp-el
                every: 1s
                request: {url: "http://127.0.0.1:%1$d/"}
                read: probe
                expect: {status: [200]}
            """;

    private final AtomicInteger finished = new AtomicInteger(5);
    private HttpServer endpoint;
    private RunningPantau pantau;
    private Chromium chromium;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, Blocking.FailedException {
        this.folder = folder;
        chromium = new Chromium();
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> answer(exchange, "Dukcapil"));
        endpoint.createContext("/angka", exchange -> answer(exchange, "{\"selesai\": " + finished.get() + "}"));
        endpoint.start();
        Files.writeString(
                folder.resolve("pantau.yaml"),
                CATALOGUE.formatted(endpoint.getAddress().getPort()));
        pantau = watch(0);
    }

    private RunningPantau watch(int port) throws Blocking.FailedException {
        return RunningPantau.watching(folder.resolve("pantau.yaml"), folder.resolve("data"), port);
    }

    @AfterAll
    void stop() {
        pantau.close();
        endpoint.stop(0);
        chromium.close();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Page open(String place) {
        Page page = chromium.visitor();
        page.navigate(pantau.address() + "/" + place);
        page.fill("#username", "admin");
        page.fill("#password", RunningPantau.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".hero h1")).isVisible();
        return page;
    }

    private static Locator served(Page page) {
        return page.locator(".figure")
                .filter(new Locator.FilterOptions().setHasText("Selesai dilayani"))
                .locator(".figure-value .num");
    }

    @Test
    void numberChangesWithoutReload() {
        Page page = open(SERVICE);
        page.evaluate("window.loadedOnce = true");

        int next = finished.addAndGet(37);

        assertThat(served(page)).hasText(Integer.toString(next), SOON);
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
        assertThat(chromium.complaints()).isEmpty();
        page.context().close();
    }

    @Test
    void lossOfConnectionIsShownAndHeals() throws Blocking.FailedException {
        Page page = open(SERVICE);
        assertThat(page.locator(".link")).hasText("Langsung");
        int port = pantau.port();

        pantau.close();
        assertThat(page.locator(".link")).containsText("Terputus sejak");
        assertThat(page.locator(".notice")).containsText("Sambungan terputus");
        pantau = watch(port);
        int next = finished.addAndGet(11);

        assertThat(page.locator(".link"))
                .hasText("Langsung", new LocatorAssertions.HasTextOptions().setTimeout(40_000));
        assertThat(page.locator(".notice")).isHidden();
        assertThat(served(page)).hasText(Integer.toString(next), SOON);
        page.context().close();
    }

    @Test
    void tableSaysWhatTheChartShows() {
        Page page = open(SERVICE);
        // History holds what the board shows.
        assertThat(served(page)).hasText(java.util.regex.Pattern.compile("\\d+"), SOON);
        page.navigate(pantau.address() + "/#/");
        assertThat(page.locator(".hero h1")).not().hasText("Penerbitan KTP-el");
        Response answer = page.waitForResponse(
                response -> response.url().contains("/api/v1/series?")
                        && response.url().contains("measure=served"),
                () -> page.navigate(pantau.address() + "/" + SERVICE + "?range=7d"));
        Locator card = page.locator(".chart").first();

        assertThat(card.locator("canvas")).isVisible();
        page.waitForFunction("""
                () => {
                  const canvas = document.querySelector('.chart canvas'); // gone while another span is drawn
                  if (!canvas) {
                    return false;
                  }
                  const blank = document.createElement('canvas');
                  blank.width = canvas.width;
                  blank.height = canvas.height;
                  return canvas.toDataURL() !== blank.toDataURL();
                }""");
        card.locator("header button").click();
        List<String> told = new JsonObject(answer.text())
                .getJsonArray("points").stream()
                        .map(JsonObject.class::cast)
                        .filter(point -> point.getValue("value") != null)
                        .map(point -> Math.round(point.getDouble("value")) + " dokumen")
                        .toList();
        assertThat(told).isNotEmpty();
        assertThat(card.locator("tbody td:nth-child(2)").allTextContents().stream()
                        .filter(text -> !text.equals("Tidak ada data")))
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(card.locator("canvas")).isHidden();
        page.context().close();
    }

    @Test
    void keyboardReachesTheMainControls() {
        Page page = open(SERVICE);
        assertThat(page.locator(".choice, .segments").first()).isVisible();
        page.reload();
        assertThat(page.locator(".trends")).isVisible();

        page.keyboard().press("Tab");
        assertThat(focused(page)).isEqualTo("Langsung ke isi");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");
        tabTo(page, "7 hari");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*range=7d.*"));
        tabTo(page, "Tabel");
        page.keyboard().press("Space");
        assertThat(page.locator(".twin:visible")).hasCount(1);
        page.context().close();
    }

    private static Object focused(Page page) {
        return page.evaluate("document.activeElement.textContent.trim()");
    }

    /** Tabs forward until a control of this name has the focus; fails when there is none within a page's length. */
    private static void tabTo(Page page, String name) {
        for (int steps = 0; steps < 60; steps++) {
            page.keyboard().press("Tab");
            if (name.equals(focused(page))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach '" + name + "'");
    }
}
