package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators' pages look like to every eye and on a phone, and what they say when somebody else was quicker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskSightTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final String LONG_NAME = "Dinas Sosial, Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian"
            + " Penduduk dan Keluarga Berencana Kabupaten Magelang";

    private Webroot webroot;
    private Chromium chromium;
    private DeskStub stub;

    @BeforeAll
    void start() {
        chromium = new Chromium();
        webroot = new Webroot();
        stub = new DeskStub();
        stub.feeds = rows(10);
        stub.parts.add(
                part("pasar-1", "API pasar").put("setAside", new JsonArray().add("pasar-1:2: id: sudah dipakai")));
    }

    private static List<JsonObject> rows(int count) {
        List<String> states = List.of("missing", "waiting", "late", "reported", "off");
        return IntStream.range(0, count)
                .mapToObj(n -> RosterRows.row("dinas-" + n, LONG_NAME + " " + n, states.get(n % 5), 20, n % 21))
                .toList();
    }

    @AfterAll
    void stop() {
        webroot.close();
        chromium.close();
    }

    private static JsonObject part(String name, String title) {
        return new JsonObject()
                .put("name", name)
                .put("title", title)
                .put("yaml", "feeds: []\n")
                .put("savedBy", "orang")
                .put("savedAt", "2026-11-24T10:00:00+07:00");
    }

    private Page visitor() {
        Page page = chromium.visitor();
        page.clock().setFixedTime(DeskPageTest.NOW);
        stub.mount(page);
        return page;
    }

    private void go(Page page, String place, String awaited) {
        page.navigate(webroot.address() + "/" + place);
        assertThat(page.locator(awaited).first()).isVisible();
    }

    /** Colours differ by scheme and layout by width: each scheme at a width of its own shows all there is. */
    @Test
    @Tag("long")
    void everyPageIsAccessibleInLightAndDark() {
        Page page = visitor();
        page.setViewportSize(390, 844);
        accessible(page, ColorScheme.LIGHT);
        page.setViewportSize(1366, 768);
        accessible(page, ColorScheme.DARK);
        page.context().close();
    }

    private void accessible(Page page, ColorScheme scheme) {
        // Without motion no colour is measured half way to its own.
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        go(page, "#/~laporan", ".roster tbody tr");
        nothingGrave(page, "roster " + scheme);
        go(page, "#/~laporan/dinas-0", ".days-table tbody tr");
        file(page, "salah", ".cell-errors li");
        button(page, "Buat token").click();
        assertThat(page.locator(".fresh-link")).isVisible();
        nothingGrave(page, "report with mistakes " + scheme);
        file(page, "benar", ".preview tbody tr");
        nothingGrave(page, "report with preview " + scheme);
        for (String rung : List.of("alamat", "laporan", "skrip", "api")) {
            go(page, "#/~sambungkan/" + rung, "#rung-" + rung);
            nothingGrave(page, rung + " " + scheme);
        }
    }

    private void file(Page page, String text, String awaited) {
        stub.files.put(
                "salah",
                new JsonObject().put("errors", new JsonArray().add(RosterRows.mistake("C7", "bilangan bulat"))));
        stub.files.put("benar", RosterRows.unusualPreview());
        page.locator("#report-file")
                .setInputFiles(new FilePayload("laporan.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator(awaited).first()).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.locator("button:visible").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void nothingGrave(Page page, String name) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> GRAVE.contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().get(0).getHtml()))
                .as(name)
                .isEmpty();
    }

    @Test
    void nothingRunsOutOfAPhone() {
        Page page = visitor();
        page.setViewportSize(390, 844);
        stub.feeds = rows(400);
        go(page, "#/~laporan", ".roster tbody tr");
        assertThat(page.locator(".roster tbody tr")).hasCount(100);
        fits(page);
        page.locator(".fold:visible").click();
        assertThat(page.locator(".roster tbody tr")).hasCount(400);
        fits(page);
        stub.feeds = rows(10);
        go(page, "#/~laporan/dinas-1", ".days-table tbody tr");
        fits(page);
        for (String rung : List.of("alamat", "laporan", "skrip", "api")) {
            go(page, "#/~sambungkan/" + rung, "#rung-" + rung);
            fits(page);
        }
        page.context().close();
    }

    private static void fits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(page.url())
                .isEqualTo(true);
    }

    @Test
    void keyboardReachesEverySectionAndOpensARung() {
        Page page = visitor();
        go(page, "#/~laporan", ".roster tbody tr");

        tabTo(page, "Sambungkan");
        page.keyboard().press("Enter");
        assertThat(page.locator(".sections a[aria-current=page]")).hasText("Sambungkan");
        assertThat(page.locator("h1")).isFocused();
        tabTo(page, "Alamat: amati dari luar");
        page.keyboard().press("Enter");
        assertThat(page.locator("#addresses")).isVisible();
        assertThat(page.locator(".rung-link").first()).hasAttribute("aria-expanded", "true");
        page.context().close();
    }

    private static void tabTo(Page page, String name) {
        for (int steps = 0; steps < 40; steps++) {
            page.keyboard().press("Tab");
            if (name.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach '" + name + "'");
    }

    @Test
    void textIsCheckedByLineAndSavedOnceItIsGood() {
        Page page = visitor();
        go(page, "#/~sambungkan/api", "#addition-yaml");
        Locator rung = page.locator("#rung-api");

        page.locator("#addition-title").fill("API Dinkes");
        page.locator("#addition-yaml").fill("feeds:\n  - id: a\n    every: salah\n");
        rung.locator(".mistakes button").click();
        assertThat(page.evaluate("document.getSelection().toString()")).isEqualTo("    every: salah");
        page.keyboard().insertText("    every: 60s");
        assertThat(rung.locator(".outcome")).containsText("Tidak ada kesalahan");
        rung.locator("button[type=submit]").click();
        assertThat(rung.locator(".saved a")).hasAttribute("href", "#/33.08/dinkes");
        assertThat(page.getByLabel("Ubah: API Dinkes")).isVisible();
        stub.parts.removeIf(part -> "API Dinkes".equals(part.getString("title")));
        page.context().close();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsSaidBeforeItIsReplaced() {
        stub.parts.add(part("bersama-1", "Bersama"));
        Page page = visitor();
        go(page, "#/~sambungkan", ".addition");
        Locator rung = page.locator("#rung-api");

        page.getByLabel("Ubah: Bersama").click();
        assertThat(page.locator("#addition-title")).isFocused();
        assertThat(rung.locator(".outcome")).containsText("Tidak ada kesalahan");
        stub.parts.removeIf(part -> "bersama-1".equals(part.getString("name")));
        stub.parts.add(part("bersama-1", "Bersama")
                .put("savedBy", "wakil")
                .put("yaml", "feeds: [] # lain\n")
                .put("savedAt", "2026-11-25T14:59:00+07:00"));
        rung.locator("button[type=submit]").click();
        assertThat(rung.locator(".outcome")).containsText("Sementara itu diubah wakil");
        rung.locator("button[type=submit]").click();
        assertThat(rung.locator(".saved")).isVisible();
        assertThat(stub.parts)
                .anyMatch(part -> "feeds: []\n".equals(part.getString("yaml"))
                        && "bersama-1".equals(part.getString("name"))
                        && "orang".equals(part.getString("savedBy")));

        stub.parts.removeIf(part -> "bersama-1".equals(part.getString("name")));
        page.getByLabel("Hapus: Bersama").click();
        page.locator(".confirm button:visible").first().click();
        assertThat(page.locator(".section .outcome")).containsText("sudah dihapus orang lain");
        page.context().close();
    }
}
