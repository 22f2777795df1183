package org.pantau.catalogue.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.parse.CatalogueParser;
import org.pantau.catalogue.yaml.Mistakes;

/** Governments known without a catalogue of one's own. */
public final class Reference {

    private static final String JAWA_TENGAH = "/reference/jawa-tengah.yaml";

    private Reference() {}

    /** The province and its 35 regencies and cities, with the agencies and services that serve citizens. */
    public static List<Government> jawaTengah() {
        Mistakes mistakes = new Mistakes();
        List<Government> governments = CatalogueParser.parse(
                        Map.of("jawa-tengah.yaml", jawaTengahYaml()), Set.of(), mistakes)
                .governments();
        if (!mistakes.none()) {
            throw new IllegalStateException(
                    "the reference is broken: " + mistakes.inOrder().get(0));
        }
        return governments;
    }

    /** The same as YAML in the catalogue's own form, to be read together with a document of feeds. */
    public static String jawaTengahYaml() {
        return text(JAWA_TENGAH);
    }

    static String text(String resource) {
        try (InputStream stream = Reference.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("unreadable resource " + resource, broken);
        }
    }
}
