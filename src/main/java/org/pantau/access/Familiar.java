package org.pantau.access;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * From which networks an account has logged in lately. Under a flood of guesses its owner comes first from there, because
 * guessers cannot come from there. Kept in memory, bounded; begins with the open sessions. Thread-safe.
 */
final class Familiar {

    private static final int REMEMBERED = 20_000;

    private final Set<String> known = new LinkedHashSet<>();

    synchronized boolean holds(String username, String network) {
        return known.contains(key(username, network));
    }

    synchronized void add(String username, String network) {
        String key = key(username, network);
        known.remove(key);
        known.add(key);
        if (known.size() > REMEMBERED) {
            known.remove(known.iterator().next());
        }
    }

    private static String key(String username, String network) {
        return username.length() + ":" + username + "@" + network;
    }
}
