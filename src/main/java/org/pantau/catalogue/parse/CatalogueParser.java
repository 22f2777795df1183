package org.pantau.catalogue.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Government;
import org.pantau.catalogue.yaml.Claims;
import org.pantau.catalogue.yaml.Mistakes;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlReader;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.measure.Measure;
import org.pantau.measure.Measures;

/** Reads the documents of one catalogue as one: what any of them declares, the feeds of all may refer to. */
public final class CatalogueParser {

    private static final List<String> KEYS =
            List.of("governments", "agencies", "shared", "measures", "calendar", "feeds", "addresses");

    private final Set<String> onDisk;
    private final Mistakes mistakes;
    private final List<YamlFields> documents = new ArrayList<>();

    private CatalogueParser(Set<String> onDisk, Mistakes mistakes) {
        this.onDisk = onDisk;
        this.mistakes = mistakes;
    }

    /**
     * What the documents hold. Complete only where {@code mistakes} stays empty.
     *
     * @param shared id of a shared system to its name
     * @param holidays local holidays besides the national ones
     * @param feedToDocument id of each feed to the name of the document it stands in
     */
    public record Parts(
            List<Government> governments,
            List<Feed> feeds,
            Measures measures,
            Map<String, String> shared,
            Map<LocalDate, String> holidays,
            Map<String, String> feedToDocument) {
        public Parts {
            feedToDocument = Map.copyOf(feedToDocument);
            governments = List.copyOf(governments);
            feeds = List.copyOf(feeds);
            shared = Map.copyOf(shared);
            holidays = Map.copyOf(holidays);
        }
    }

    /**
     * Reads the documents as one catalogue.
     *
     * @param documents file name to its YAML text, in the order they are read
     * @param onDisk the names that are files of this machine, beside which other files may lie
     * @param mistakes where every mistake is added
     */
    public static Parts parse(Map<String, String> documents, Set<String> onDisk, Mistakes mistakes) {
        CatalogueParser parser = new CatalogueParser(onDisk, mistakes);
        documents.forEach(parser::open);
        return parser.parts();
    }

    /**
     * Reads a single feed, as it would stand in a catalogue's list of feeds, against a tree that is there already.
     *
     * @param name what mistakes call the text
     * @param mistakes where every mistake is added
     * @return null where there is a mistake
     */
    public static @Nullable Feed parseFeed(
            Collection<Government> governments,
            Set<String> shared,
            Measures measures,
            String name,
            String yaml,
            Mistakes mistakes) {
        YamlValue root = YamlReader.read(name, yaml, mistakes);
        if (root == null) {
            return null;
        }
        List<YamlValue> items = root.isList() ? root.items() : List.of(root);
        if (items.size() != 1) {
            root.mistake(items.size() + " feeds, expected one");
            return null;
        }
        Feed feed =
                new FeedParser(new Tree(governments, shared, measures), new FeedClaims(), Set.of()).parse(items.get(0));
        return mistakes.none() ? feed : null;
    }

    private void open(String file, String yaml) {
        YamlValue root = YamlReader.read(file, yaml, mistakes);
        if (root != null) {
            documents.add(root.fields(KEYS));
        }
    }

    private Parts parts() {
        Map<String, String> shared = shared();
        Measures measures = measures();
        GovernmentParser governmentParser = new GovernmentParser(shared.keySet());
        List<Government> governments = new ArrayList<>();
        for (YamlValue item : items("governments")) {
            Government government = governmentParser.parse(item);
            if (government != null) {
                governments.add(government);
            }
        }
        List<Government> whole = new AgencyParser(governmentParser, governments).join(items("agencies"));
        Map<String, String> feedToDocument = new HashMap<>();
        List<Feed> feeds = feeds(new Tree(whole, shared.keySet(), measures), feedToDocument);
        return new Parts(whole, feeds, measures, shared, holidays(), feedToDocument);
    }

    /** The feeds that are written out, then those that are only an address. */
    private List<Feed> feeds(Tree tree, Map<String, String> feedToDocument) {
        FeedClaims claims = new FeedClaims();
        List<Feed> feeds = new ArrayList<>();
        add(items("feeds"), new FeedParser(tree, claims, onDisk)::parse, feeds, feedToDocument);
        add(items("addresses"), new AddressParser(tree, claims)::parse, feeds, feedToDocument);
        return feeds;
    }

    private static void add(
            List<YamlValue> items,
            Function<YamlValue, @Nullable Feed> parser,
            List<Feed> feeds,
            Map<String, String> feedToDocument) {
        for (YamlValue item : items) {
            Feed feed = parser.apply(item);
            if (feed != null) {
                feeds.add(feed);
                feedToDocument.put(feed.id(), item.file());
            }
        }
    }

    private List<YamlValue> items(String key) {
        List<YamlValue> items = new ArrayList<>();
        for (YamlFields document : documents) {
            YamlValue list = document.get(key);
            if (list != null) {
                items.addAll(list.items());
            }
        }
        return items;
    }

    private Map<String, String> shared() {
        Map<String, String> idToName = new LinkedHashMap<>();
        Claims claims = new Claims();
        for (YamlValue item : items("shared")) {
            YamlFields fields = item.fields(List.of("id", "name"));
            String id = fields.requireText("id", "a short name such as siak");
            String name = fields.requireText("name", "the shared system's name");
            YamlValue place = fields.get("id");
            if (id != null && place != null && claims.claim(id, place)) {
                idToName.put(id, name == null ? id : name);
            }
        }
        return idToName;
    }

    private Measures measures() {
        List<Measure> declared = new ArrayList<>();
        Claims claims = new Claims();
        for (YamlFields document : documents) {
            YamlValue value = document.get("measures");
            if (value != null) {
                YamlFields names = value.entries("a name for each further measure");
                names.each((name, entry) -> {
                    Measure measure = MeasureParser.declared(name, names.keyPlace(name), entry);
                    if (measure != null && claims.claim(name, names.keyPlace(name))) {
                        declared.add(measure);
                    }
                });
            }
        }
        return Measures.standardAnd(declared);
    }

    private Map<LocalDate, String> holidays() {
        Map<LocalDate, String> holidays = new LinkedHashMap<>();
        Claims claims = new Claims();
        for (YamlFields document : documents) {
            YamlValue value = document.get("calendar");
            if (value != null) {
                YamlFields dates = value.entries("dates such as 2026-03-27 with the holiday's name");
                dates.each((text, name) -> {
                    LocalDate date = date(text, dates.keyPlace(text));
                    String holiday = name.text();
                    if (date != null && holiday != null && claims.claim(text, dates.keyPlace(text))) {
                        holidays.put(date, holiday);
                    }
                });
            }
        }
        return holidays;
    }

    private static @Nullable LocalDate date(String text, YamlValue place) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException noDate) {
            place.mistake("'" + text + "' is no date, expected year-month-day such as 2026-03-27");
            return null;
        }
    }
}
