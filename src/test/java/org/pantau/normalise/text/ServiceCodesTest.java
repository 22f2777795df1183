package org.pantau.normalise.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pantau.catalogue.model.AuthSpec;
import org.pantau.catalogue.model.Expect;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.ReadOptions;
import org.pantau.catalogue.model.RequestSpec;
import org.pantau.catalogue.model.Rows;
import org.pantau.catalogue.model.Rules;
import org.pantau.expression.Expression;
import org.pantau.measure.Origin;
import org.pantau.measure.ScopePath;

class ServiceCodesTest {

    private static final ScopePath AGENCY = ScopePath.of("33.08/disdukcapil");

    @ParameterizedTest(name = "item 64: {0} leads to {1}, confirmed {2}")
    @CsvSource({
        "101, 33.08/disdukcapil/ktp-el, true",
        "ktp-el, 33.08/disdukcapil/ktp-el, true",
        "KTP-EL, 33.08/disdukcapil/ktp-el, true",
        "33.08/disdukcapil/ktp-el, 33.08/disdukcapil/ktp-el, true",
        "33.08/rsud/igd, 33.08/disdukcapil/33.08-rsud-igd, false",
        "BED, 33.08/disdukcapil/bed, false",
        "' Poli Gigi & Mulut ', 33.08/disdukcapil/poli-gigi-mulut, false",
        "KK_baru.2, 33.08/disdukcapil/kk_baru.2, false",
        "(akta), 33.08/disdukcapil/akta, false",
        "<script>, 33.08/disdukcapil/script, false",
    })
    void codesLeadToServicesOrToAnUnconfirmedPlaceOfTheirOwn(String code, String path, boolean confirmed) {
        assertThat(target().place(code)).contains(new ServiceCodes.Place(ScopePath.of(path), confirmed));
    }

    @ParameterizedTest(name = "''{0}'' names no service")
    @CsvSource({"''", "' '", "'---'", "'&&'"})
    void aCodeWithoutLettersNamesNoService(String code) {
        assertThat(target().place(code)).isEmpty();
    }

    private static ServiceCodes target() {
        Expression rows = new Expression() {
            @Override
            public String source() {
                return "$";
            }

            @Override
            public boolean plain() {
                return true;
            }

            @Override
            public @Nullable Object evaluate(@Nullable Object input, Map<String, Object> bindings) {
                return input;
            }
        };
        ScopePath ktp = AGENCY.child("ktp-el");
        Feed feed = new Feed(
                "statistik",
                AGENCY,
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                null,
                ZoneId.of("Asia/Jakarta"),
                Map.of(),
                new RequestSpec("http://127.0.0.1/", "GET", Map.of(), null, List.of(), null),
                AuthSpec.NONE,
                Feed.ReadKind.JSON,
                ReadOptions.NONE,
                Rules.NONE,
                new Rows(rows, null, null, null, null),
                Map.of("101", ktp),
                List.of(),
                List.of(),
                Expect.ANY_2XX,
                Feed.Confirm.DEFAULT,
                Origin.REPORTED,
                List.of(),
                null,
                1);
        return new ServiceCodes(feed, ktp::equals);
    }
}
