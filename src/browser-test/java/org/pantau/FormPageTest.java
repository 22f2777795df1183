package org.pantau;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The form by phone, as a clerk meets it: in order, in haste, and mistaken. */
class FormPageTest extends FormVisit {

    private static JsonObject value(JsonObject report, int index) {
        return report.getJsonArray("values").getJsonObject(index);
    }

    @Test
    void reportsNumbersZeroAndAbsenceApart() {
        type("1.234", "0");
        page.locator(".absent input").nth(2).check();
        send();
        press("Betul, kirim");

        assertThat(saved()).hasText("Laporan tersimpan");
        assertThat(stub.saved()).hasSize(1);
        JsonObject report = stub.saved().get(0);
        assertThat(report.getString("day")).isEqualTo(FormData.TODAY);
        assertThat(report.getString("by")).isEqualTo("Siti Aminah");
        assertThat(value(report, 0).getInteger("value")).isEqualTo(1234);
        assertThat(value(report, 1).getInteger("value")).isZero();
        assertThat(value(report, 2).containsKey("value")).isFalse();
        assertThat(value(report, 2).getBoolean("absent")).isTrue();
        assertThat(page.locator(".values dd")).hasText(new String[] {"1.234", "0", "tidak ada laporan"});
    }

    @Test
    void refusesInWordsAndGoesToTheFirstThatIsWrong() {
        type("31", "12,5");
        send();

        assertThat(count(1)).isFocused();
        assertThat(count(1)).hasAttribute("aria-invalid", "true");
        String describedBy = count(1).getAttribute("aria-describedby").split(" ", -1)[0];
        assertThat(page.locator("#" + describedBy)).containsText("bilangan bulat, tanpa koma");
        assertThat(page.locator("[role=status]")).hasText("2 isian perlu diperiksa");
        assertThat(page.locator(".fault:visible").last()).containsText("nol, atau memang tidak ada laporan?");
        page.locator(".choice:visible")
                .filter(new Locator.FilterOptions().setHasText("0 (nol)"))
                .click();
        assertThat(count(2)).hasValue("0");
        for (String wrong : List.of("-3", "dua")) {
            count(1).fill(wrong);
            send();
            assertThat(page.locator(".fault:visible")).hasCount(1);
        }
        assertThat(stub.tried()).isEmpty();
    }

    @Test
    void tapsInHasteSendOnce() {
        CountDownLatch answer = stub.hold();
        type("31", "30", "3");
        page.locator("button[type=submit]").dblclick();
        assertThat(bar()).hasAttribute("data-phase", "flying");
        page.keyboard().press("Enter");
        assertThat(bar()).containsText("Belum tersimpan sampai ada jawaban");
        assertThat(saved()).hasCount(0);

        answer.countDown();

        assertThat(saved()).isVisible();
        assertThat(stub.tried()).hasSize(1);
        assertThat(stub.saved()).hasSize(1);
    }

    @Test
    void asksAboutTheUnusual() {
        type("410", "30", "3");
        send();
        assertThat(page.locator(".outcome .title")).isFocused();
        assertThat(page.locator(".question")).containsText("Angka ini jauh dari biasanya (20–44). Benar 410?");
        assertThat(stub.saved()).isEmpty();

        press("Perbaiki");
        assertThat(count(0)).isFocused();
        type("420");
        send();
        press("Betul, kirim");

        assertThat(saved()).isVisible();
        List<JsonObject> tried = stub.tried();
        assertThat(tried).hasSize(3);
        assertThat(tried.get(2).getBoolean("confirmed")).isTrue();
        assertThat(tried.get(2).getString("key")).isEqualTo(tried.get(1).getString("key"));
        assertThat(tried.get(1).getString("key")).isNotEqualTo(tried.get(0).getString("key"));
    }

    @Test
    void correctsYesterday() {
        page.locator(".day").nth(1).click();
        assertThat(count(0)).hasValue("10");
        assertThat(page.locator(".field").nth(2)).hasAttribute("data-absent", "");
        assertThat(page.locator(".ask").first()).hasText("Kunjungan masuk kemarin");
        type("12");
        assertThat(page.locator(".before").first()).hasText("sudah dilaporkan: 10");
        assertThat(page.locator("button[type=submit]")).hasText("Kirim koreksi");
        page.fill("#by", "Budi Santoso");
        send();

        assertThat(page.locator(".values dd").first()).containsText("koreksi 10 → 12");
        assertThat(page.locator(".saved")).containsText("Selasa, 24 November 2026");
        assertThat(page.locator(".outcome .history li")).hasCount(2);
        assertThat(stub.saved().get(0).getString("day")).isEqualTo(FormData.YESTERDAY);
        page.locator(".outcome .day").first().click();
        assertThat(page.locator(".ask").first()).hasText("Kunjungan masuk hari ini");
        assertThat(count(0)).hasValue("");
        assertThat(page.locator("#by")).hasValue("Budi Santoso");
        page.reload();
        assertThat(page.locator("#by")).hasValue("Budi Santoso");
    }

    @Test
    void saysWhereTheServerFindsFault() {
        stub.fate(FormStub.Fate.WRONG);
        type("31", "30", "3");
        send();

        assertThat(count(1)).isFocused();
        assertThat(page.locator(".fault:visible")).containsText("bilangan bulat 0 sampai 1.000.000");
    }

    @Test
    void showsWhatIsLeftUnsavedWhenTheLinkOrTheDayEnds() {
        for (FormStub.Fate fate : List.of(FormStub.Fate.CLOSED, FormStub.Fate.REVOKED)) {
            stub.fate(fate);
            type("31", "30", "3");
            send();
            assertThat(page.locator(".outcome .title")).isFocused();
            assertThat(page.locator(".outcome")).containsText("Dinas Kominfo Kabupaten Magelang");
            assertThat(page.locator(".values dd")).hasText(new String[] {"31", "30", "3"});
            if (fate == FormStub.Fate.CLOSED) {
                press("Isi hari ini");
                assertThat(count(0)).hasValue("");
            }
        }
        assertThat(page.locator(".outcome .title")).hasText("Tautan ini tidak berlaku lagi");
    }

    @Test
    void saysWhenTheLinkIsWrong() {
        page.navigate(stub.link() + "x");
        assertThat(page.locator(".outcome .title")).hasText("Tautan ini tidak berlaku lagi");
        page.navigate(stub.address() + "/lapor.html");
        assertThat(page.locator(".outcome .title")).hasText("Tautan tidak lengkap");
    }

    @Test
    void showsWhatOthersReportedMeanwhile() {
        type("31");
        JsonObject form = FormData.clinic();
        form.getJsonArray("days")
                .getJsonObject(0)
                .put("state", "reported")
                .put("reportedBy", "Budi Santoso")
                .put("reportedAt", "2026-11-25T15:25:00+07:00");
        JsonObject values = new JsonObject();
        for (Object each : form.getJsonArray("fields")) {
            JsonObject field = (JsonObject) each;
            values.put(field.getString("service") + " " + field.getString("measure"), 25);
        }
        form.getJsonObject("reported")
                .put(FormData.TODAY, new JsonObject().put("values", values).put("history", new JsonArray()));
        stub.asks(form);
        page.reload();

        assertThat(page.locator(".notice")).containsText("Budi Santoso sudah melapor");
        assertThat(count(0)).hasValue("31");
        press("Pakai yang sudah dilaporkan");
        assertThat(count(0)).hasValue("25");
    }
}
