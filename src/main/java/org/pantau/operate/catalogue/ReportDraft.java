package org.pantau.operate.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.ReportSpec.By;
import org.pantau.catalogue.model.ReportSpec.Holder;
import org.pantau.measure.Measure;
import org.pantau.measure.ScopePath;

/**
 * A feed that people report for, in an operator's words: becomes a document of the catalogue, with the agency and the
 * services that are not there yet.
 *
 * @param place an agency of the catalogue, or the government of a new one
 * @param newAgency name of a new agency of that government; null where the agency is there
 * @param services those that are reported of; never empty
 * @param measures names of the figures; never empty
 * @param of what counts count
 */
public record ReportDraft(
        ScopePath place,
        @Nullable String newAgency,
        List<Wanted> services,
        List<String> measures,
        String of,
        By by,
        Holder owner,
        Holder deputy,
        String due) {

    private static final int LONGEST_ID = 40;
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    public ReportDraft {
        services = List.copyOf(services);
        measures = List.copyOf(measures);
    }

    /** A service that is there, by its id, or a new one, by its name. */
    public record Wanted(@Nullable String id, @Nullable String name) {}

    /** The document, and the ids it gives. */
    public record Document(String feed, String yaml) {}

    /** What it becomes in a catalogue; whether it fits is for the catalogue's own checks to say. */
    public Document document(Catalogue catalogue) {
        ScopePath agency = newAgency == null
                ? place
                : place.child(free(
                        slug(newAgency), id -> catalogue.agency(place.child(id)).isPresent()));
        Map<String, String> codes = new LinkedHashMap<>();
        List<Object> added = new ArrayList<>();
        for (Wanted wanted : services) {
            String id = wanted.id();
            if (id == null) {
                String name = wanted.name() == null ? "" : wanted.name();
                id = free(
                        slug(name),
                        taken -> codes.containsKey(taken)
                                || catalogue.service(agency.child(taken)).isPresent());
                added.add(entries("id", id, "name", name));
            }
            codes.put(id, agency.child(id).value());
        }
        String feed =
                free(slug("laporan-" + agency.value()), id -> catalogue.feed(id).isPresent());
        Map<String, Object> document = new LinkedHashMap<>();
        if (newAgency != null || !added.isEmpty()) {
            Map<String, Object> place = entries("path", agency.value());
            if (newAgency != null) {
                place.put("name", newAgency);
            }
            place.put("services", added);
            document.put("agencies", List.of(place));
        }
        document.put("feeds", List.of(feed(catalogue, feed, agency, codes)));
        return new Document(feed, write(document));
    }

    private Map<String, Object> feed(Catalogue catalogue, String id, ScopePath agency, Map<String, String> codes) {
        Map<String, Object> feed = entries("id", id, "agency", agency.value());
        feed.put("report", entries("by", by.word(), "owner", holder(owner), "deputy", holder(deputy)));
        feed.put("due", due);
        feed.put("services", codes);
        Map<String, Object> figures = new LinkedHashMap<>();
        measures.forEach(name -> figures.put(
                name,
                catalogue
                                .measures()
                                .find(name)
                                .filter(measure -> measure.kind() == Measure.Kind.COUNT)
                                .isPresent()
                        ? Map.of("of", of)
                        : Map.of()));
        feed.put("measures", figures);
        return feed;
    }

    private static Object holder(Holder holder) {
        String contact = holder.contact();
        return contact == null ? holder.name() : entries("name", holder.name(), "contact", contact);
    }

    private static Map<String, Object> entries(Object... pairs) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return entries;
    }

    /** Lower-case letters, digits and dashes, as the catalogue wants ids. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = plain.length() <= LONGEST_ID
                ? plain
                : plain.substring(0, LONGEST_ID).replaceAll("-+$", "");
        return cut.isEmpty() ? "tanpa-nama" : cut;
    }

    private static String free(String wanted, Predicate<String> taken) {
        String id = wanted;
        for (int i = 2; taken.test(id); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    private static String write(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps and texts can be written", impossible);
        }
    }
}
