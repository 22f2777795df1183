package org.pantau.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.pantau.catalogue.model.Feed;
import org.pantau.catalogue.model.Mapping;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.normalise.Memory;
import org.pantau.normalise.Normalised;
import org.pantau.normalise.Unconfirmed;
import org.pantau.read.Reading;
import org.pantau.read.Readings;
import org.pantau.read.format.UnreadableBody;
import org.pantau.read.push.Flaw;
import org.pantau.read.push.PushedBody;

/** One pushed body on its way to samples and period values. Whatever is wrong with it is found before anything counts. */
final class PushReading {

    private static final int LONGEST_CODE = 200;
    private static final int MOST_ITEMS = 100;

    private final Feed feed;
    private final Pushed pushed;
    private final Instant arrived;
    private final Answer answer;

    PushReading(Feed feed, Pushed pushed, Instant arrived) {
        this.feed = feed;
        this.pushed = pushed;
        this.arrived = arrived;
        // As if the endpoint had answered it just now.
        this.answer = new Answer(
                Outcome.OK,
                200,
                Map.of("content-type", pushed.contentType()),
                pushed.body(),
                Map.of(),
                arrived,
                Duration.ZERO,
                null,
                null);
    }

    PushedBody open() throws UnreadableBody {
        return PushedBody.of(feed, pushed.kind(), answer, pushed.labels());
    }

    /** @throws PushRefused naming everything that is wrong; then the line's memory must stay as it is */
    PushResult normalise(FeedLine line, PushedBody.Understood understood) {
        Set<PushRefused.Item> wrong = new LinkedHashSet<>();
        understood.flaws().forEach(flaw -> wrong.add(item(flaw)));
        Readings readings = understood.readings();
        readings.problems().forEach(problem -> wrong.add(problem(understood, problem)));
        for (Reading row : readings.rows()) {
            if (row.code().length() > LONGEST_CODE) {
                wrong.add(problem(understood, place(row.row(), "service") + "at most " + LONGEST_CODE + " characters"));
            }
        }
        Map<Reading, Instant> seen = new PushTimes(feed, arrived)
                .of(readings.rows(), (row, why) -> wrong.add(problem(understood, place(row, "at") + why)));
        refuse(wrong);
        List<Normalised> steps = new ArrayList<>();
        List<Instant> instants = new ArrayList<>();
        Memory memory = line.memory;
        List<PushOrder.Group> groups = readings.zero()
                ? List.of(new PushOrder.Group(arrived, List.of(), false))
                : PushOrder.of(seen, feed.measures());
        for (PushOrder.Group group : groups) {
            Predicate<Mapping> which = mapping -> group.running() || !PushOrder.running(mapping);
            Readings part =
                    new Readings(Outcome.OK, readings.zero(), group.rows(), readings.bindings(), List.of(), false);
            Normalised step = line.normaliser.pushed(memory, answer, part, group.at(), which);
            memory = step.memory();
            steps.add(step);
            instants.add(group.at());
            step.problems().forEach(problem -> wrong.add(problem(understood, problem)));
        }
        refuse(wrong);
        List<String> unknown = steps.stream()
                .flatMap(step -> step.unconfirmed().stream())
                .map(Unconfirmed::code)
                .distinct()
                .toList();
        return PushResult.of(
                feed, arrived, steps, instants, memory, readings.rows().size(), unknown, understood.notes());
    }

    private String place(int row, String field) {
        return feed.id() + "/" + row + "/" + field + ": ";
    }

    private PushRefused.Item problem(PushedBody.Understood understood, String problem) {
        return item(understood.items().flaw(feed, problem));
    }

    private static PushRefused.Item item(Flaw flaw) {
        return new PushRefused.Item(flaw.field(), flaw.expected());
    }

    private static void refuse(Set<PushRefused.Item> wrong) {
        if (!wrong.isEmpty()) {
            throw new PushRefused(wrong.stream().limit(MOST_ITEMS).toList());
        }
    }

    static PushRefused refused(String field, String expected) {
        return new PushRefused(List.of(new PushRefused.Item(field, expected)));
    }
}
