package org.pantau.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final Map<String, Object> ANSWER = Map.of(
            "pesan",
            "Berhasil",
            "baris",
            List.of(
                    Map.of("nik", "3308010101010001", "nama", "Siti", "kode", "ktp", "jumlah", 7),
                    Map.of("nik", "3308010101010002", "nama", "Budi", "kode", "kk", "jumlah", 5)));

    @Test
    void onlyWhatTheMappingNeedsShouldStay() {
        Object redacted = Redaction.of(ANSWER, same(tree -> List.of(at(tree, 0, "kode"), at(tree, 1, "jumlah"))));

        assertThat(Objects.requireNonNull(redacted).toString())
                .contains("ktp", "kk", "7", "5")
                .doesNotContain("3308010101010001", "Siti", "Budi", "Berhasil");
    }

    @Test
    void whatOnlyTellsRowsApartShouldGetMadeUpNames() {
        Object redacted = Redaction.of(ANSWER, same(tree -> at(tree, 0, "nik").equals(at(tree, 1, "nik"))));

        assertThat(Objects.requireNonNull(redacted).toString()).doesNotContain("33080101");
        assertThat(at(redacted, 0, "nik")).isNotEqualTo(at(redacted, 1, "nik"));
    }

    @Test
    void aMappingThatNeedsNothingShouldKeepNothing() {
        Object redacted = Redaction.of(ANSWER, same(tree -> ((Map<?, ?>) tree).size()));

        assertThat(Objects.requireNonNull(redacted).toString()).doesNotContain("ktp", "7", "Siti");
    }

    @Test
    void aDocumentThatNeverSaysTheSameShouldNotBeKept() {
        assertThat(Redaction.of(ANSWER, tree -> false)).isNull();
    }

    private static java.util.function.Predicate<@Nullable Object> same(Function<Object, Object> said) {
        return tree -> said.apply(Objects.requireNonNull(tree)).equals(said.apply(ANSWER));
    }

    private static Object at(Object tree, int row, String column) {
        List<?> rows = (List<?>) Objects.requireNonNull(((Map<?, ?>) tree).get("baris"));
        return Objects.requireNonNull(((Map<?, ?>) rows.get(row)).get(column));
    }
}
