package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The form for everyone: small phones, the dark, a keyboard, a screen reader, English. */
class FormAccessTest extends FormVisit {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Names of controls whose target is smaller than a thumb; a link to a label is as large as the label. */
    private static final String SMALL = """
            () => [...document.querySelectorAll('button, .count, .name, label.absent, summary')]
              .filter((element) => element.checkVisibility())
              .filter((element) => element.getBoundingClientRect().height < 44
                || element.getBoundingClientRect().width < 44)
              .map((element) => element.className + ' ' + element.textContent)""";

    /** Shows each face of the page in turn. */
    private void eachFace(Runnable check) {
        check.run();
        type("dua", "30");
        send();
        check.run();
        type("410");
        page.locator(".absent input").nth(2).check();
        send();
        assertThat(page.locator(".question")).isVisible();
        check.run();
        press("Perbaiki");
        type("31");
        page.context().setOffline(true);
        send();
        assertThat(bar()).hasAttribute("data-phase", "waiting");
        check.run();
        page.context().setOffline(false);
        assertThat(page.locator(".outcome .history li")).isVisible();
        check.run();
        page.locator(".outcome .day").first().click();
        assertThat(count(0)).hasValue("10");
        check.run();
        stub.fate(FormStub.Fate.REVOKED);
        type("11");
        send();
        assertThat(page.locator(".outcome .title")).isVisible();
        check.run();
    }

    @Test
    void everyFaceIsAccessibleInLightAndDark() {
        eachFace(() -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertNothingGrave(new AxeBuilder(page));
            // Only colours differ in the dark.
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertNothingGrave(new AxeBuilder(page).withRules(List.of("color-contrast")));
        });
    }

    private static void assertNothingGrave(AxeBuilder axe) {
        assertThat(axe.analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml()))
                .isEmpty();
    }

    @Test
    void everyFaceFitsSmallPhonesAndThumbs() {
        eachFace(() -> {
            for (int width : List.of(320, 390)) {
                page.setViewportSize(width, 640);
                assertFits();
            }
        });
    }

    @Test
    void fortyNumbersUnderLongNamesFitToo() {
        stub.asks(FormData.large());
        page.setViewportSize(320, 640);
        page.reload();
        assertThat(page.locator(".count")).hasCount(40);
        assertFits();
        send();
        assertThat(bar()).containsText("40 isian perlu diperiksa");
        assertThat(count(0)).isFocused();
        assertFits();
        type("1.500");
        press("Sisanya: tidak ada laporan");
        send();

        assertThat(saved()).isVisible();
        List<JsonObject> values = stub.saved().get(0).getJsonArray("values").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(values).hasSize(40);
        assertThat(values.stream().filter(value -> value.containsKey("absent"))).hasSize(39);
        assertFits();
    }

    private void assertFits() {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(page.evaluate(SMALL)).isEqualTo(List.of());
    }

    @Test
    void keypadGoesOnToTheNextFieldAndNeverSendsByAccident() {
        assertThat(count(0)).hasAttribute("inputmode", "numeric");
        count(0).focus();
        for (String number : List.of("31", "30", "3")) {
            page.keyboard().type(number);
            page.keyboard().press("Enter");
        }
        assertThat(page.locator("#by")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("button[type=submit]")).isFocused();
        assertThat(stub.tried()).isEmpty();
        page.keyboard().press("Enter");

        assertThat(saved()).isFocused();
    }

    @Test
    void speaksEnglish() {
        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator(".ask").first()).hasText("Visits received today");
        page.reload();
        assertThat(page.locator("button[type=submit]")).hasText("Send report");
        page.locator("#language").click();
        assertThat(page.locator("button[type=submit]")).hasText("Kirim laporan");
        open(stub.address() + "/lapor.html?lang=en#" + FormStub.TOKEN);
        assertThat(page.locator("button[type=submit]")).hasText("Send report");
    }

    @Test
    void readsAClosedDayOnly() {
        page.locator("summary").first().click();
        page.locator(".day").nth(3).click();

        assertThat(page.locator(".due")).containsText("hanya dapat dibaca");
        assertThat(count(0)).not().isEditable();
        assertThat(bar()).isHidden();
    }
}
