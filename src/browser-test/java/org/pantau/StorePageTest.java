package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page about the store, over answers the test decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorePageTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Webroot webroot;
    private Chromium chromium;
    private DeskStub stub;
    private Page page;
    /** Only another address loads the page anew. */
    private int opened;

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
        page = chromium.visitor();
        page.clock().setFixedTime(DeskPageTest.NOW);
        stub.mount(page);
    }

    @AfterEach
    void asksNobodyElseAndDoesNotComplain() {
        page.context().close();
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked()).isNotEmpty().allMatch(url -> url.startsWith(webroot.address()));
    }

    private void open(JsonObject store) {
        stub.store = store;
        page.navigate(webroot.address() + "/?" + opened++ + "#/~simpanan");
        assertThat(page.locator("h1")).hasText("Simpanan");
        assertThat(page.locator(store.isEmpty() ? ".outcome:visible" : ".hero-sentence:not(:empty)"))
                .isVisible();
    }

    private Locator sentence() {
        return page.locator(".hero-sentence");
    }

    private Locator kind(String name) {
        return page.locator(".kinds tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void sizesAreSaidLargestFirstWithHowLongThereIsRoom() {
        open(StoreAnswers.filled());

        assertThat(sentence())
                .hasText("Simpanan memakai 5,4 GB dari disk 80 GB; pada laju ini penuh sekitar Maret 2028.");
        assertThat(page.locator(".disk-facts dd")).hasText(new String[] {"5,4 GB", "70,5 GB", "4,1 GB", "11,9 MB"});
        assertThat(page.locator(".kinds tbody .kind-name").first()).hasText("Nilai satu per satu");
        assertThat(page.locator(".kinds tbody .kind-name").last()).hasText("Lainnya");
        assertThat(kind("Nilai satu per satu").locator("td"))
                .hasText(
                        new String[] {"3,8 GB", "1,6 GB", "2,2 GB", "6,1 MB", "20 Nov 2025 – 25 Nov 2026", "400 hari"});
        assertThat(kind("Ringkasan harian").locator(".col-kept")).hasText("selamanya");
        assertThat(page.locator(".kinds tfoot td").first()).hasText("5,4 GB");
        assertThat(page.locator(".store-content")).containsText("Tidak ada yang menunggu");
        assertThat(page.locator(".service-facts")).containsText("18.6, bawaan");
        assertThat(page.locator(".sections a[aria-current=page]")).hasText("Simpanan");
    }

    @Test
    void lastNightLeadsToThePlacesOfItsFeeds() {
        open(StoreAnswers.lacking(StoreAnswers.filled(), 777));

        assertThat(page.locator(".night-sentence"))
                .hasText("Selasa, 24 November 2026: 5.614.300 dari 5.616.010 pembacaan tersimpan (99,9%);"
                        + " 777 sumber data kurang.");
        assertThat(page.locator(".lacking tbody tr")).hasCount(20);
        assertThat(page.locator(".lacking tbody tr").first().locator(".col-missing"))
                .hasText("2.880 (100%)");
        page.locator(".fold:visible").click();
        assertThat(page.locator(".lacking tbody tr")).hasCount(500);
        assertThat(page.locator(".store-content")).containsText("dan 277 sumber data lainnya");
        page.locator(".lacking a").first().click();
        assertThat(page).hasURL(Pattern.compile(".*#/33\\.08/dinkes/antrean$"));
    }

    @Test
    void firstDaySaysThatNothingCanBeForetoldYet() {
        open(StoreAnswers.firstDay());

        assertThat(sentence()).containsText("belum cukup hari untuk meramal");
        assertThat(kind("Nilai satu per satu").locator(".col-pace")).hasText("belum diketahui");
        assertThat(kind("Nilai satu per satu").locator(".col-span")).hasText("belum ada");
        assertThat(page.locator(".night-sentence")).containsText("Belum ada hari penuh");
    }

    @Test
    void databaseThatIsAwayIsSaidWithWhatWaits() {
        open(StoreAnswers.away(120));

        assertThat(page.locator(".hero-facts")).hasText("Diukur 15.04 WIB, sebelum basis data terputus.");
        assertThat(page.locator(".outcome[data-tone=wait]"))
                .hasText("Basis data tidak terjangkau sejak 14.02 WIB. 84.518 nilai (28 MB) menunggu di disk sejak"
                        + " 14.02 WIB; masuk basis data begitu terjangkau lagi, berurutan, masing-masing sekali.");
        assertThat(page.locator(".aside-files tbody tr")).hasCount(100);
        assertThat(page.locator(".aside-files tbody tr").nth(1)).containsText("tidak tercatat; lihat log");
        assertThat(page.locator(".store-content")).containsText("dan 20 berkas yang lebih lama");
    }

    @Test
    void operatorOfOnePlaceSeesTheirFeedsAlone() {
        open(StoreAnswers.scoped());

        assertThat(sentence()).hasText("Basis data menerima semua yang masuk.");
        assertThat(page.locator(".night-sentence")).hasText("Selasa, 24 November 2026: 3 sumber data kurang.");
        assertThat(page.locator(".disk")).isHidden();
        assertThat(page.locator(".kinds")).isHidden();
        assertThat(page.locator("h2:visible")).hasText(new String[] {"Malam terakhir"});
    }

    @Test
    void diskOfAnotherMachineIsSaidToBeUnknown() {
        open(StoreAnswers.external());

        assertThat(sentence()).containsText("disk basis data luar tidak terlihat dari sini");
        assertThat(page.locator(".disk dt:visible")).hasText(new String[] {"Tambahan sehari"});
        assertThat(page.locator(".service-facts")).containsText("server luar");
    }

    @Test
    void serverThatCannotSaySoIsNoEmptyStore() {
        open(new JsonObject());

        assertThat(page.locator(".outcome:visible")).containsText("belum dapat melayani");
        assertThat(page.locator(".store-content")).isHidden();
    }

    @Test
    void leadersAreNotOfferedIt() {
        stub.role = "leader";
        stub.store = StoreAnswers.filled();
        page.navigate(webroot.address() + "/#/~laporan");

        assertThat(page.locator(".sections a:visible")).hasText(new String[] {"Pantauan", "Laporan harian"});
    }

    /** Colours differ by scheme and layout by width: each scheme at a width of its own shows all there is. */
    @Test
    @Tag("long")
    void everyStateIsAccessibleAndFits() {
        for (int width : List.of(390, 1366, 1920)) {
            page.setViewportSize(width, 844);
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(width == 1366 ? ColorScheme.DARK : ColorScheme.LIGHT));
            for (JsonObject store : List.of(
                    StoreAnswers.filled(),
                    StoreAnswers.firstDay(),
                    StoreAnswers.away(3),
                    StoreAnswers.lacking(StoreAnswers.scoped(), 30),
                    StoreAnswers.external())) {
                open(store);
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s px: %s", width, store)
                        .isEqualTo(true);
                if (width < 1920) {
                    nothingGrave(width + " px: " + store);
                }
            }
        }
    }

    private void nothingGrave(String name) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> GRAVE.contains(rule.getImpact()))
                                .map(rule -> rule.getId() + " "
                                        + rule.getNodes().get(0).getHtml()))
                .as(name)
                .isEmpty();
    }
}
