package org.pantau.read.push;

/**
 * What is wrong with one item of a pushed body.
 *
 * @param field which, such as {@code samples[3].value}
 * @param expected what was expected of it; never with a value in it
 */
public record Flaw(String field, String expected) {}
