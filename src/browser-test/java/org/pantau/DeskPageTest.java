package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages operators work with, over answers the test decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskPageTest {

    static final Date NOW = Date.from(Instant.parse("2026-11-25T08:05:00Z"));

    private Webroot webroot;
    private Chromium chromium;
    private DeskStub stub;

    @BeforeAll
    void start() {
        chromium = new Chromium();
        webroot = new Webroot();
    }

    @AfterAll
    void stop() {
        webroot.close();
        chromium.close();
    }

    @BeforeEach
    void anew() {
        stub = new DeskStub();
        stub.feeds = List.of(
                RosterRows.row("pasar", "Dinas Pasar", "reported", 20, 18),
                RosterRows.row("dinkes", "Dinas Kesehatan", "missing", 20, 19),
                RosterRows.row("rsud", "RSUD Muntilan", "waiting", 20, 20),
                RosterRows.row("dinsos", "Dinas Sosial", "late", 20, 5),
                RosterRows.row("lh", "Dinas Lingkungan Hidup", "off", 0, 0));
    }

    @AfterEach
    void asksNobodyElseAndDoesNotComplain() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked()).isNotEmpty().allMatch(url -> url.startsWith(webroot.address()));
    }

    private Page open(String place) {
        Page page = chromium.visitor();
        page.clock().setFixedTime(NOW);
        stub.mount(page);
        page.navigate(webroot.address() + "/" + place);
        assertThat(page.locator("h1")).isVisible();
        return page;
    }

    private static Locator names(Page page) {
        return page.locator(".roster tbody th a");
    }

    private static Locator button(Locator within, String name) {
        return within.locator("button:visible").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void rosterPutsWhoHasNotReportedFirst() {
        Page page = open("#/~laporan");

        assertThat(names(page)).hasText(new String[] {
            "Dinas Kesehatan", "RSUD Muntilan", "Dinas Sosial", "Dinas Pasar", "Dinas Lingkungan Hidup"
        });
        assertThat(page.locator(".hero-sentence"))
                .hasText("2 dari 4 laporan sudah masuk (1 terlambat); 1 belum masuk; 1 masih ditunggu,"
                        + " paling dekat pukul 15.30 WIB. 1 tidak dijadwalkan.");
        assertThat(page.locator(".roster tr[data-report=waiting]")).containsText("25 mnt lagi");
        page.locator(".roster .col-rate button").click();
        assertThat(names(page).first()).hasText("Dinas Sosial");
        assertThat(names(page).last()).hasText("Dinas Lingkungan Hidup");
        assertThat(page.locator(".roster th[aria-sort]")).hasText("Tepat waktu, 6 bulan");
        page.locator(".roster .col-rate button").click();
        assertThat(names(page).first()).hasText("RSUD Muntilan");
        assertThat(names(page).last()).hasText("Dinas Lingkungan Hidup");
        page.context().close();
    }

    @Test
    void rosterIsFilteredAndLooksBack() {
        Page page = open("#/~laporan");

        page.locator(".tally-switch[data-report=late]").click();
        assertThat(names(page)).hasText(new String[] {"Dinas Sosial"});
        page.locator(".tally-switch[data-report=late]").click();
        page.getByLabel("Hari sebelumnya").click();
        assertThat(page).hasURL(Pattern.compile(".*day=2026-11-24.*"));
        assertThat(page.locator(".day-word")).hasText("Selasa, 24 November 2026");
        assertThat(names(page)).hasCount(5);
        assertThat(stub.rosterDays).contains("2026-11-24");
        page.getByLabel("Hari sesudahnya").click();
        assertThat(page.getByLabel("Hari sesudahnya")).isDisabled();
        page.context().close();
    }

    @Test
    void rosterFollowsWhenSomebodyComesBackToIt() {
        Page page = open("#/~laporan");
        assertThat(names(page)).hasCount(5);

        stub.feeds = List.of(RosterRows.row("dinkes", "Dinas Kesehatan", "reported", 20, 19));
        page.evaluate("dispatchEvent(new Event('focus'))");
        assertThat(names(page)).hasCount(1);
        assertThat(page.locator(".hero-sentence")).hasText("1 dari 1 laporan sudah masuk.");
        stub.feeds = List.of();
        page.evaluate("dispatchEvent(new Event('focus'))");
        page.getByText("Mulai dengan formulir atau Excel").click();
        assertThat(page.locator("#report-agency")).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE); // nothing is answered into a page that is closed
        page.context().close();
    }

    @Test
    void listOfAddressesIsCorrectedBeforeItIsSaved() {
        Page page = open("#/~sambungkan/alamat");
        Locator rung = page.locator("#rung-alamat");

        page.locator("#addresses")
                .fill("Dinas Kesehatan; Antrean; https://a.contoh.go.id\nDinas Kesehatan; Surat\n"
                        + "RSUD; Daftar; rsud.contoh.go.id");
        assertThat(rung.locator(".lines tbody tr[data-wrong]")).hasCount(2);
        assertThat(rung.locator(".outcome")).containsText("2 baris perlu diperbaiki; 1 lainnya baik");
        assertThat(button(rung, "Simpan semua alamat")).isDisabled();
        page.getByLabel("Ke baris 3").click();
        assertThat(page.evaluate("document.getSelection().toString()")).isEqualTo("RSUD; Daftar; rsud.contoh.go.id");
        page.keyboard().insertText("RSUD; Daftar; https://rsud.contoh.go.id");
        assertThat(rung.locator(".lines tbody tr[data-wrong]")).hasCount(1);
        page.getByLabel("Ke baris 2").click();
        page.keyboard().insertText("Dinas Kesehatan; Surat; https://surat.contoh.go.id");
        assertThat(rung.locator(".outcome")).containsText("3 alamat siap disimpan");
        assertThat(stub.savedLists).isEmpty();
        button(rung, "Simpan semua alamat").click();
        assertThat(rung.locator(".saved")).containsText("3 alamat tersimpan");
        assertThat(rung.locator(".saved a")).hasAttribute("href", "#/33.08");
        assertThat(page.locator("#addresses")).hasValue("");
        assertThat(stub.savedLists)
                .containsExactly(
                        "Dinas Kesehatan; Antrean; https://a.contoh.go.id\n"
                                + "Dinas Kesehatan; Surat; https://surat.contoh.go.id\nRSUD; Daftar; https://rsud.contoh.go.id");
        page.context().close();
    }

    @Test
    void formIsMadeAndItsLinkShownOnceThenRevoked() {
        Page page = open("#/~sambungkan/laporan");
        Locator rung = page.locator("#rung-laporan");

        page.locator("#report-agency").selectOption("+");
        button(rung, "Lihat dahulu").click();
        assertThat(page.locator("#report-agency-name-error")).hasText("Isi namanya.");
        assertThat(page.locator("#report-agency-name")).isFocused();
        page.locator("#report-agency-name").fill("Dinas Pasar");
        page.locator("#report-services-new").fill("Retribusi pasar\nIzin lapak");
        page.locator("#report-owner").fill("Siti Aminah");
        page.locator("#report-deputy").fill("Budi Santoso");
        button(rung, "Lihat dahulu").click();
        assertThat(rung.locator(".summary-words")).containsText("Siti Aminah mengisi formulir untuk 2 layanan");
        assertThat(stub.savedReports).isEmpty();
        button(rung, "Simpan").click();
        assertThat(rung.locator(".saved a").first()).hasAttribute("href", "#/33.08/pasar");
        JsonObject draft = stub.savedReports.get(0);
        assertThat(draft.getJsonObject("agency"))
                .isEqualTo(new JsonObject().put("government", "33.08").put("name", "Dinas Pasar"));
        assertThat(draft.getString("due")).isEqualTo("hari kerja 15.30");
        button(rung, "Buat tautan").click();
        assertThat(rung.locator(".secret")).hasValue("http://127.0.0.1/lapor.html#rahasia-sekali-saja");
        button(rung, "Selesai, sembunyikan").click();
        assertThat(rung.locator(".secret")).hasValue("");
        page.getByLabel("Cabut: Siti Aminah").click();
        button(rung, "Ya, cabut").click();
        assertThat(rung.locator(".link-row[data-open=false] .link-state")).containsText("dicabut");
        assertThat(page.content()).doesNotContain("rahasia-sekali-saja");
        page.context().close();
    }

    private static FilePayload csv(String text) {
        return new FilePayload("laporan.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fileIsCorrectedLookedAtAndSaved() {
        stub.files.put(
                "salah",
                new JsonObject()
                        .put(
                                "errors",
                                new JsonArray()
                                        .add(RosterRows.mistake("C10", "bilangan bulat (tertulis: '1.234,5')"))
                                        .add(RosterRows.mistake("C7", "bilangan bulat, tanpa rumus"))));
        stub.files.put("benar", RosterRows.unusualPreview());
        stub.files.put("sama", RosterRows.samePreview());
        Page page = open("#/~laporan/dinkes");
        Locator file = page.locator("#report-file");

        file.setInputFiles(csv("salah"));
        assertThat(page.locator(".cell-errors code")).hasText(new String[] {"C7", "C10"});
        file.setInputFiles(csv("benar"));
        assertThat(page.locator(".cell-errors")).isHidden();
        assertThat(page.locator(".preview tbody tr[data-unusual]")).containsText("biasanya 20–44");
        Locator save = button(page.locator(".report-desk"), "Simpan");
        assertThat(save).isDisabled();
        assertThat(stub.savedFiles).isEmpty();
        page.locator("#upload-sure").check();
        save.click();
        assertThat(page.locator(".outcome:visible").first()).containsText("Tersimpan: 1 angka");
        assertThat(stub.savedFiles).containsExactly("benar");
        file.setInputFiles(csv("sama"));
        assertThat(page.locator(".outcome:visible").first()).containsText("Tidak ada yang berubah");
        assertThat(save).hasCount(0);
        assertThat(page.locator(".templates a").first())
                .hasAttribute("href", "/api/v1/reports/dinkes/template?format=xlsx&days=7");
        page.context().close();
    }

    @Test
    void leadersLookButDoNotConnect() {
        stub.role = "leader";
        stub.feeds = List.of(RosterRows.row("dinkes", "Dinas Kesehatan", "missing", 20, 19)
                .put("may", new JsonObject().put("edit", false)));
        Page page = open("#/~laporan/dinkes");

        assertThat(page.locator(".report-desk")).containsText("Tautan dan unggahan diurus operator");
        assertThat(page.locator("#report-file")).hasCount(0);
        assertThat(page.locator(".sections a:visible")).hasText(new String[] {"Pantauan", "Laporan harian"});
        page.navigate(webroot.address() + "/#/~sambungkan");
        assertThat(page.locator("main")).containsText("Ini pekerjaan operator");
        assertThat(page.locator(".ladder")).hasCount(0);
        page.context().close();
    }
}
