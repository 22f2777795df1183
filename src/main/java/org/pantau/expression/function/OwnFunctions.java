package org.pantau.expression.function;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Pantau adds to JSONata: {@code $num(text, "id"|"en")}, {@code $tgl(text, pattern, zone)}, {@code $dur(text)} in
 * milliseconds and {@code $today(zone)}.
 */
public final class OwnFunctions {

    /** The binding that holds the present instant, an {@link Instant}; without it the system's clock counts. */
    public static final String NOW = "now";

    /** The binding that holds the zone of times that name none; without it they are in WIB. No expression can name it. */
    public static final String ZONE = "zone of the feed";

    private OwnFunctions() {}

    public static boolean known(String name, int arguments) {
        return switch (name) {
            case "num" -> arguments == 1 || arguments == 2;
            case "tgl" -> arguments == 2 || arguments == 3;
            case "dur" -> arguments == 1;
            case "today" -> arguments <= 1;
            default -> false;
        };
    }

    /**
     * Calls one of them.
     *
     * @throws IllegalArgumentException with a message that holds no data
     */
    public static @Nullable Object call(String name, @Nullable Object[] values, Map<String, Object> bindings) {
        Object first = values.length == 0 ? null : values[0];
        if (name.equals("today")) {
            return Dates.today(now(bindings), first == null ? zone(bindings) : first.toString());
        }
        if (first == null) {
            return null;
        }
        return switch (name) {
            case "num" -> Numbers.read(first, text(values, 1));
            case "tgl" -> {
                String zone = text(values, 2);
                yield Dates.read(
                        first.toString(),
                        String.valueOf(text(values, 1)),
                        zone == null ? zone(bindings) : zone,
                        now(bindings));
            }
            default -> Durations.read(first);
        };
    }

    public static Instant now(Map<String, Object> bindings) {
        return bindings.get(NOW) instanceof Instant now
                ? now
                : InstantSource.system().instant();
    }

    private static @Nullable String zone(Map<String, Object> bindings) {
        return bindings.get(ZONE) instanceof String zone ? zone : null;
    }

    private static @Nullable String text(@Nullable Object[] values, int index) {
        Object value = index < values.length ? values[index] : null;
        return value == null ? null : value.toString();
    }
}
