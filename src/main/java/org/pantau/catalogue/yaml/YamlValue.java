package org.pantau.catalogue.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A value at a place in a file. Asking for a shape it does not have is a mistake, collected and answered with nothing. */
public final class YamlValue {

    private static final Set<String> LABELS = Set.of("id", "code", "path");
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9]\\d{0,17})");

    private final String file;
    private final Node node;
    private final String path;
    private final Mistakes mistakes;

    YamlValue(String file, Node node, String path, Mistakes mistakes) {
        this.file = file;
        this.node = node;
        this.path = path;
        this.mistakes = mistakes;
    }

    /** Records that this value is wrong: what is wrong, and what was expected. */
    public void mistake(String what) {
        Mark mark = node.getStartMark();
        String message = path.isEmpty() ? what : path + ": " + what;
        mistakes.add(new Mistake(file, mark.getLine() + 1, mark.getColumn() + 1, message));
    }

    /** {@code file:line}, to name this place from another. */
    public String place() {
        return file + ":" + line();
    }

    /** The name of the document it stands in. */
    public String file() {
        return file;
    }

    /** From 1. */
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    public boolean isText() {
        return node instanceof ScalarNode && !isEmpty();
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Text, number or truth value as written; null and a mistake where it is none or empty. */
    public @Nullable String text() {
        if (node instanceof ScalarNode scalar
                && !isEmpty()
                && !scalar.getValue().isBlank()) {
            return scalar.getValue().trim();
        }
        mistake(kind() + ", expected text");
        return null;
    }

    /** Like {@link #text()}, kept exactly as written. */
    public @Nullable String verbatim() {
        return text() == null ? null : ((ScalarNode) node).getValue();
    }

    /** A single value exactly as written, were it only white space; empty where it is none. */
    public String raw() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** A whole number from {@code least} to {@code most}; null and a mistake otherwise. */
    public @Nullable Long whole(long least, long most) {
        String text = text();
        if (text == null) {
            return null;
        }
        if (WHOLE.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        mistake("'" + text + "' is not allowed, expected a whole number from " + least + " to " + most);
        return null;
    }

    /** The items of a list; empty and a mistake where it is none. */
    public List<YamlValue> items() {
        if (!(node instanceof SequenceNode sequence)) {
            mistake(kind() + ", expected a list");
            return List.of();
        }
        List<YamlValue> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String label = label(item);
            String name = label == null ? Integer.toString(items.size() + 1) : label;
            items.add(new YamlValue(file, item, path + "[" + name + "]", mistakes));
        }
        return items;
    }

    /** The texts of a list, or of one text standing for a list of one. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (YamlValue item : isText() ? List.of(this) : items()) {
            String text = item.text();
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The keys of a mapping, of which only {@code known} are allowed; no keys and a mistake where it is no mapping. */
    public YamlFields fields(List<String> known) {
        YamlFields fields = entries("the keys " + String.join(", ", known));
        fields.refuseOthersThan(known);
        return fields;
    }

    /** The keys of a mapping whose keys are the writer's own; no keys and a mistake where it is no mapping. */
    public YamlFields entries(String expected) {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        Map<String, YamlValue> keys = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            mistake(kind() + ", expected " + expected);
            return new YamlFields(this, keys, values);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                new YamlValue(file, tuple.getKeyNode(), path, mistakes)
                        .mistake("a key is no text, expected a plain name");
                continue;
            }
            String name = key.getValue();
            YamlValue keyPlace = below(name, key);
            YamlValue first = keys.putIfAbsent(name, keyPlace);
            if (first == null) {
                values.put(name, below(name, tuple.getValueNode()));
            } else {
                keyPlace.mistake("appears twice, first at line " + first.line() + ", expected it once");
            }
        }
        return new YamlFields(this, keys, values);
    }

    /** The whole tree as maps, lists, texts, numbers and truth values; for request bodies. */
    public @Nullable Object tree() {
        if (node instanceof MappingNode) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries("keys").each((name, value) -> map.put(name, value.tree()));
            return map;
        }
        if (node instanceof SequenceNode) {
            List<@Nullable Object> list = new ArrayList<>();
            items().forEach(item -> list.add(item.tree()));
            return list;
        }
        return scalar((ScalarNode) node);
    }

    /** The value that a missing key {@code name} would have, to report it. */
    YamlValue missing(String name) {
        return below(name, node);
    }

    private YamlValue below(String name, Node below) {
        return new YamlValue(file, below, path.isEmpty() ? name : path + "." + name, mistakes);
    }

    private boolean isEmpty() {
        return Tag.NULL.equals(node.getTag());
    }

    private String kind() {
        return isMapping() ? "is a mapping" : isList() ? "is a list" : isText() ? "is a single value" : "is empty";
    }

    private static @Nullable Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (Tag.NULL.equals(tag)) {
            return null;
        }
        if (Tag.BOOL.equals(tag)) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("on");
        }
        try {
            if (Tag.INT.equals(tag) && WHOLE.matcher(text).matches()) {
                return new BigInteger(text);
            }
            return Tag.FLOAT.equals(tag) ? new BigDecimal(text) : text;
        } catch (NumberFormatException otherWriting) {
            return text;
        }
    }

    /** What a list's item calls itself, so that a mistake names the feed and not its number. */
    private static @Nullable String label(Node item) {
        if (item instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && tuple.getValueNode() instanceof ScalarNode value
                        && LABELS.contains(key.getValue())) {
                    return value.getValue();
                }
            }
        }
        return null;
    }
}
