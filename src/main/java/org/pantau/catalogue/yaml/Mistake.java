package org.pantau.catalogue.yaml;

/**
 * Something wrong in a catalogue, for the person who writes it.
 *
 * @param file as the reader was given it
 * @param line from 1; 0 where the mistake is about the file as a whole
 * @param column from 1; 0 where the mistake is about the file as a whole
 * @param message the key's path, what is wrong, what was expected; never a secret
 */
public record Mistake(String file, int line, int column, String message) {

    /** {@code file:line: message}. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
