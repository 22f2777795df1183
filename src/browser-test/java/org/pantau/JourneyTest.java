package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agency with a phone and Excel, and later an API, as somebody new connects it: by the page alone, over the whole
 * program, from a catalogue that names nothing but the regency.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyTest {

    private static final String CATALOGUE = """
            governments:
              - code: "33.08"
                name: Kabupaten Magelang
            """;
    private static final double PATIENCE_MS = 15_000;

    private Whole pantau;
    private Chromium chromium;
    private HttpServer endpoint;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = new Chromium();
        pantau = new Whole(folder, CATALOGUE);
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/api/rekap", exchange -> {
            byte[] body = """
                    {"layanan": [{"kode": "retribusi-pasar", "masuk": 17, "selesai": 16, "menunggu": 1}]}""".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterAll
    void stop() {
        endpoint.stop(0);
        pantau.close();
        chromium.close();
    }

    @Test
    void agencyClimbsFromThePhoneToAnApi() throws IOException {
        Page desk = visitor();
        Page wall = visitor();
        desk.navigate(pantau.address());
        logIn(desk);
        follow(desk, "Sambungkan perangkat daerah");
        Page phone = visitor();
        phone.setViewportSize(390, 844);
        phone.navigate(formIsMade(desk));
        wallShows(wall, "retribusi-pasar");
        phoneReports(phone, "12", "0", null);
        says(wall, "Masuk", "12", "diisi petugas");
        says(wall, "Selesai dilayani", "0", "diisi petugas");
        assertThat(figure(wall, "Menunggu diproses")).containsText("Ini bukan nol");
        assertThat(wall.locator(".chart .origin-legend").first()).hasText("diisi petugas");

        Path template = fileIsMade(desk);
        wall.navigate(pantau.address() + "/#/33.08/dinas-pasar/izin-lapak");
        fileIsSent(desk, FilledTemplate.of(template, 7, 5));
        says(wall, "Masuk", "7", "dari berkas");
        assertThat(wall.evaluate("window.loadedOnce")).isEqualTo(true);

        next("2026-11-24T02:00:00Z", desk, wall, phone);
        phoneReports(phone, "15", "9", "2");
        wallShows(wall, "retribusi-pasar");
        apiIsConnected(desk);
        says(wall, "Masuk", "17", "dilaporkan sistem");
        assertThat(wall.evaluate("window.loadedOnce")).isEqualTo(true);
        Locator facts = figure(wall, "Masuk").locator("details");
        facts.locator("summary").click();
        assertThat(facts).containsText("Petugas mencatat 15 (09.00 WIB), sistem 17: selisih +2");
        facts.locator("summary").click();
        goesOnInOneChart(wall);
        formEnds(desk);
        says(wall, "Masuk", "17", "dilaporkan sistem");
        goesOnInOneChart(wall);
    }

    @AfterEach
    void asksNobodyElseAndDoesNotComplain() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked()).isNotEmpty().allMatch(url -> url.startsWith(pantau.address()));
    }

    private void logIn(Page page) {
        page.fill("#username", "admin");
        page.fill("#password", Whole.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".hero h1")).isVisible();
    }

    private static void follow(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    /** @return the address of the form */
    private String formIsMade(Page desk) {
        follow(desk, "Formulir atau Excel");
        Locator rung = desk.locator("#rung-laporan");
        assertThat(rung.locator("#report-agency-name")).isVisible();
        rung.locator("#report-agency-name").fill("Dinas Pasar");
        rung.locator("#report-services-new").fill("Retribusi pasar");
        rung.getByLabel("Menunggu diproses").check();
        people(rung);
        press(rung, "Lihat dahulu");
        press(rung, "Simpan");
        assertThat(rung.locator(".saved h3").first()).hasText("Laporan Dinas Pasar siap dipakai");
        press(rung, "Buat tautan");
        assertThat(rung.locator(".secret")).hasValue(Pattern.compile("http://.*/lapor.html#.+"));
        return rung.locator(".secret").inputValue();
    }

    private static void people(Locator rung) {
        rung.locator("#report-owner").fill("Siti Aminah");
        rung.locator("#report-deputy").fill("Budi Santoso");
    }

    /** Another screen, of somebody who only looks; opened once a day. */
    private void wallShows(Page wall, String service) {
        wall.navigate(pantau.address() + "/#/33.08/dinas-pasar/" + service);
        logIn(wall);
        wall.evaluate("window.loadedOnce = true");
    }

    /** @param texts null for "tidak ada laporan" */
    private static void phoneReports(Page phone, @Nullable String... texts) {
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text == null) {
                phone.locator(".absent input").nth(i).check();
            } else {
                phone.locator(".count").nth(i).fill(text);
            }
        }
        phone.locator("button[type=submit]").click();
        assertThat(phone.locator(".saved .title")).hasText("Laporan tersimpan");
    }

    private Path fileIsMade(Page desk) {
        Locator rung = desk.locator("#rung-laporan");
        press(rung, "Sambungkan yang lain");
        rung.locator("#report-agency").selectOption(new SelectOption().setLabel("Dinas Pasar"));
        rung.locator("#report-services-new").fill("Izin lapak");
        rung.getByLabel("Berkas Excel atau CSV").check();
        people(rung);
        press(rung, "Lihat dahulu");
        press(rung, "Simpan");
        Download download = desk.waitForDownload(() -> follow(desk, "Unduh templat Excel"));
        follow(desk, "Langkah berikutnya: unggah berkas");
        return download.path();
    }

    private static void fileIsSent(Page desk, byte[] file) {
        desk.locator("#report-file")
                .setInputFiles(new FilePayload(
                        "izin.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file));
        assertThat(desk.locator(".report-desk .outcome").first()).containsText("2 baru, 0 koreksi");
        press(desk.locator(".report-desk"), "Simpan");
        assertThat(desk.locator(".report-desk .outcome").first()).containsText("Tersimpan: 2 angka");
        assertThat(desk.locator(".report-hero")).containsText("tepat waktu");
        assertThat(desk.getByText("Belum masuk")).hasCount(0);
    }

    /** Another day: everybody opens their page anew, and whoever has an account logs in again. */
    private void next(String instant, Page desk, Page wall, Page phone) {
        pantau.clock.set(instant);
        for (Page page : List.of(desk, wall, phone)) {
            page.clock().setFixedTime(Date.from(pantau.clock.instant()));
            page.reload();
        }
        logIn(desk);
    }

    /** Mistyped at first, as happens; what came of it is told at once. */
    private void apiIsConnected(Page desk) {
        desk.navigate(pantau.address() + "/#/~sambungkan/api");
        Locator rung = desk.locator("#rung-api");
        rung.locator("#api-agency").selectOption(new SelectOption().setLabel("Dinas Pasar"));
        rung.getByLabel("Izin lapak").uncheck();
        rung.locator("#api-url")
                .fill("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/api/salah");
        press(rung, "Tuliskan barisnya");
        apiIsSaved(rung);
        assertThat(rung.locator(".first-answers")).containsText("Perbaiki dengan Ubah");

        pantau.clock.set("2026-11-24T02:05:00Z");
        desk.getByLabel("Ubah: API Dinas Pasar").click();
        Locator text = rung.locator("#addition-yaml");
        text.fill(text.inputValue().replace("/api/salah", "/api/rekap"));
        apiIsSaved(rung);
        assertThat(rung.locator(".first-answers"))
                .hasText("dinas-pasar-api: menjawab dengan baik, angkanya sudah terbaca.");
        assertThat(rung.locator(".saved a")).hasAttribute("href", "#/33.08/dinas-pasar");
    }

    private static void apiIsSaved(Locator rung) {
        assertThat(rung.locator(".outcome")).containsText("Tidak ada kesalahan");
        press(rung, "Simpan ke katalog");
        assertThat(rung.locator(".saved h3")).hasText("Tersimpan dan mulai dipantau");
    }

    private static void goesOnInOneChart(Page wall) {
        wall.getByText("7 hari", new Page.GetByTextOptions().setExact(true)).click();
        wall.locator("select.choice").selectOption(new SelectOption().setLabel("Masuk · permohonan"));
        Locator card = wall.locator(".chart").first();
        assertThat(card.locator(".origin-legend")).containsText("diisi petugas");
        card.getByText("Tabel", new Locator.GetByTextOptions().setExact(true)).click();
        Locator days = card.locator("tbody tr");
        assertThat(days.nth(0)).containsText("17 permohonan");
        assertThat(days.nth(0)).containsText("dilaporkan sistem · petugas mencatat 15, sistem 17: selisih +2");
        assertThat(days.nth(1)).containsText("12 permohonan");
        assertThat(days.nth(1)).containsText("diisi petugas");
        card.getByText("Grafik", new Locator.GetByTextOptions().setExact(true)).click();
    }

    /** Nobody reports any more; the agency, its services and their history stay. */
    private void formEnds(Page desk) {
        Locator additions = desk.locator(".additions");
        desk.getByLabel("Hapus: Formulir Dinas Pasar").click();
        press(additions, "Ya, hapus");
        assertThat(desk.locator(".outcome:visible")).containsText("Perangkat daerah dan layanannya tetap");
        desk.navigate(pantau.address() + "/#/~laporan");
        assertThat(desk.locator(".roster tbody tr")).hasCount(1);
    }

    private static Locator figure(Page wall, String measure) {
        return wall.locator(".figure")
                .filter(new Locator.FilterOptions()
                        .setHas(wall.locator(".figure-name")
                                .getByText(measure, new Locator.GetByTextOptions().setExact(true))));
    }

    private static void says(Page wall, String measure, String value, String origin) {
        assertThat(figure(wall, measure).locator(".figure-value .num")).hasText(value);
        assertThat(figure(wall, measure).locator(".figure-origin")).hasText(origin);
    }

    private static void press(Locator within, String name) {
        within.locator("button:visible")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    private Page visitor() {
        Page page = chromium.visitor();
        page.clock().setFixedTime(Date.from(pantau.clock.instant()));
        return page;
    }
}
