package org.pantau.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pantau.catalogue.model.Feed;
import org.pantau.measure.FeedState;
import org.pantau.measure.Outcome;
import org.pantau.measure.value.Answer;
import org.pantau.normalise.RowFold;
import org.pantau.poll.Understanding;
import org.pantau.read.Reader;
import org.pantau.read.Readings;

/** Reads answers: for the asker, as far as it must know them before it goes on, and whole. */
public final class ReadAhead implements Understanding {

    static final String WORKERS = "pantau-read";
    static final int AT_ONCE = 2;

    private final WorkerExecutor readers;

    public ReadAhead(Vertx vertx) {
        this.readers = vertx.createSharedWorkerExecutor(WORKERS, AT_ONCE);
    }

    @Override
    public Future<Boolean> asksForLogin(Feed feed, Answer answer) {
        return readers.executeBlocking(() -> Reader.relogin(feed, answer), false);
    }

    @Override
    public <T> Future<T> look(Feed feed, Answer answer, Look<T> look) {
        return readers.executeBlocking(() -> look.at(Reader.document(feed, answer)), false);
    }

    /** Reads all answers of one poll, in order. */
    public static List<Readings> readAll(Feed feed, List<Answer> answers) {
        List<Readings> readings = new ArrayList<>(answers.size());
        for (Answer answer : answers) {
            readings.add(hinted(answer, Reader.read(feed, answer)));
        }
        return readings;
    }

    /** The same, where rows may be too many to be kept: then they are added up as they come. */
    public static List<Readings> readAll(Feed feed, List<Answer> answers, Optional<RowFold> fold) {
        return fold.isEmpty() ? readAll(feed, answers) : addedUp(feed, answers, fold.get());
    }

    private static List<Readings> addedUp(Feed feed, List<Answer> answers, RowFold fold) {
        List<Readings> readings = new ArrayList<>(answers.size());
        do {
            readings.clear();
            for (Answer answer : answers) {
                readings.add(hinted(answer, Reader.stream(feed, answer, Integer.MAX_VALUE, fold.next())));
            }
        } while (fold.again());
        return fold.into(readings);
    }

    /** Says besides "refused" what may be behind it. */
    private static Readings hinted(Answer answer, Readings read) {
        if (answer.hint().isEmpty()
                || read.outcome().state() != FeedState.AUTH
                || read.outcome().reason().contains(answer.hint())) {
            return read;
        }
        Outcome outcome = new Outcome(FeedState.AUTH, read.outcome().reason() + "; " + answer.hint());
        return new Readings(outcome, read.zero(), read.rows(), read.bindings(), read.problems(), read.slow());
    }
}
