package org.pantau.operate.catalogue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pantau.catalogue.CatalogueReader.Reading;
import org.pantau.operate.catalogue.Proposal.Difference;

/**
 * Where the catalogue is changed while Pantau runs. A draft is checked together with everything else there is; what has a
 * mistake never replaces what is good. One change at a time, each on top of the one before. May be called from any thread.
 */
public final class CatalogueDesk {

    private final Vertx vertx;
    private final Function<Map<String, String>, Reading> reader;
    private final Additions kept;
    private final InstantSource clock;
    private final Function<Edition, Future<Void>> apply;
    private volatile Edition present;
    private Future<Void> last = Future.succeededFuture();

    /** The draft is not saved: it does not fit, or is not its author's to save. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Proposal proposal;

        RefusedException(Proposal proposal) {
            super(proposal.mistakes().size() + " mistakes", null, false, false);
            this.proposal = proposal;
        }

        public Proposal proposal() {
            return proposal;
        }
    }

    /** Whether the author may do this; asked at the last moment, with what the draft really changes. */
    public interface Permission {
        boolean allows(Proposal proposal);
    }

    /**
     * @param reader reads the catalogue's own documents together with these: name to text. Blocks
     * @param apply lets Pantau watch another edition; fails where that is not possible now
     */
    public CatalogueDesk(
            Vertx vertx,
            Function<Map<String, String>, Reading> reader,
            Additions kept,
            InstantSource clock,
            Edition present,
            Function<Edition, Future<Void>> apply) {
        this.vertx = vertx;
        this.reader = reader;
        this.kept = kept;
        this.clock = clock;
        this.present = present;
        this.apply = apply;
    }

    /** What is watched now. */
    public Edition present() {
        return present;
    }

    /** What a draft would make of the catalogue; nothing changes. */
    public Future<Proposal> propose(Draft draft) {
        Edition on = present;
        return vertx.executeBlocking(() -> proposal(on, draft.name(), addition(draft)), false);
    }

    /**
     * Saves a draft and watches it.
     *
     * @return what it changed, once it is watched; fails with {@link RefusedException}
     */
    public Future<Proposal> save(Draft draft, Permission permission) {
        return inOrder(() -> change(draft, addition(draft), permission));
    }

    /**
     * Removes an addition, also one that was set aside; ends like {@link #save}. Where others rest on its agencies or
     * services these stay, and its feeds alone go.
     */
    public Future<Proposal> remove(Draft draft, Permission permission) {
        return inOrder(() -> change(draft, null, permission).recover(fault -> {
            Optional<Addition> places = fits(fault) ? Optional.empty() : withoutFeeds(draft);
            return places.isEmpty()
                    ? Future.failedFuture(fault)
                    : change(draft.with(places.get().yaml()), places.get(), permission);
        }));
    }

    private static boolean fits(Throwable fault) {
        return !(fault instanceof RefusedException refused)
                || refused.proposal().edition() != null;
    }

    /** What an addition is without its feeds; empty where it has none, or nothing else. */
    private Optional<Addition> withoutFeeds(Draft draft) {
        return present.additions().stream()
                .filter(addition -> addition.name().equals(draft.name()))
                .findFirst()
                .flatMap(addition -> FeedlessText.of(addition.yaml()))
                .map(yaml -> addition(draft.with(yaml)));
    }

    private synchronized Future<Proposal> inOrder(Supplier<Future<Proposal>> work) {
        Future<Proposal> done = last.transform(before -> work.get());
        last = done.<Void>mapEmpty().otherwiseEmpty();
        return done;
    }

    private Future<Proposal> change(Draft draft, @Nullable Addition addition, Permission permission) {
        Edition on = present;
        return vertx.executeBlocking(() -> proposal(on, draft.name(), addition), false)
                .compose(proposal -> {
                    Edition next = proposal.edition();
                    if (next == null || !permission.allows(proposal)) {
                        return Future.failedFuture(new RefusedException(proposal));
                    }
                    return kept.save(
                                    draft,
                                    addition == null ? null : draft.yaml(),
                                    addition == null ? clock.instant() : addition.savedAt())
                            .compose(saved -> apply.apply(next))
                            .map(watched -> {
                                present = next;
                                return proposal;
                            });
                });
    }

    private Addition addition(Draft draft) {
        return new Addition(
                draft.name(), 0, draft.title(), draft.yaml(), draft.author(), draft.trusted(), clock.instant());
    }

    private Proposal proposal(Edition on, String name, @Nullable Addition addition) {
        Map<String, Addition> nameToAddition = new LinkedHashMap<>();
        on.additions().forEach(each -> nameToAddition.put(each.name(), each));
        if (addition == null) {
            nameToAddition.remove(name);
        } else {
            nameToAddition.put(name, addition);
        }
        Reading reading = reader.apply(Edition.texts(nameToAddition));
        if (reading.catalogue().isEmpty()) {
            return new Proposal(null, reading.mistakes(), Difference.NONE, Difference.NONE);
        }
        var catalogue = reading.catalogue().get();
        var setAside = new LinkedHashMap<>(on.setAside());
        setAside.keySet().removeIf(each -> each.name().equals(name));
        List<Addition> additions = new ArrayList<>(nameToAddition.values());
        return new Proposal(
                new Edition(catalogue, additions, setAside),
                List.of(),
                Difference.between(catalogue, on.catalogue(), name),
                Difference.between(on.catalogue(), catalogue, name));
    }
}
