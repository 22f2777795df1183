package org.pantau.catalogue;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.parse.CatalogueParser;
import org.pantau.catalogue.parse.CatalogueParser.Parts;
import org.pantau.catalogue.reference.Holidays;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.catalogue.yaml.Mistakes;
import org.pantau.catalogue.yaml.YamlReader;
import org.pantau.measure.time.WorkCalendar;

/**
 * Reads a catalogue from one YAML file, a folder of them, or text. Every mistake is found in one reading; a catalogue with
 * a mistake does not come to be.
 */
public final class CatalogueReader {

    private CatalogueReader() {}

    /**
     * What a reading came to.
     *
     * @param catalogue present exactly where there is no mistake
     * @param mistakes all of them, by file and line
     */
    public record Reading(Optional<Catalogue> catalogue, List<Mistake> mistakes) {
        public Reading {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** Reads a file, or the {@code *.yaml} and {@code *.yml} files of a folder as one catalogue. Blocks on the disk. */
    public static Reading read(Path fileOrFolder) {
        return read(fileOrFolder, Map.of());
    }

    /**
     * Reads a file or folder together with texts from elsewhere as one catalogue. Blocks on the disk.
     *
     * @param further name to YAML text, read after the files in this order
     */
    public static Reading read(Path fileOrFolder, Map<String, String> further) {
        Mistakes mistakes = new Mistakes();
        Map<String, String> documents = new LinkedHashMap<>();
        for (Path file : files(fileOrFolder, mistakes)) {
            open(file, documents, mistakes);
        }
        Set<String> onDisk = Set.copyOf(documents.keySet());
        further.forEach(documents::putIfAbsent);
        return read(documents, onDisk, mistakes);
    }

    /**
     * Reads one text.
     *
     * @param name what mistakes call the text
     */
    public static Reading read(String name, String yaml) {
        return read(Map.of(name, yaml));
    }

    /**
     * Reads several texts as one catalogue.
     *
     * @param documents name to YAML text, in the order they are read
     */
    public static Reading read(Map<String, String> documents) {
        return read(documents, Set.of(), new Mistakes());
    }

    /**
     * Reads a single feed against the tree of a catalogue that is there already, to be tried before it joins it.
     *
     * @param yaml the feed as it would stand in the list of feeds
     * @return a catalogue of the same tree with this feed alone
     */
    public static Reading readFeed(Catalogue tree, String yaml) {
        Mistakes mistakes = new Mistakes();
        Feed feed = CatalogueParser.parseFeed(
                tree.governments(), tree.shared().keySet(), tree.measures(), "feed", yaml, mistakes);
        return feed == null
                ? new Reading(Optional.empty(), mistakes.inOrder())
                : new Reading(
                        Optional.of(new Catalogue(
                                tree.governments(),
                                List.of(feed),
                                tree.measures(),
                                tree.calendar(),
                                tree.shared(),
                                Map.of())),
                        List.of());
    }

    private static Reading read(Map<String, String> documents, Set<String> onDisk, Mistakes mistakes) {
        Parts parts = CatalogueParser.parse(documents, onDisk, mistakes);
        if (mistakes.none() && parts.governments().isEmpty()) {
            mistakes.add(String.join(", ", documents.keySet()), "governments: none, expected at least one government");
        }
        return mistakes.none()
                ? new Reading(Optional.of(catalogue(parts)), List.of())
                : new Reading(Optional.empty(), mistakes.inOrder());
    }

    private static Catalogue catalogue(Parts parts) {
        WorkCalendar national = Holidays.loaded();
        Map<LocalDate, String> holidays = new HashMap<>(national.holidays());
        parts.holidays().forEach(holidays::putIfAbsent);
        WorkCalendar calendar = new WorkCalendar(holidays, national.years());
        return new Catalogue(
                parts.governments(), parts.feeds(), parts.measures(), calendar, parts.shared(), parts.feedToDocument());
    }

    private static List<Path> files(Path fileOrFolder, Mistakes mistakes) {
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        try (Stream<Path> listed = Files.list(fileOrFolder)) {
            List<Path> files = listed.filter(CatalogueReader::isYaml).sorted().toList();
            if (files.isEmpty()) {
                mistakes.add(fileOrFolder.toString(), "holds no catalogue, expected *.yaml or *.yml files");
            }
            return files;
        } catch (IOException unreadable) {
            mistakes.add(fileOrFolder.toString(), "cannot be read, " + unreadable.getMessage());
            return List.of();
        }
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static void open(Path file, Map<String, String> documents, Mistakes mistakes) {
        try {
            if (!Files.isRegularFile(file)) {
                mistakes.add(file.toString(), "not found, expected a YAML file or a folder of them");
            } else if (Files.size(file) > 4L * YamlReader.MAX_CHARACTERS) {
                mistakes.add(
                        file.toString(), "is too big, expected at most " + YamlReader.MAX_CHARACTERS + " characters");
            } else {
                documents.put(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (CharacterCodingException noText) {
            mistakes.add(file.toString(), "is not UTF-8 text, expected a YAML file");
        } catch (IOException unreadable) {
            mistakes.add(file.toString(), "cannot be read, " + unreadable.getMessage());
        }
    }
}
