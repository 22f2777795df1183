package org.pantau.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pantau.measure.value.Sha256;
import org.pantau.read.push.PushedBody;
import org.pantau.store.PushKey;

/** What pushes are remembered by: hashes, so that a key of any length takes the same room and says nothing. */
final class PushHashes {

    private static final String INCREASE = "i:";
    private static final String REQUEST = "k:";

    private PushHashes() {}

    /** The key a sender gave, with the hash of what it came with; the answer is still to be put in. */
    static PushKey key(String given, Pushed pushed) {
        byte[] about = (pushed.kind() + "\n" + new TreeMap<>(pushed.labels()) + "\n").getBytes(StandardCharsets.UTF_8);
        return new PushKey(REQUEST + hex(Sha256.of(given)), hex(Sha256.of(about, pushed.body())), null);
    }

    static List<String> increases(PushedBody body) {
        return body.keys().stream().map(PushHashes::increase).toList();
    }

    /** Those keys of a body whose hashes are known. */
    static Set<String> counted(PushedBody body, Collection<String> known) {
        Set<String> counted = new HashSet<>(body.keys());
        counted.removeIf(key -> !known.contains(increase(key)));
        return counted;
    }

    static List<PushKey> toRemember(@Nullable PushKey key, PushResult result, List<String> increases) {
        List<PushKey> all = new ArrayList<>();
        if (key != null) {
            all.add(new PushKey(key.key(), key.body(), result.answer()));
        }
        increases.forEach(increase -> all.add(new PushKey(increase, null, null)));
        return all;
    }

    private static String increase(String key) {
        // 128 bits are enough to tell increases of a day apart.
        return INCREASE + hex(Sha256.of(key)).substring(0, 32);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
