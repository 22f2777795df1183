package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The form where the network comes and goes: nothing typed is lost, nothing is sent twice, nothing is called sent. */
class FormNetworkTest extends FormVisit {

    private static final String UNSENT = "Belum terkirim – akan dikirim saat jaringan kembali";

    private static final String KEPT_OFFLINE = """
            async () => {
              const { active } = await navigator.serviceWorker.ready;
              if (active?.state !== 'activated' || !navigator.serviceWorker.controller) return false;
              const cache = await caches.open('pantau-lapor');
              const kept = ['/lapor.html', '/js/lapor/main.js', '/js/lapor/id.js', '/styles/lapor.css'];
              return (await Promise.all(kept.map((path) => cache.match(path)))).every(Boolean);
            }""";

    @Test
    void waitsForTheNetworkAndSendsByItselfWithTheSameKey() {
        type("31", "30", "3");
        page.context().setOffline(true);
        send();
        assertThat(bar()).containsText("Belum terkirim – akan dikirim saat jaringan kembali");
        assertThat(stub.tried()).isEmpty();

        page.context().setOffline(false);

        assertThat(saved()).isVisible();
        assertThat(stub.saved()).hasSize(1);
    }

    @Test
    void savesOnceWhenTheAnswerIsLost() {
        stub.fate(FormStub.Fate.ANSWER_LOST);
        type("31", "30", "3");
        send();
        assertThat(bar()).hasAttribute("data-phase", "waiting");
        assertThat(saved()).hasCount(0);

        press("Coba sekarang");

        assertThat(saved()).isVisible();
        assertThat(page.locator(".saved")).containsText("tidak tersimpan dua kali");
        assertThat(stub.saved()).hasSize(1);
        assertThat(stub.tried())
                .extracting(report -> report.getString("key"))
                .hasSize(2)
                .containsOnly(firstKey());
    }

    @Test
    void believesNoGatewayAndNoSignInPage() {
        stub.fate(FormStub.Fate.CAPTIVE, FormStub.Fate.GATEWAY, FormStub.Fate.BUSY);
        type("31", "30", "3");
        send();
        assertThat(bar()).containsText("akan dikirim saat jaringan kembali");
        press("Coba sekarang");
        assertThat(bar()).containsText("server belum dapat menyimpan");
        press("Coba sekarang");
        assertThat(bar()).containsText("server sedang sibuk");

        assertThat(saved()).isVisible();
        assertThat(stub.tried()).hasSize(4);
        assertThat(stub.saved()).hasSize(1);
    }

    @Test
    void keepsWhatWasTypedThroughReload() {
        type("31", "12,5");
        page.reload();

        assertThat(count(0)).hasValue("31");
        assertThat(count(1)).hasValue("12,5");
        assertThat(page.locator(".notice")).containsText("dipulihkan");
        type("31", "30", "3");
        send();
        assertThat(saved()).isVisible();
        page.reload();
        assertThat(count(0)).hasValue("31");
        assertThat(page.locator(".notice")).hasCount(0);
        assertThat(page.locator(".day[aria-current]")).containsText("dilaporkan 15.21 oleh Siti Aminah");
        assertThat(page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft')).length"))
                .isEqualTo(0);
        assertThat(page.evaluate("JSON.stringify(localStorage)").toString()).doesNotContain(FormStub.TOKEN);
    }

    @Test
    void goesOnSendingAfterThePageWasClosed() {
        stub.fate(FormStub.Fate.ANSWER_LOST);
        type("31", "30", "3");
        send();
        assertThat(bar()).hasAttribute("data-phase", "waiting");
        page.reload();

        assertThat(saved()).isVisible();
        assertThat(stub.saved()).hasSize(1);
        assertThat(stub.tried())
                .extracting(report -> report.getString("key"))
                .hasSize(2)
                .containsOnly(firstKey());
    }

    private void openOffline(String day) {
        page.waitForFunction(KEPT_OFFLINE);
        page.context().setOffline(true);
        clock(day);
        page.reload();
        assertThat(page.locator(".notice")).containsText("ingatan telepon ini");
        type("31", "30", "3");
        send();
        assertThat(bar()).containsText(UNSENT);
        assertThat(stub.tried()).isEmpty();
    }

    @Tag("long") // the browser does not always let its service worker answer the first visit offline
    @Test
    void opensWithoutNetworkAfterTheFirstVisitAndSendsLater() {
        openOffline(FormData.TODAY);
        page.reload();
        assertThat(bar()).containsText(UNSENT);

        page.context().setOffline(false);

        assertThat(saved()).isVisible();
        assertThat(stub.saved()).hasSize(1);
    }

    @Tag("long") // the browser does not always let its service worker answer the first visit offline
    @Test
    void sendsNothingByItselfForADayThePhoneOnlyThought() {
        openOffline("2026-11-26");

        page.context().setOffline(false);

        assertThat(page.locator(".notice")).containsText("Tanggal telepon ini berbeda");
        assertThat(page.locator(".day[aria-current]")).containsText("Rabu, 25 Nov");
        assertThat(count(0)).hasValue("31");
        assertThat(stub.tried()).isEmpty();
        send();
        assertThat(saved()).isVisible();
        JsonObject report = stub.saved().get(0);
        assertThat(report.getString("day")).isEqualTo(FormData.TODAY);
    }
}
