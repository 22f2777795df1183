package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A clerk with the form open on a phone, at 15.20 by the phone's clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FormVisit {

    /** The page itself waits some seconds before it tries again. */
    private static final double PATIENCE_MS = 20_000;

    FormStub stub;
    Chromium chromium;
    Page page;

    @BeforeAll
    void start() throws IOException {
        setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = new Chromium();
        stub = new FormStub();
    }

    @AfterAll
    void stop() {
        stub.close();
        chromium.close();
    }

    @BeforeEach
    void visit() {
        stub.asks(FormData.clinic());
        page = chromium.visitor();
        page.setViewportSize(390, 844);
        clock(FormData.TODAY);
        open(stub.link());
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.asked())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(stub.address()))
                .noneMatch(url -> url.replaceFirst("#.*", "").contains(FormStub.TOKEN));
    }

    /** Sets the phone's clock to 15.20 of a day; it stands still there. */
    void clock(String day) {
        page.clock().setFixedTime(day + "T15:20:00+07:00");
    }

    void open(String link) {
        page.navigate(link);
        assertThat(count(0)).isVisible();
    }

    Locator count(int index) {
        return page.locator(".count").nth(index);
    }

    void type(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            count(i).fill(texts[i]);
        }
    }

    void send() {
        page.locator("button[type=submit]").click();
    }

    Locator bar() {
        return page.locator("form .bar");
    }

    Locator saved() {
        return page.locator(".saved .title");
    }

    void press(String name) {
        page.locator("button:visible")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    String firstKey() {
        return stub.tried().get(0).getString("key");
    }
}
