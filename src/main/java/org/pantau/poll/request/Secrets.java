package org.pantau.poll.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves {@code env:NAME} and {@code file:PATH} at each request, so that a renewed secret needs no restart. */
public final class Secrets {

    /** In a body a reference also begins after a quote, a tag or an equals sign. */
    private static final Pattern IN_BODY =
            Pattern.compile("(?<=^|[\\s\">=])(?:env:[A-Za-z_][A-Za-z0-9_]*|file:[^\\s\"<>&]+)");

    private static final Pattern REFERENCE = Pattern.compile("(?<=^|\\s)(?:env:[A-Za-z_][A-Za-z0-9_]*|file:\\S+)");

    private final Function<String, @Nullable String> environment;
    private final Map<Path, Kept> files = new ConcurrentHashMap<>();

    private final boolean given;

    /** @param environment gives null for a variable that is not set */
    public Secrets(Function<String, @Nullable String> environment) {
        this(environment, true);
    }

    private Secrets(Function<String, @Nullable String> environment, boolean given) {
        this.environment = environment;
        this.given = given;
    }

    /** None at all: for requests written by somebody who may not use this machine's secrets. */
    public static Secrets none() {
        return new Secrets(name -> null, false);
    }

    /** Those of this process. */
    public static Secrets ofProcess() {
        return new Secrets(System::getenv);
    }

    static boolean isReference(String text) {
        return text.startsWith("env:") || text.startsWith("file:");
    }

    /**
     * The text with each reference in it replaced ({@code Bearer env:TOKEN}); what was put in is noted for masking.
     *
     * @throws MissingSecretException naming the reference, never a value
     */
    public String resolve(String text, Masking masking) throws MissingSecretException {
        return resolve(REFERENCE, text, masking, UnaryOperator.identity());
    }

    /** Like {@link #resolve(String, Masking)} for the text of a body, with secrets written as its shape needs it. */
    String resolveInBody(String text, Masking masking, UnaryOperator<String> written) throws MissingSecretException {
        return resolve(IN_BODY, text, masking, written);
    }

    /** The file a reference leads to: {@code file:PATH} itself, {@code env:NAME} the path in that variable. */
    Path path(String reference) throws MissingSecretException {
        checkGiven(reference);
        return Path.of(
                reference.startsWith("file:")
                        ? reference.substring("file:".length()).strip()
                        : value(reference));
    }

    private String resolve(Pattern pattern, String text, Masking masking, UnaryOperator<String> written)
            throws MissingSecretException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder resolved = new StringBuilder();
        do {
            String value = value(matcher.group());
            masking.hide(value);
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(written.apply(value)));
        } while (matcher.find());
        return matcher.appendTail(resolved).toString();
    }

    /** What {@code env:NAME} or {@code file:PATH} stands for now; empty where it is not set. Never to be logged. */
    public Optional<String> find(String reference) {
        try {
            return Optional.of(value(reference));
        } catch (MissingSecretException | InvalidPathException unset) {
            return Optional.empty();
        }
    }

    private void checkGiven(String reference) throws MissingSecretException {
        if (!given) {
            throw new MissingSecretException(
                    "secret " + reference + " may only be used by an administrator, or by a feed of the catalogue");
        }
    }

    private String value(String reference) throws MissingSecretException {
        checkGiven(reference);
        String value = reference.startsWith("env:")
                ? environment.apply(reference.substring("env:".length()))
                : read(Path.of(reference.substring("file:".length())));
        if (value == null || value.isBlank()) {
            throw new MissingSecretException("secret " + reference + " is not set");
        }
        return value.strip();
    }

    private @Nullable String read(Path path) {
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            Kept kept = files.get(path);
            if (kept == null || !kept.changed.equals(changed)) {
                kept = new Kept(changed, Files.readString(path));
                files.put(path, kept);
            }
            return kept.value;
        } catch (IOException unreadable) {
            files.remove(path);
            return null;
        }
    }

    private record Kept(FileTime changed, String value) {}
}
