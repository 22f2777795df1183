package org.pantau.store;

import org.jspecify.annotations.Nullable;

/**
 * What tells a push, or an increase in it, from every other of its feed, so that it counts once. Remembered for a day.
 *
 * @param key a hash, at most 100 characters
 * @param body hash of the body that came with it; null for an increase
 * @param answer what was answered; null for an increase
 */
public record PushKey(
        String key, @Nullable String body, @Nullable String answer) {}
