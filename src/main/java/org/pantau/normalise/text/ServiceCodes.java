package org.pantau.normalise.text;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.NodeKind;
import org.pantau.measure.ScopePath;

/** Where the codes of a feed's rows lead. */
public final class ServiceCodes {

    private static final int LONGEST = 80;

    private final Feed feed;
    private final Predicate<ScopePath> known;

    /** @param known whether the catalogue holds a service; a code that is the name of one of the agency's needs no entry */
    public ServiceCodes(Feed feed, Predicate<ScopePath> known) {
        this.feed = feed;
        this.known = known;
    }

    /**
     * A service, and whether the catalogue says so.
     *
     * @param confirmed false for a path made up from a code that leads nowhere
     */
    public record Place(ScopePath path, boolean confirmed) {}

    /** Empty for a row that names no service. */
    public Optional<Place> place(String code) {
        Optional<ScopePath> declared = feed.serviceFor(code);
        if (declared.isPresent()) {
            return declared.map(path -> new Place(path, true));
        }
        return wholePath(code).or(() -> ownName(code));
    }

    private Optional<Place> wholePath(String code) {
        return code.indexOf('/') < 0
                ? Optional.empty()
                : ScopePath.parse(code)
                        .filter(path ->
                                path.kind() == NodeKind.SERVICE && feed.agency().contains(path))
                        .filter(known)
                        .map(path -> new Place(path, true));
    }

    private Optional<Place> ownName(String code) {
        String name = name(code);
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(feed.agency().child(name)).map(path -> new Place(path, known.test(path)));
    }

    /** The code in the letters a path may have; empty where nothing is left. */
    private static String name(String code) {
        StringBuilder name = new StringBuilder();
        String lower = code.trim().toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && name.length() < LONGEST; i++) {
            char c = lower.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (plain || (!name.isEmpty() && (c == '.' || c == '_'))) {
                name.append(c);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '-') {
            end--;
        }
        return name.substring(0, end);
    }
}
