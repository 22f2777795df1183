package org.pantau.catalogue.yaml;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads one YAML document into values that know their place. Bounded in size and depth; aliases are refused, because a few
 * of them can stand for a billion values.
 */
public final class YamlReader {

    /** Longest document, in characters: about ten thousand feeds. */
    public static final int MAX_CHARACTERS = 10_000_000;

    private static final int MAX_DEPTH = 40;

    private YamlReader() {}

    /** The root of the document; null and a mistake where it cannot be read. */
    public static @Nullable YamlValue read(String file, String yaml, Mistakes mistakes) {
        if (yaml.length() > MAX_CHARACTERS) {
            mistakes.add(file, "has " + yaml.length() + " characters, expected at most " + MAX_CHARACTERS);
            return null;
        }
        try {
            if (isUnsafe(file, yaml, mistakes)) {
                return null;
            }
            Node root = new Yaml(options()).compose(new StringReader(yaml));
            if (root == null) {
                mistakes.add(file, "is empty, expected governments or feeds");
                return null;
            }
            return new YamlValue(file, root, "", mistakes);
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            mistakes.add(new Mistake(file, line, column, "not readable as YAML, " + broken.getProblem()));
        } catch (YAMLException broken) {
            mistakes.add(file, "not readable as YAML, " + broken.getMessage());
        }
        return null;
    }

    /** Looks for aliases and endless depth on the stream of events, before any tree is built. */
    private static boolean isUnsafe(String file, String yaml, Mistakes mistakes) {
        boolean found = false;
        int depth = 0;
        for (Event event : new Yaml(options()).parse(new StringReader(yaml))) {
            if (event instanceof AliasEvent alias) {
                Mark mark = alias.getStartMark();
                mistakes.add(new Mistake(
                        file,
                        mark.getLine() + 1,
                        mark.getColumn() + 1,
                        "alias *" + alias.getAnchor() + " is not supported, expected the value written out"));
                found = true;
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                int line = event.getStartMark().getLine() + 1;
                mistakes.add(new Mistake(file, line, 1, "nested too deep, expected at most " + MAX_DEPTH + " levels"));
                return true;
            }
        }
        return found;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        return options;
    }
}
