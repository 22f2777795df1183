package org.pantau.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pantau.access.Person;
import org.pantau.catalogue.Catalogue;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.yaml.Mistake;
import org.pantau.measure.ScopePath;
import org.pantau.operate.catalogue.Addition;
import org.pantau.operate.catalogue.CatalogueDesk;
import org.pantau.operate.catalogue.Draft;
import org.pantau.operate.catalogue.Edition;
import org.pantau.operate.catalogue.Proposal;
import org.pantau.web.json.BoardJson;
import org.pantau.web.json.Times;

/** What is added to the catalogue on the page. Who may not see a place of an addition does not see the addition. */
final class CatalogueRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    static final int LONGEST_TITLE = 120;

    private final Caller caller;
    private final Catalogue catalogue;
    private final Operating operating;

    CatalogueRoutes(Caller caller, Catalogue catalogue, Operating operating) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.operating = operating;
    }

    Future<Void> all(RoutingContext context) {
        Person person = operator(context);
        Edition edition = operating.desk().present();
        JsonArray parts = new JsonArray();
        edition.additions().stream()
                .filter(addition -> theirs(person, edition, addition))
                .forEach(addition -> parts.add(json(addition)));
        for (Map.Entry<Addition, List<Mistake>> aside : edition.setAside().entrySet()) {
            if (administers(person) || aside.getKey().savedBy().equals(person.username())) {
                parts.add(json(aside.getKey()).put("setAside", mistakes(aside.getValue())));
            }
        }
        return Json.answer(context, 200, new JsonObject().put("parts", parts));
    }

    Future<Void> put(RoutingContext context, JsonObject body) {
        Person person = operator(context);
        String title = text(body, "title", LONGEST_TITLE);
        Draft draft = new Draft(
                name(text(body, "name", 60)),
                title,
                body.getValue("yaml") instanceof String yaml ? yaml : "",
                person.username(),
                administers(person));
        Seen seen = body.containsKey("seen")
                ? optional(body, "seen", LONGEST_TITLE).map(Seen::of).orElse(Seen.NOTHING)
                : Seen.WHATEVER;
        return save(context, person, draft, Boolean.TRUE.equals(body.getValue("save")), seen)
                .compose(answer -> Json.answer(context, 200, answer));
    }

    Future<Void> remove(RoutingContext context, String name) {
        Person person = operator(context);
        Addition addition = named(name).filter(each -> mayTouch(person, each)).orElseThrow(Problem::notFound);
        Draft draft = new Draft(name, addition.title(), "", person.username(), administers(person));
        return operating
                .desk()
                .remove(draft, proposal -> may(person, name, proposal))
                .recover(fault -> Future.failedFuture(problem(
                        fault, "Belum dihapus: masih dipakai tambahan lain, yang perlu dihapus atau diubah dahulu.")))
                .compose(done -> audited(context, person, "catalogue-remove", draft, done))
                .compose(kept -> Json.nothing(context));
    }

    /**
     * What its author knew to be there by the name of a draft.
     *
     * @param matters whether it must still be so
     * @param savedAt when it had been saved, as it was told; empty where nothing was there
     */
    record Seen(boolean matters, Optional<String> savedAt) {

        static final Seen NOTHING = new Seen(true, Optional.empty());
        static final Seen WHATEVER = new Seen(false, Optional.empty());

        static Seen of(String savedAt) {
            return new Seen(true, Optional.of(savedAt));
        }
    }

    /** Checks a draft, and saves it where that is asked for and nothing is wrong; says what it changes. */
    Future<JsonObject> save(RoutingContext context, Person person, Draft draft, boolean save, Seen seen) {
        Future<Proposal> proposed = operating.desk().propose(draft);
        return proposed.compose(proposal -> {
            if (proposal.edition() != null && !may(person, draft.name(), proposal)) {
                return Future.failedFuture(Problem.notFound());
            }
            if (proposal.edition() == null || !save) {
                return Future.succeededFuture(json(proposal, false));
            }
            return operating
                    .desk()
                    .save(draft, found -> may(person, draft.name(), found) && stillThere(draft.name(), seen))
                    .recover(fault -> Future.failedFuture(problem(fault, "Katalog telah berubah; periksa lagi.")))
                    .compose(done -> audited(context, person, "catalogue-save", draft, done)
                            .map(json(done, true)
                                    .put(
                                            "savedAt",
                                            named(draft.name())
                                                    .map(this::savedAt)
                                                    .orElse(null))));
        });
    }

    /** Whether what its author saw is still what there is; asked while nobody else changes anything. */
    private boolean stillThere(String name, Seen seen) {
        Optional<Addition> there = named(name);
        if (seen.matters() && !there.map(this::savedAt).equals(seen.savedAt())) {
            throw Problem.conflict(there.map(each -> "Sudah disimpan " + each.savedBy() + " pada " + savedAt(each)
                            + " sesudah Anda membukanya. Muat ulang, lalu ubah lagi. / Saved by somebody else since you"
                            + " opened it; reload and change it again.")
                    .orElse("Sudah dihapus sesudah Anda membukanya. / It was removed since you opened it."));
        }
        return true;
    }

    /** Also one that was set aside. */
    private Optional<Addition> named(String name) {
        Edition edition = operating.desk().present();
        return Stream.concat(edition.additions().stream(), edition.setAside().keySet().stream())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private String savedAt(Addition addition) {
        return Times.iso(addition.savedAt(), catalogue.zone(catalogue.top()));
    }

    Person operator(RoutingContext context) {
        Person person = caller.person(context);
        if (person.top(catalogue).filter(person::operates).isEmpty()) {
            throw Problem.notFound();
        }
        return person;
    }

    boolean administers(Person person) {
        return person.administers(catalogue.top());
    }

    private Future<Void> audited(RoutingContext context, Person person, String action, Draft draft, Proposal done) {
        ScopePath place = Stream.concat(done.adds().places().stream(), done.removes().places().stream())
                .reduce(ScopePath::common)
                .orElse(ScopePath.ROOT);
        return new Deeds(operating.audit())
                .keep(context, person, action, draft.name(), draft.title(), done.common() ? ScopePath.ROOT : place);
    }

    /** Whether all of it, and what stands by this name now, is theirs to change; what holds for every place is not. */
    private boolean may(Person person, String name, Proposal proposal) {
        return (!proposal.common() || administers(person))
                && named(name).filter(each -> !mayTouch(person, each)).isEmpty()
                && proposal.adds().places().stream().allMatch(person::operates)
                && proposal.removes().places().stream().allMatch(person::operates);
    }

    /** Of one that was set aside nobody knows which places it is about: only who saved it, and administrators. */
    private boolean mayTouch(Person person, Addition addition) {
        Edition edition = operating.desk().present();
        return edition.setAside().containsKey(addition)
                ? administers(person) || addition.savedBy().equals(person.username())
                : theirs(person, edition, addition);
    }

    /** Whether everything an addition is about is a place they look after. */
    private boolean theirs(Person person, Edition edition, Addition addition) {
        List<ScopePath> places = edition.catalogue().feeds().stream()
                .filter(feed -> edition.catalogue().documentOf(feed).equals(addition.name()))
                .map(Feed::agency)
                .toList();
        return administers(person)
                || addition.savedBy().equals(person.username())
                || (!places.isEmpty() && places.stream().allMatch(person::operates));
    }

    /** @param misfit what to say where the catalogue would not fit together */
    private static Throwable problem(Throwable fault, String misfit) {
        if (fault instanceof CatalogueDesk.RefusedException refused) {
            return refused.proposal().edition() == null ? Problem.conflict(misfit) : Problem.notFound();
        }
        if (fault instanceof Problem) {
            return fault;
        }
        return Problem.later("Katalog belum dapat diubah sekarang; coba lagi nanti.", 5);
    }

    private JsonObject json(Addition addition) {
        return new JsonObject()
                .put("name", addition.name())
                .put("title", addition.title())
                .put("yaml", addition.yaml())
                .put("savedBy", addition.savedBy())
                .put("savedAt", savedAt(addition));
    }

    private static JsonObject json(Proposal proposal, boolean saved) {
        return new JsonObject()
                .put("saved", saved)
                .put("mistakes", mistakes(proposal.mistakes()))
                .put("adds", json(proposal.adds()))
                .put("removes", json(proposal.removes()));
    }

    private static JsonObject json(Proposal.Difference difference) {
        JsonArray feeds = new JsonArray();
        difference
                .feeds()
                .forEach(feed -> feeds.add(new JsonObject()
                        .put("id", feed.id())
                        .put(
                                "what",
                                feed.report().isPresent()
                                        ? "report"
                                        : feed.isPushed() ? "push" : feed.read().word())));
        return new JsonObject()
                .put("agencies", BoardJson.ids(difference.agencies()))
                .put("services", BoardJson.ids(difference.services()))
                .put("feeds", feeds);
    }

    static JsonArray mistakes(List<Mistake> mistakes) {
        JsonArray list = new JsonArray();
        mistakes.forEach(mistake -> list.add(mistake.toString()));
        return list;
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.badField("name", "huruf kecil, angka, dan tanda hubung");
        }
        return name;
    }

    static String text(JsonObject body, String field, int most) {
        return optional(body, field, most)
                .orElseThrow(() -> Problem.badField(field, "teks 1 sampai " + most + " huruf"));
    }

    static Optional<String> optional(JsonObject body, String field, int most) {
        @Nullable Object given = body.getValue(field);
        if (given == null) {
            return Optional.empty();
        }
        String text = given instanceof String words ? words.strip() : "";
        if (text.isEmpty() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badField(field, "teks 1 sampai " + most + " huruf");
        }
        return Optional.of(text);
    }
}
