package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page over the demonstration, as leaders open it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemonstrationPageTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Whether the tallies on the page are those the API tells at this moment. */
    private static final String SAME_COUNTS = """
            async () => {
              const board = await (await fetch('/api/v1/board')).json();
              const shown = [...document.querySelectorAll('.tally')].map((tally) =>
                [tally.dataset.status, Number(tally.querySelector('dd').textContent.replaceAll('.', ''))]);
              return shown.length === 6 && shown.every(([status, n]) => board.node.counts[status] === n);
            }""";

    private RunningPantau pantau;
    private Chromium chromium;

    @BeforeAll
    void start(@TempDir Path data) throws Blocking.FailedException {
        chromium = new Chromium();
        pantau = RunningPantau.demonstration(data);
    }

    @AfterAll
    void stop() {
        if (pantau != null) {
            pantau.close();
        }
        chromium.close();
    }

    @AfterEach
    void asksNobodyElseAndDoesNotComplain() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked()).isNotEmpty().allMatch(url -> url.startsWith(pantau.address()));
    }

    private Page as(String account, String place) {
        Page page = chromium.visitor();
        page.navigate(pantau.address() + "/" + place);
        page.locator(".role")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(account))
                .click();
        return page;
    }

    @Test
    void governorSeesTheProvinceAsTheApiTellsIt() {
        Page page = as("Gubernur", "");

        assertThat(page.locator("h1")).hasText("Provinsi Jawa Tengah");
        assertThat(page.locator(".hero-sentence")).containsText("layanan terpantau");
        page.waitForFunction(SAME_COUNTS);
        assertThat(page.locator(".tiles li")).hasCount(35);
        assertThat(page.locator(".figures").first().locator(".figure-name")).hasText(new String[] {
            "Selesai dilayani",
            "Masuk",
            "Menunggu diproses",
            "Ketersediaan layanan",
            "Waktu respons sistem",
            "Waktu tunggu"
        });
        page.context().close();
    }

    @Test
    void placesNobodyWatchesYetReadCalmly() {
        Page page = as("Gubernur", "#/33.05");

        assertThat(page.locator(".hero-sentence")).containsText("Belum ada layanan yang terhubung di sini");
        assertThat(page.locator(".empty-title").first()).isVisible();
        assertThat(page.locator("canvas").first()).isHidden();
        page.context().close();
    }

    @Test
    void whatIsNotOnesOwnDoesNotExist() {
        Page page = as("Bupati Magelang", "#/33.74");

        assertThat(page.locator("h1")).hasText("Tempat ini tidak ada");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ke halaman utama"))
                .click();
        assertThat(page.locator("h1")).hasText("Kabupaten Magelang");
        page.context().close();
    }

    /** Those with a form and those with a file report by themselves, over HTTP, as soon as the demonstration runs. */
    @Test
    void officesWithoutAnApiReport() {
        Page page = as("Operator Diskominfo", "#/~laporan");

        assertThat(page.locator(".roster tbody tr").first()).isVisible();
        page.waitForFunction("""
                async () => {
                  const feeds = (await (await fetch('/api/v1/reports')).json()).feeds;
                  return ['form', 'file'].every((by) => feeds.some((feed) => feed.by === by))
                    && feeds.every((feed) => feed.lastDay !== null);
                }""");
        page.context().close();
    }

    @Test
    void speaksTheReadersLanguage() {
        Page page = as("Bupati Magelang", "");

        assertThat(page.locator("#attention-title")).hasText("Perlu perhatian");
        page.getByTitle("English").click();
        assertThat(page.locator("#attention-title")).hasText("Needs attention");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        page.reload();
        assertThat(page.locator("#attention-title")).hasText("Needs attention");
        page.context().close();
    }

    @Test
    void everyMainPageIsAccessibleInLightAndDark() {
        Page page = chromium.visitor();
        page.navigate(pantau.address());
        assertThat(page.locator(".role").first()).isVisible();
        inBothSchemes(page, "login");
        page.locator(".role").first().click();
        assertThat(page.locator(".hero")).isVisible();
        inBothSchemes(page, "overview");
        page.navigate(pantau.address() + "/#/33.08/disdukcapil/ktp-el");
        assertThat(page.locator(".service-hero")).isVisible();
        assertThat(page.locator(".feeds tbody tr").first()).isVisible();
        inBothSchemes(page, "service");
        page.context().close();
    }

    @Test
    void fitsAPhone() {
        Page page = chromium.visitor();
        page.setViewportSize(390, 844);
        page.navigate(pantau.address());
        page.locator(".role").first().click();
        for (String place : List.of("#/33", "#/33.08/disdukcapil", "#/33.08/disdukcapil/ktp-el")) {
            page.navigate(pantau.address() + "/" + place);
            assertThat(page.locator(".hero h1")).isVisible();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(place)
                    .isEqualTo(true);
        }
        assertThat(page).hasTitle(Pattern.compile(".* – Pantau"));
        page.context().close();
    }

    private static void inBothSchemes(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page)
                            .analyze().getViolations().stream()
                                    .filter(rule -> GRAVE.contains(rule.getImpact()))
                                    .map(rule -> rule.getId() + " "
                                            + rule.getNodes().get(0).getHtml()))
                    .as(name + " " + scheme)
                    .isEmpty();
        }
    }
}
