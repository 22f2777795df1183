package org.pantau.operate.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pantau.database.TestDatabase.await;
import static org.pantau.database.TestDatabase.done;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;

/** The specification that goes with the letter: a valid document whose examples are what it says, and what is certified. */
class SpecificationTest {

    private static final Path FILE = Path.of("examples", "vendor", "layanan-harian.openapi.yaml");
    private static final String OPERATION = "layananHarian";

    private static Vertx vertx;
    private static JsonObject document;
    private static ResponseValidator validator;

    @BeforeAll
    static void read() throws IOException {
        vertx = Vertx.vertx();
        document = new JsonObject(
                new YAMLMapper().readValue(Files.readString(FILE), new TypeReference<Map<String, Object>>() {}));
        // Fails where the document is no valid OpenAPI 3.0.
        OpenAPIContract contract = await(OpenAPIContract.from(vertx, new JsonObject(document.encode())));
        validator = ResponseValidator.create(vertx, contract);
    }

    @AfterAll
    static void stop() {
        done(vertx.close());
    }

    @Test
    void examplesShouldBeWhatTheSchemaSays() {
        JsonObject examples = content(200).getJsonObject("examples");
        assertThat(examples.fieldNames()).containsExactly("hari-ini", "kemarin");
        examples.fieldNames()
                .forEach(name -> validate(200, examples.getJsonObject(name).getJsonObject("value")));
        for (int status : new int[] {400, 401, 503}) {
            validate(status, content(status).getJsonObject("example"));
        }
    }

    @Test
    void examplesShouldBeCertified() {
        JsonObject examples = content(200).getJsonObject("examples");
        for (String name : examples.fieldNames()) {
            JsonObject example = examples.getJsonObject(name).getJsonObject("value");
            Findings findings = new Findings();

            DailyAnswer day = DailyAnswer.read(
                            answer(example),
                            LocalDate.parse(example.getString("tanggal")),
                            Instant.parse("2026-11-23T03:02:00Z"),
                            findings)
                    .orElseThrow();

            assertThat(findings.all()).as(name).isEmpty();
            assertThat(day.counts()).containsOnlyKeys("ktp-el", "akta-kematian");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nik", "nama_pemohon"})
    void theSchemaShouldHaveNoRoomForPersons(String field) {
        JsonObject example = content(200)
                .getJsonObject("examples")
                .getJsonObject("kemarin")
                .getJsonObject("value")
                .copy();
        example.getJsonArray("layanan").getJsonObject(0).put(field, "x");

        assertThatThrownBy(() -> validate(200, example)).isInstanceOf(ValidatorException.class);
    }

    @Test
    void theLetterShouldBeOnePageThatNamesTheSpecification() throws IOException {
        String letter = Files.readString(FILE.resolveSibling("surat-permintaan.md"));

        assertThat(letter)
                .contains(
                        FILE.getFileName().toString(),
                        "X-API-Key",
                        "HTTPS",
                        "data pribadi",
                        "./pantau check --vendor",
                        "[KOP");
        // Laid out in Arial 11 on A4 with a letterhead of 28 mm, 2,400 characters left 35 mm of the page free.
        assertThat(letter.length()).isLessThan(2_600);
    }

    private static Answer answer(JsonObject body) {
        return new Answer(
                Outcome.OK,
                200,
                Map.of("content-type", "application/json"),
                body.encode().getBytes(StandardCharsets.UTF_8),
                Map.of(),
                Instant.EPOCH,
                Duration.ofMillis(5),
                null,
                null);
    }

    private static JsonObject content(int status) {
        return document.getJsonObject("paths")
                .getJsonObject("/layanan-harian")
                .getJsonObject("get")
                .getJsonObject("responses")
                .getJsonObject(String.valueOf(status))
                .getJsonObject("content")
                .getJsonObject("application/json");
    }

    private static void validate(int status, JsonObject body) {
        done(validator.validate(
                ValidatableResponse.create(status, Map.of(), Buffer.buffer(body.encode()), "application/json"),
                OPERATION));
    }
}
