package org.pantau.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OWASP's Secure Headers ask for, on every kind of answer; and that a write comes from our own pages. */
class GuardsTest {

    private static Edge edge;

    @BeforeAll
    static void start() {
        edge = Edge.demo();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "page, /, 200, no-cache",
        "page, /lapor.html, 200, no-cache",
        "file, /styles/base.css, 200, no-cache",
        "library, /webjars/chart.js/dist/chart.umd.js, 200, no-cache",
        "no file, /tiada.html, 404, no-store",
        "answer, /api/v1/board, 200, no-store",
        "document, /api/v1/openapi.yaml, 200, no-store",
        "problem, /api/v1/board?scope=99, 404, no-store",
        "bad request, /api/v1/series?from=x, 400, no-store",
        "no route, /api/v1/tiada, 404, no-store",
        "stream, /api/v1/live, 200, 'no-cache, no-transform'",
        "health, /health/ready, 200, no-store",
        "metrics, /metrics, 200, no-store"
    })
    void everyAnswerShouldCarryTheHeaders(String kind, String path, int status, String keeping) throws Exception {
        HttpResponse<InputStream> answer = edge.client.send(
                edge.request(path, edge.session("bupati"))
                        .header("x-forwarded-proto", "https")
                        .build(),
                BodyHandlers.ofInputStream());
        answer.body().close();

        assertThat(answer.statusCode()).as(kind).isEqualTo(status);
        header(answer, "cache-control", keeping);
        header(answer, "strict-transport-security", "max-age=31536000");
        header(answer, "x-content-type-options", "nosniff");
        header(answer, "x-frame-options", "deny");
        header(answer, "x-permitted-cross-domain-policies", "none");
        header(answer, "referrer-policy", "same-origin");
        header(answer, "cross-origin-opener-policy", "same-origin");
        header(answer, "cross-origin-resource-policy", "same-origin");
        header(answer, "cross-origin-embedder-policy", "require-corp");
        assertThat(one(answer, "content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(one(answer, "permissions-policy")).contains("camera=()", "geolocation=()", "payment=()", "usb=()");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @ParameterizedTest
    @CsvSource({"/", "/api/v1/board", "/api/v1/tiada"})
    void browsersShouldBeHeldToTlsOnlyWhereThereIsTls(String path) {
        assertThat(edge.get(path, null).header("strict-transport-security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, , 403",
        "same-site, , 403",
        "same-origin, , 201",
        "none, , 201",
        ", , 201",
        "cross-site, own, 201",
        "same-origin, http://elsewhere.example, 403"
    })
    void whatTheBrowserSaysOfAWriteShouldCountWhereItNamesNoOrigin(String site, String origin, int status) {
        var headers = new ArrayList<String>();
        if (site != null) {
            headers.addAll(List.of("sec-fetch-site", site));
        }
        if (origin != null) {
            headers.addAll(List.of("origin", origin.equals("own") ? "http://127.0.0.1:" + edge.port() : origin));
        }

        assertThat(edge.logIn("admin", Edge.PASSWORD, headers.toArray(String[]::new))
                        .status())
                .isEqualTo(status);
    }

    private static void header(HttpResponse<?> answer, String name, String value) {
        assertThat(one(answer, name)).as(name).isEqualTo(value);
    }

    private static String one(HttpResponse<?> answer, String name) {
        assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
        return answer.headers().firstValue(name).orElseThrow();
    }
}
