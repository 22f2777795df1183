package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.pantau.database.TestDatabase.done;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages of accounts, of one's own account and of the audit: what is hard about them, and what they look like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeoplePageTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final double PATIENCE_MS = 15_000;
    private static final String LONG_NAME =
            "Dr. drg. H. Raden Mas Bambang Suryaningrat Kusumowardhani, S.K.G., M.Kes.," + " Sp.K.G.A., Ph.D.";

    private SeveralPlaces places;
    private Accounts accounts;
    private Chromium chromium;
    private Whole pantau;

    @BeforeAll
    void start(@TempDir Path folder) {
        setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = new Chromium();
        places = new SeveralPlaces(folder);
        accounts = new Accounts(places);
        pantau = places.pantau;
    }

    @AfterAll
    void stop() {
        places.close();
        chromium.close();
    }

    @AfterEach
    void doesNotComplain() {
        assertThat(chromium.complaints()).isEmpty();
    }

    private Page open(String who, String place) {
        Page page = People.visitor(chromium, places, who);
        page.navigate(pantau.address() + "/#/" + place);
        return page;
    }

    private void made(String username, JsonObject... roles) {
        accounts.ask("POST", "/api/v1/users", "kominfo", Accounts.user(username, "33.08", roles))
                .isOk();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsShownAndWhatWasTypedIsKept() {
        made("bersama", Accounts.role("leader", "33.08"));
        Page page = open("kominfo", "~orang/bersama");
        page.locator("#role-1-role").selectOption("auditor");
        page.locator("#role-1-to").fill("2027-06-30");
        JsonObject other = new JsonObject()
                .put("revision", accounts.found("admin", "bersama").getInteger("revision"))
                .put("roles", new JsonArray().add(Accounts.role("operator", "33.08/pasar")));
        accounts.ask("PUT", "/api/v1/users/bersama/roles", "admin", other).isOk();

        People.press(page, "Simpan peran");
        assertThat(page.locator(".outcome:visible")).containsText("sudah diubah orang lain");
        assertThat(page.locator(".role-list")).containsText("Operator Diskominfo – Dinas Pasar");
        assertThat(page.locator("#role-1-role")).hasValue("auditor");
        assertThat(page.locator("#role-1-to")).hasValue("2027-06-30");
        People.press(page, "Simpan peran");
        assertThat(page.locator(".outcome:visible")).containsText("Peran tersimpan");
        JsonArray roles = accounts.found("admin", "bersama").getJsonArray("roles");
        assertThat(roles).hasSize(1);
        assertThat(roles.getJsonObject(0).getString("role")).isEqualTo("auditor");
        assertThat(roles.getJsonObject(0).getString("to")).isEqualTo("2027-07-01T00:00:00+07:00");
        page.context().close();
    }

    @Test
    void accountIsDisabledAndEnabledAndGetsANewPassword() {
        made("pensiun", Accounts.role("leader", "33.08"));
        Page page = open("kominfo", "~orang/pensiun");

        People.press(page, "Nonaktifkan akun");
        People.press(page, "Ya, nonaktifkan");
        assertThat(page.locator(".badges").first()).containsText("dinonaktifkan 10.00 WIB");
        assertThat(page.getByText("Akun ini dinonaktifkan dan tidak dapat masuk."))
                .isVisible();
        People.press(page, "Aktifkan lagi");
        assertThat(page.locator(".outcome:visible")).hasText("Akun aktif lagi.");
        People.press(page, "Buat kata sandi baru");
        People.press(page, "Ya, buat");
        assertThat(page.locator(".fresh-link:visible h3")).hasText("Kata sandi baru untuk Nama pensiun");
        String password = page.locator("#handed-password").inputValue();
        assertThat(pantau.session("pensiun", password)).startsWith("pantau_session=");
        People.press(page, "Akhiri semua sesi");
        People.press(page, "Ya, akhiri");
        assertThat(page.locator(".outcome:visible")).hasText("Semua sesi akun ini berakhir.");
        page.locator("#person-name").fill("Nama baru");
        People.press(page, "Simpan nama");
        assertThat(page.locator("h1")).hasText("Nama baru");
        page.context().close();
    }

    @Test
    void accountsOfOthersOnlyLetTheirRolesBeChanged() {
        accounts.ask(
                        "POST",
                        "/api/v1/users",
                        "admin",
                        Accounts.user("tamu", "", Accounts.role("leader", "33.08"), Accounts.role("leader", "33.10")))
                .isOk();
        Page page = open("kominfo", "~orang/tamu");

        assertThat(page.locator(".outcome:visible")).containsText("hanya perannya di wilayah Anda");
        assertThat(page.getByText("Nonaktifkan akun")).not().isVisible();
        People.press(page, "Hapus peran 1");
        People.press(page, "Simpan peran");
        assertThat(page.getByText("Peran tersimpan, dan langsung berlaku.")).isVisible();
        assertThat(accounts.found("admin", "tamu").getJsonArray("roles")).hasSize(1);
        page.context().close();
    }

    @Test
    void regencyOpensItsFeedsToItsProvinceAndClosesThem() {
        Page page = open("kominfo", "~orang");
        Locator turn = page.locator(".switch");

        assertThat(turn).hasAttribute("aria-checked", "false");
        assertThat(turn).hasAccessibleName("Kabupaten Magelang Provinsi boleh mengurus feed kami");
        turn.press("Space");
        assertThat(turn).hasAttribute("aria-checked", "true");
        assertThat(page.locator(".sharing")).containsText("Provinsi boleh mengurus feed kami.");
        Page province = open("provinsi", "~orang");
        assertThat(province.locator(".switch")).isDisabled();
        assertThat(province.locator(".sharing")).containsText("hanya pemerintah ini sendiri yang dapat menutupnya");
        province.context().close();
        turn.click();
        assertThat(turn).hasAttribute("aria-checked", "false");
        page.context().close();
    }

    /** The session was open already when the password became one to change: the first refusal leads there. */
    @Test
    void refusalLeadsToTheChange() {
        String session = accounts.created("kominfo", "ingat", "33.08", Accounts.role("administrator", "33.08"));
        assertThat(session).isNotEmpty();
        Page page = People.visitor(chromium, places, null);
        page.navigate(pantau.address());
        page.fill("#username", "ingat");
        page.fill("#password", Accounts.OWN_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".hero h1")).isVisible();
        done(pantau.database
                .pool()
                .query("update account set must_change = true where username = 'ingat'")
                .execute());
        made("penyegar"); // all accounts are read again
        page.navigate(pantau.address() + "/#/~orang");

        assertThat(page.locator("h1")).hasText("Ganti kata sandi");
        page.context().close();
    }

    /** An account before its first role, or after its last: it is told why, and may look after itself. */
    @Test
    void whoeverHasNoRoleIsToldSo() {
        assertThat(accounts.created("kominfo", "kosong", "33.08")).isNotEmpty();
        Page page = People.visitor(chromium, places, null);
        page.navigate(pantau.address());
        page.fill("#username", "kosong");
        page.fill("#password", Accounts.OWN_PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Belum ada peran yang berlaku");
        page.locator(".account").click();
        assertThat(page.locator("h1")).hasText("Akun saya");
        assertThat(page.getByText("Kunci dapat dibuat begitu Anda punya peran")).isVisible();
        page.context().close();
    }

    @Test
    void fiveHundredAccountsAreFoundAndFitAPhone() {
        Page page = People.visitor(chromium, places, "kominfo");
        page.setViewportSize(390, 844);
        JsonArray users = new JsonArray();
        IntStream.range(0, 500).forEach(n -> users.add(account(n)));
        answered(page, 200, new JsonObject().put("users", users).put("opened", new JsonArray()));
        page.navigate(pantau.address() + "/#/~orang");

        assertThat(page.locator(".people tbody tr")).hasCount(100);
        assertThat(page.locator(".hero-sentence")).containsText("500 akun; 250 belum mengganti kata sandi buatan");
        fits(page);
        page.locator(".fold:visible").click();
        assertThat(page.locator(".people tbody tr")).hasCount(500);
        page.locator("#people-search").fill("plt. akun-499");
        assertThat(page.locator(".people tbody tr")).hasCount(1);
        page.locator("#people-search").fill("tidak ada");
        assertThat(page.getByText("Tidak ada akun yang cocok.")).isVisible();
        page.context().close();
    }

    private static JsonObject account(int n) {
        JsonObject role = new JsonObject()
                .put("role", "agency_head")
                .put("scope", "33.08/dinkes")
                .put("scopeName", "Dinas Pengendalian Penduduk, Keluarga Berencana, Kabupaten Magelang")
                .put("capacity", "plt")
                .put("from", null)
                .put("to", "2027-01-01T00:00:00+07:00")
                .put("holds", true)
                .put("by", "kominfo");
        return new JsonObject()
                .put("username", "akun-" + n)
                .put("name", LONG_NAME + " " + n)
                .put("home", "33.08")
                .put("homeName", "Kabupaten Magelang")
                .put("disabledAt", null)
                .put("mustChange", n % 2 == 0)
                .put("hasPassword", true)
                .put("managed", true)
                .put("revision", 1)
                .put("roles", new JsonArray().add(role));
    }

    @Test
    void nobodyYetAndADatabaseAwayAreSaidInWords() {
        Page page = People.visitor(chromium, places, "kominfo");
        answered(page, 200, new JsonObject().put("users", new JsonArray()).put("opened", new JsonArray()));
        page.navigate(pantau.address() + "/#/~orang");
        assertThat(page.getByText("Belum ada akun.")).isVisible();

        answered(page, 500, new JsonObject().put("status", 500).put("detail", ""));
        page.route("**/api/v1/{audit,tokens,session/list}*", PeoplePageTest::away);
        page.evaluate("dispatchEvent(new Event('focus'))");
        assertThat(page.locator(".outcome:visible")).containsText("Pantau belum dapat melayani ini");
        for (String place : new String[] {"~orang/kominfo", "~audit", "~akun"}) {
            page.navigate(pantau.address() + "/#/" + place);
            assertThat(page.locator(".outcome:visible").first()).containsText("Pantau belum dapat melayani ini");
        }
        page.context().close();
    }

    private static void answered(Page page, int status, JsonObject body) {
        page.route("**/api/v1/users", route -> fulfil(route, status, body));
    }

    private static void away(Route route) {
        fulfil(route, 500, new JsonObject().put("status", 500).put("detail", ""));
    }

    private static void fulfil(Route route, int status, JsonObject body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body.encode()));
    }

    /** Colours differ by scheme and layout by width: each scheme at a width of its own shows all there is. */
    @Test
    @Tag("long")
    void everyPageIsAccessibleInLightAndDarkAndFits() {
        made("terlihat", Accounts.role("agency_head", "33.08/dinkes").put("capacity", "plh"));
        Page page = People.visitor(chromium, places, "kominfo");
        page.setViewportSize(390, 844);
        seen(page, ColorScheme.LIGHT);
        page.setViewportSize(1366, 768);
        seen(page, ColorScheme.DARK);
        page.context().close();
    }

    private void seen(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        go(page, "~orang", ".people tbody tr", scheme);
        go(page, "~orang/+", "#person-home", scheme);
        People.press(page, "+ Tambah peran");
        People.press(page, "Buat akun");
        assertThat(page.locator(".field-error:visible").first()).isVisible();
        nothingGrave(page, "mistakes " + scheme);
        go(page, "~orang/terlihat", "#role-1-place option[value='33.08/dinkes']", scheme);
        go(page, "~akun", ".link-row", scheme);
        page.locator("#key-name").fill("Portal");
        People.press(page, "Buat kunci");
        assertThat(page.locator(".fresh-link:visible")).isVisible();
        nothingGrave(page, "key " + scheme);
        fits(page);
        go(page, "~audit", ".audit tbody tr", scheme);
    }

    private void go(Page page, String place, String awaited, ColorScheme scheme) {
        page.navigate(pantau.address() + "/#/" + place);
        assertThat(page.locator(awaited).first()).isAttached();
        nothingGrave(page, place + " " + scheme);
        fits(page);
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

    private static void fits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(page.url())
                .isEqualTo(true);
    }
}
