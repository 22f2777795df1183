package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody stands in as head of an agency: the regency's administrator gives the account, its owner makes it theirs and
 * lets a program read, the auditor reads all of it. By the page alone, over the whole program.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleStoryTest {

    private static final double PATIENCE_MS = 15_000;
    private static final String OWN_PASSWORD = "kuda baterai stapler";

    private SeveralPlaces places;
    private Chromium chromium;
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = new Chromium();
        places = new SeveralPlaces(folder);
        pantau = places.pantau;
    }

    @AfterAll
    void stop() {
        places.close();
        chromium.close();
    }

    @AfterEach
    void asksNobodyElseAndDoesNotComplain() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(pantau.address()) || url.startsWith("blob:" + pantau.address()));
    }

    @Test
    void headOfAnAgencyIsAppointedTakesTheAccountAndIsAudited() throws IOException {
        String password = accountIsMade();
        Page siti = ownerChangesThePassword(password);
        ownerSeesOnlyTheAgency(siti);
        programReadsUntilTheKeyIsRevoked(siti);
        auditorReadsAndTakesIt();
    }

    /** @return the password that was made up */
    private String accountIsMade() {
        Page desk = People.visitor(chromium, places, "kominfo");
        desk.navigate(pantau.address());
        assertThat(desk.locator(".sections a:visible")).hasText(new String[] {
            "Pantauan", "Laporan harian", "Sambungkan", "Simpanan", "Orang & peran", "Jejak audit"
        });
        follow(desk, "Orang & peran");
        follow(desk, "Tambah akun");
        People.press(desk, "+ Tambah peran");
        People.press(desk, "Buat akun");
        assertThat(desk.locator("#person-name")).isFocused();
        assertThat(desk.locator("#person-name-error")).hasText("Isi namanya.");
        assertThat(desk.locator("#role-1-role-error")).hasText("Pilih perannya.");

        desk.locator("#person-name").fill("dr. Siti Aminah, M.Kes.");
        desk.locator("#person-username").fill("siti.aminah");
        desk.locator("#role-1-role").selectOption("agency_head");
        desk.locator("#role-1-place").selectOption(new SelectOption().setLabel("Dinas Kesehatan"));
        desk.locator("#role-1-capacity").selectOption("plt");
        desk.locator("#role-1-to").fill("2026-12-31");
        People.press(desk, "Buat akun");
        assertThat(desk.locator(".fresh-link:visible h3")).hasText("Akun dr. Siti Aminah, M.Kes. sudah dibuat");
        String password = desk.locator("#handed-password").inputValue();
        assertThat(password).hasSizeGreaterThan(11);

        follow(desk, "Buka akun ini");
        assertThat(desk.locator("h1")).hasText("dr. Siti Aminah, M.Kes.");
        assertThat(desk.locator(".role-list li"))
                .hasText("Plt. Kepala perangkat daerah – Dinas Kesehatan, Kabupaten Magelang"
                        + " berlaku sampai 31 Des 2026");
        assertThat(desk.locator(".badges").first()).hasText("harus ganti kata sandi");
        assertThat(desk.locator("#handed-password:visible")).hasCount(0);
        desk.context().close();
        return password;
    }

    private Page ownerChangesThePassword(String password) {
        Page siti = People.visitor(chromium, places, null);
        siti.navigate(pantau.address() + "/#/~akun");
        siti.fill("#username", "siti.aminah");
        siti.fill("#password", password);
        siti.keyboard().press("Enter");
        assertThat(siti.locator("h1")).hasText("Ganti kata sandi");
        assertThat(siti.locator(".sections a:visible")).hasCount(0);
        siti.navigate(pantau.address() + "/#/33.08/dinkes");
        siti.reload();
        assertThat(siti.locator("h1")).hasText("Ganti kata sandi");

        typed(siti, password, "siti.aminah 2026", "siti.aminah 2026");
        assertThat(siti.locator("#password-after-error")).hasText("Memuat nama akun; pilih yang lain.");
        assertThat(siti.locator("#password-after")).isFocused();
        typed(siti, "bukan yang ini", OWN_PASSWORD, OWN_PASSWORD);
        assertThat(siti.locator("#password-before-error")).hasText("Ini bukan kata sandi yang sekarang.");
        typed(siti, password, OWN_PASSWORD, OWN_PASSWORD);
        assertThat(siti.locator("h1")).hasText("Dinas Kesehatan");
        return siti;
    }

    private static void typed(Page page, String before, String after, String again) {
        page.fill("#password-before", before);
        page.fill("#password-after", after);
        page.fill("#password-again", again);
        People.press(page, "Ganti dan lanjutkan");
    }

    private void ownerSeesOnlyTheAgency(Page siti) {
        assertThat(siti.locator(".sections a:visible")).hasText(new String[] {"Pantauan", "Laporan harian"});
        for (String elsewhere : new String[] {"33.08", "33.08/pasar", "33.10/dinkes", "~orang", "~audit"}) {
            siti.navigate(pantau.address() + "/#/" + elsewhere);
            assertThat(siti.locator("h1")).hasText("Tempat ini tidak ada");
        }
    }

    private void programReadsUntilTheKeyIsRevoked(Page siti) {
        siti.locator(".account").click();
        assertThat(siti.locator("h1")).hasText("Akun saya");
        assertThat(siti.locator(".link-row").filter(new Locator.FilterOptions().setHasText("sesi ini")))
                .containsText("Chrome di Linux");
        People.press(siti, "Buat kunci");
        assertThat(siti.locator("#key-name-error")).hasText("Isi nama program yang memakainya.");
        siti.locator("#key-name").fill("Portal Satu Data");
        siti.locator("#key-place").selectOption(new SelectOption().setLabel("Dinas Kesehatan"));
        siti.locator("#key-days").selectOption("30");
        People.press(siti, "Buat kunci");
        assertThat(siti.locator(".fresh-link:visible")).containsText("Membaca Dinas Kesehatan, Kabupaten Magelang");
        assertThat(siti.locator(".fresh-link .sample"))
                .hasText("curl --fail-with-body -H \"Authorization: Bearer $PANTAU_KEY\" \"" + pantau.address()
                        + "/api/v1/board?scope=33.08%2Fdinkes\"");
        String key = siti.locator("#fresh-key").inputValue();
        Whole.Said read = pantau.bearer("GET", "/api/v1/board?scope=33.08%2Fdinkes", key, null);
        assertThat(read.ok().getJsonObject("node").getString("name")).isEqualTo("Dinas Kesehatan");

        Locator row = siti.locator(".link-row").filter(new Locator.FilterOptions().setHasText("Portal Satu Data"));
        assertThat(row).containsText("berlaku sampai 23 Des 2026");
        row.getByText("Cabut", new Locator.GetByTextOptions().setExact(true)).click();
        row.getByText("Ya, cabut").click();
        assertThat(siti.locator(".outcome:visible")).hasText("Kunci untuk Portal Satu Data dicabut.");
        assertThat(siti.locator("#fresh-key:visible")).hasCount(0);
        assertThat(pantau.bearer("GET", "/api/v1/board", key, null).status()).isEqualTo(401);
        siti.context().close();
    }

    private void auditorReadsAndTakesIt() throws IOException {
        Page auditor = People.visitor(chromium, places, "inspektorat");
        auditor.navigate(pantau.address() + "/#/~audit");
        assertThat(auditor.locator(".sections a:visible"))
                .hasText(new String[] {"Pantauan", "Laporan harian", "Jejak audit"});
        Locator rows = auditor.locator(".audit tbody tr");
        assertThat(auditor.locator(".audit tbody .col-action")).hasText(new String[] {
            "Mencabut kunci program", "Membuat kunci program", "Mengganti kata sandi sendiri", "Membuat akun"
        });
        assertThat(rows.last())
                .containsText("dr. Siti Aminah, M.Kes.: Plt. Kepala perangkat daerah – 33.08/dinkes,"
                        + " sampai 31 Des 2026");
        rows.first().locator("button").click();
        assertThat(rows).hasCount(3);
        assertThat(auditor.locator("#audit-actor")).hasValue("siti.aminah");
        auditor.locator("#audit-action").selectOption("token-make");
        People.press(auditor, "Cari");
        assertThat(rows).hasCount(1);

        Download file = auditor.waitForDownload(() -> People.press(auditor, "Unduh CSV"));
        assertThat(file.suggestedFilename()).isEqualTo("jejak-audit.csv");
        assertThat(Files.readString(file.path()))
                .startsWith("at,actor,address,action,subject,detail,place\r\n")
                .contains("\"siti.aminah\"", "\"token-make\"", "\"Portal Satu Data\"", "\"33.08/dinkes\"")
                .doesNotContain("token-revoke");
        auditor.locator("#audit-actor").fill("inspektorat");
        auditor.locator("#audit-action").selectOption("");
        People.press(auditor, "Cari");
        assertThat(auditor.locator(".audit tbody .col-action")).hasText("Mengunduh jejak audit");
        auditor.locator("#audit-text").fill("tidak pernah terjadi");
        People.press(auditor, "Cari");
        assertThat(auditor.getByText("Tidak ada catatan yang cocok.")).isVisible();
        auditor.context().close();
    }

    private static void follow(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }
}
