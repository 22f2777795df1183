package org.pantau.catalogue.parse;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.yaml.Suggestion;
import org.pantau.catalogue.yaml.YamlFields;
import org.pantau.catalogue.yaml.YamlValue;
import org.pantau.expression.Expression;
import org.pantau.expression.ExpressionException;
import org.pantau.expression.Expressions;

/** The texts of a feed that mean more than themselves: expressions, {@code {name}} places and references to secrets. */
final class Texts {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");
    private static final Pattern REFERENCE = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:\\S.*");
    private static final Pattern HOLDS_REFERENCE = Pattern.compile("(?:^|\\s)(?:env:[A-Za-z_]|file:\\S)");

    private Texts() {}

    /** The expression at {@code key}; null where it is left out or (with a mistake) does not compile. */
    static @Nullable Expression expression(YamlFields fields, String key) {
        YamlValue value = fields.get(key);
        return value == null ? null : expression(value);
    }

    /** Null and a mistake where it does not compile. */
    static @Nullable Expression expression(YamlValue value) {
        String source = value.text();
        if (source == null) {
            return null;
        }
        try {
            return Expressions.compile(source);
        } catch (ExpressionException broken) {
            value.mistake("does not compile, " + broken.getMessage() + ", expected a JSONata expression");
            return null;
        }
    }

    /** A mistake for each {@code {name}} that is none of {@code names}. */
    static void checkPlaces(YamlValue value, String text, Collection<String> names) {
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!names.contains(name)) {
                value.mistake("{" + name + "} is not known here, " + Suggestion.of(name, names));
            }
        }
    }

    /** A mistake, without the text, where a secret is written out instead of referred to. */
    static void checkSecret(YamlValue value, String text) {
        if (!REFERENCE.matcher(text).matches()) {
            value.mistake("a secret may not be written in the catalogue, expected env:NAME or file:PATH");
        }
    }

    /** A mistake for a reference that can lead nowhere ({@code env:} alone, {@code env:A-B}). */
    static void checkReference(YamlValue value, String text) {
        if ((text.startsWith("env:") || text.startsWith("file:"))
                && !REFERENCE.matcher(text).matches()) {
            value.mistake("'" + text + "' refers to nothing, expected env:NAME or file:PATH");
        }
    }

    /** Whether the text is a reference and nothing else. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Where the text holds {@code {name}}. */
    static Matcher places(String text) {
        return PLACE.matcher(text);
    }

    /** A mistake where it can be no web address, whatever {@code {name}} stands for. */
    static void checkAddress(YamlValue value, String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://") && !url.startsWith("{")) {
            value.mistake("'" + url + "' is no web address, expected one that begins with http:// or https://");
        }
    }

    /** Whether {@code true} is written at {@code key}; false where it is left out. */
    static boolean truth(YamlFields fields, String key) {
        String text = fields.text(key);
        YamlValue place = fields.get(key);
        if (text == null || place == null) {
            return false;
        }
        if (!text.equals("true") && !text.equals("false")) {
            place.mistake("'" + text + "' is not understood, expected true or false");
        }
        return text.equals("true");
    }

    /** Whether the text rests on a secret or a var, and is not written out. */
    static boolean refers(String text, Set<String> vars) {
        return HOLDS_REFERENCE.matcher(text).find() || vars.stream().anyMatch(name -> text.contains("{" + name + "}"));
    }
}
