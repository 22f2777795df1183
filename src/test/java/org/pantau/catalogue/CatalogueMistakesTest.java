package org.pantau.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pantau.catalogue.yaml.Mistake;

/** Documents that are broken as a whole, and expressions that do not compile. */
class CatalogueMistakesTest {

    @Test
    void theUnchangedCatalogueIsGood() {
        assertThat(CatalogueReader.read("k.yaml", GoodCatalogue.YAML).mistakes())
                .isEmpty();
    }

    @Test
    void expressionThatDoesNotCompileIsNamedWhereItStands() {
        var mistakes = CatalogueReader.read(
                        "k.yaml", GoodCatalogue.YAML.replace("value: selesai", "value: 'selesai +'"))
                .mistakes();

        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake.line()).isEqualTo(22);
            assertThat(mistake.message())
                    .startsWith("feeds[sumber].measures.served.value: does not compile, ")
                    .endsWith(", expected a JSONata expression");
        });
    }

    @Test
    void aliasesThatCouldGrowWithoutBoundAreRefused() {
        assertThat(CatalogueReader.read("k.yaml", "shared: &a [x]\nfeeds: [*a, *a]\n")
                        .mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        "k.yaml:2: alias *a is not supported, expected the value written out",
                        "k.yaml:2: alias *a is not supported, expected the value written out");
    }

    @Test
    void brokenEmptyAndEndlesslyDeepDocumentsAreMistakes() {
        assertThat(CatalogueReader.read("k.yaml", "feeds:\n  - id: [a\n").mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.toString()).startsWith("k.yaml:3: not readable as YAML, "));
        assertThat(CatalogueReader.read("k.yaml", "# kosong\n").mistakes())
                .extracting(Mistake::toString)
                .containsExactly("k.yaml: is empty, expected governments or feeds");
        assertThat(CatalogueReader.read("k.yaml", "shared: []\n").mistakes())
                .extracting(Mistake::toString)
                .containsExactly("k.yaml: governments: none, expected at least one government");
        assertThat(CatalogueReader.read("k.yaml", "[".repeat(1_000_000)).mistakes())
                .extracting(Mistake::toString)
                .containsExactly("k.yaml:1: nested too deep, expected at most 40 levels");
        assertThat(CatalogueReader.read("k.yaml", "a").mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        "k.yaml:1: is a single value, expected the keys governments, agencies, shared, measures, calendar, feeds,"
                                + " addresses");
    }
}
