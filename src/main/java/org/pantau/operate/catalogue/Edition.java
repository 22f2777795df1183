package org.pantau.operate.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.CatalogueReader.Reading;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.yaml.Mistake;

/**
 * A catalogue with what was added to it on the page.
 *
 * @param additions those that are part of it, in order
 * @param setAside those that do not fit the catalogue any more, with their mistakes: they stop no start, and lose nothing
 */
public record Edition(Catalogue catalogue, List<Addition> additions, Map<Addition, List<Mistake>> setAside) {

    public Edition {
        additions = List.copyOf(additions);
        setAside = Map.copyOf(setAside);
    }

    /** The catalogue cannot be read even without any addition. */
    public static final class BadCatalogueException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Its message names every mistake on a line of its own. */
        public BadCatalogueException(List<Mistake> mistakes) {
            super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        }
    }

    /**
     * Reads the catalogue with as many of the additions as fit.
     *
     * @param reader reads the catalogue's own documents together with these: name to text
     */
    public static Edition of(Function<Map<String, String>, Reading> reader, List<Addition> additions)
            throws BadCatalogueException {
        Map<String, Addition> nameToAddition = new LinkedHashMap<>();
        additions.forEach(addition -> nameToAddition.put(addition.name(), addition));
        Map<Addition, List<Mistake>> setAside = new LinkedHashMap<>();
        while (true) {
            Reading reading = reader.apply(texts(nameToAddition));
            if (reading.catalogue().isPresent()) {
                return new Edition(reading.catalogue().get(), List.copyOf(nameToAddition.values()), setAside);
            }
            Map<String, List<Mistake>> byDocument =
                    reading.mistakes().stream().collect(Collectors.groupingBy(Mistake::file));
            Set<String> wrong = byDocument.keySet().stream()
                    .filter(nameToAddition::containsKey)
                    .collect(Collectors.toSet());
            if (wrong.isEmpty()) {
                throw new BadCatalogueException(reading.mistakes());
            }
            wrong.forEach(name -> {
                Addition addition = nameToAddition.remove(name);
                if (addition != null) {
                    setAside.put(addition, byDocument.getOrDefault(name, List.of()));
                }
            });
        }
    }

    static Map<String, String> texts(Map<String, Addition> nameToAddition) {
        Map<String, String> texts = new LinkedHashMap<>();
        nameToAddition.forEach((name, addition) -> texts.put(name, addition.yaml()));
        return texts;
    }

    /**
     * Whether a feed stands here as it did before. Of an addition whose text has changed every feed counts as changed: who
     * corrects an address waits for its answer, and the failures of the one before say nothing of it.
     */
    public boolean keeps(String feed, Edition before) {
        return text(feed).isPresent() && text(feed).equals(before.text(feed));
    }

    /** The addition a feed stands in, by name and text; empty strings for the catalogue's own documents. */
    private Optional<List<String>> text(String feed) {
        return catalogue
                .feed(feed)
                .map(catalogue::documentOf)
                .map(document -> additions.stream()
                        .filter(addition -> addition.name().equals(document))
                        .findFirst()
                        .map(addition -> List.of(addition.name(), addition.yaml()))
                        .orElse(List.of("", "")));
    }

    /** Whether a feed was written by somebody who may not reach what the catalogue file may. */
    public boolean guarded(Feed feed) {
        String document = catalogue.documentOf(feed);
        return additions.stream()
                .anyMatch(addition -> !addition.trusted() && addition.name().equals(document));
    }
}
