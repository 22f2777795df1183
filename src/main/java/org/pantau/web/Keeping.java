package org.pantau.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.pantau.operate.storage.Storage;
import org.pantau.query.Reconciliation;
import org.pantau.store.StoreState;

/**
 * How the store is doing.
 *
 * @param storage what it takes of the disk
 * @param state whether it takes writes, and what waits
 * @param lastNight what was compared last; empty before the first comparison
 * @param version of Pantau
 */
public record Keeping(
        Storage storage, Supplier<StoreState> state, Supplier<Optional<Reconciliation>> lastNight, String version) {}
