package org.pantau;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pantau.database.DatabaseSettings;

/**
 * A command line: options with a value ({@code --port 8080}, {@code --port=8080}) and what is left. Each option is also an
 * environment variable ({@code PANTAU_PORT}); the command line wins.
 */
final class Arguments {

    private final Map<String, String> options = new HashMap<>();
    private final List<String> rest = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, String> environment;

    Arguments(List<String> words, Set<String> known, Map<String, String> environment) {
        this.environment = environment;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                rest.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
            if (!known.contains(name)) {
                mistakes.add("unknown option --" + name + ", known: --"
                        + String.join(", --", known.stream().sorted().toList()));
            } else if (equals >= 0) {
                options.put(name, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                options.put(name, words.get(++i));
            } else {
                mistakes.add("--" + name + " needs a value");
            }
        }
    }

    /** The option, else its environment variable, else empty. */
    Optional<String> option(String name) {
        String fromEnvironment = environment.get(Knob.environment(name));
        return Optional.ofNullable(options.getOrDefault(name, fromEnvironment)).filter(text -> !text.isBlank());
    }

    /** A whole number of an option; what is wrong with it is added to the mistakes. */
    int number(String name, int least, int most, int byDefault, List<String> mistakes) {
        String text = option(name).orElse(null);
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with numbers out of range
        }
        mistakes.add("--" + name + " " + text + ", expected " + least + " to " + most);
        return byDefault;
    }

    /** The data folder, of {@code --data}. */
    Path data() {
        return Path.of(option("data").orElse(Settings.DEFAULT_DATA));
    }

    /** The database of {@code --database}, else the embedded one of the data folder. */
    DatabaseSettings database() {
        return option("database")
                .map(url -> DatabaseSettings.external(data(), url))
                .orElseGet(() -> DatabaseSettings.embedded(data()));
    }

    List<String> rest() {
        return List.copyOf(rest);
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }
}
